"""Updates on their way to the bot: to a callable, to its webhook, or until it asks for them with getUpdates.

Order and repetition follow the real server (WebhookActor.cpp of github.com/tdlib/telegram-bot-api): one update under
way in each queue, a queue for each chat's messages and each person's taps, the next one after a 2xx.
"""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.simulator.state import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

RETRIES = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
TIMEOUT = 60.0
RETRY_AFTER = 3600.0
EXPIRY = {"message": 24 * 3600.0, "callback_query": 150.0, "inline_query": 30.0}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Receiver = Callable[[Json], Awaitable[None]]


@dataclass(slots=True)
class _Item:
    update: Json
    kind: str
    born: float
    dealt_with: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def done(self) -> None:
        if not self.dealt_with.done():
            self.dealt_with.set_result(None)


class Delivery:
    """All updates that the bot has not dealt with yet."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self.receiver: Receiver | None = None
        self.allowed: list[str] = []
        self._queues: dict[tuple[str, int], deque[_Item]] = {}
        self._workers: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._arrived = asyncio.Event()
        self._polling: asyncio.Task[Any] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._last_id = 100_000_000

    @property
    def pending(self) -> int:
        """Count the updates that the bot has not dealt with."""
        return sum(map(len, self._queues.values()))

    def clear(self) -> None:
        """Drop what is pending."""
        for queue in self._queues.values():
            for item in queue:
                item.done()
            queue.clear()

    async def hand_over(self, kind: str, content: Json, queue: tuple[str, int]) -> None:
        """Make an update and return when the bot has dealt with it."""
        if not self.wants(kind):
            return
        self._last_id += 1
        update = {"update_id": self._last_id, kind: content}
        if self.receiver is not None:
            await self.receiver(json.loads(json.dumps(update)))
            return
        item = _Item(update, kind, self._telegram.clock())
        self._queues.setdefault(queue, deque()).append(item)
        self._arrived.set()
        self.wake()
        await item.dealt_with

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def wake(self) -> None:
        """Let every queue that has something be worked off, where there is a webhook."""
        if not self._telegram.webhook.url:
            return
        for key, queue in self._queues.items():
            if queue and (key not in self._workers or self._workers[key].done()):
                self._workers[key] = asyncio.create_task(self._work(queue))

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Answer getUpdates: confirm what is below the offset, then wait for something to give.

        Raises:
            RefusalError: somebody else asked first.
        """
        if self._polling is not None and not self._polling.done() and self._polling is not asyncio.current_task():
            self._polling.cancel()
        self._polling = asyncio.current_task()
        self._confirm(offset)
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not (found := self._pending(offset)):
                    self._arrived.clear()
                    await self._arrived.wait()
        found = self._pending(offset)
        return [item.update for item in found[:limit]]

    async def close(self) -> None:
        """End everything that is under way."""
        for worker in self._workers.values():
            worker.cancel()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)
        self.clear()
        if self._session is not None:
            await self._session.close()

    def _pending(self, offset: int) -> list[_Item]:
        items = sorted(
            (item for queue in self._queues.values() for item in queue), key=lambda item: item.update["update_id"]
        )
        return items[offset:] if offset < 0 else items

    def _confirm(self, offset: int) -> None:
        for queue in self._queues.values():
            while queue and queue[0].update["update_id"] < offset:
                queue.popleft().done()

    async def _work(self, queue: deque[_Item]) -> None:
        attempt = 0
        while queue and self._telegram.webhook.url:
            item = queue[0]
            expired = self._telegram.clock() - item.born > EXPIRY.get(item.kind, EXPIRY["message"])
            wait = None if expired else await self._post(item)
            if wait is None:
                if queue and queue[0] is item:
                    queue.popleft()
                item.done()
                attempt = 0
                continue
            await asyncio.sleep(wait if wait >= 0 else RETRIES[min(attempt, len(RETRIES) - 1)])
            attempt += 1

    async def _post(self, item: _Item) -> float | None:
        """Deliver once: None where the bot has it, else the seconds to wait, below 0 where the schedule decides."""
        webhook = self._telegram.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        try:
            async with self._session.post(
                webhook.url, json=item.update, headers=headers, allow_redirects=False
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed("Read timeout expired" if isinstance(error, TimeoutError) else "Connection refused")
            return -1.0
        if 200 <= response.status < 300:
            self._telegram.tell({"type": "delivery", "status": "ok"})
            await self._reply(body)
            return None
        self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        return min(_seconds(response.headers.get("Retry-After")), RETRY_AFTER)

    async def _reply(self, body: bytes) -> None:
        """Carry out the call that may stand in the answer; nobody learns how it ends."""
        with suppress(ValueError):
            call = json.loads(body)
            if isinstance(call, dict) and isinstance(method := call.pop("method", None), str):
                await self._telegram.call(method, call)

    def _failed(self, why: str) -> None:
        webhook = self._telegram.webhook
        webhook.last_error_date, webhook.last_error_message = int(self._telegram.clock()), why
        self._telegram.tell({"type": "delivery", "status": "failing", "error": why})


def _seconds(header: str | None) -> float:
    try:
        return float(header) if header else -1.0
    except ValueError:
        return -1.0
