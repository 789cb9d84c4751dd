"""Updates on their way to the bot: to a callable, to its webhook, or until it asks for them with getUpdates.

Order and repetition follow WebhookActor.cpp of github.com/tdlib/telegram-bot-api: one update under way in each queue, a
queue for each chat's messages and each person's taps, the next one after a 2xx.
"""

import asyncio
import copy
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.posting import Outcome, Posting
from bot.simulator.state import Json, RefusalError, Webhook

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

RETRIES = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
EXPIRY = {"callback_query": 150.0, "inline_query": 30.0}
DAY = 24 * 3600.0
GONE_SECONDS = 23 * 3600.0
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SET = "Conflict: terminated by setWebhook request"

Receiver = Callable[[Json], Awaitable[None]]
Queue = tuple[str, int]


@dataclass(slots=True, eq=False)
class _Item:
    """An update that the bot has not dealt with yet; `expires` in seconds of the clock."""

    update: Json
    queue: Queue
    expires: float
    dealt_with: asyncio.Future[None]

    @property
    def id(self) -> int:
        number: int = self.update["update_id"]
        return number


class Delivery:
    """All updates that the bot has not dealt with yet, oldest first."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self.receiver: Receiver | None = None
        self.allowed: list[str] = []
        self._items: list[_Item] = []
        self._workers: dict[Queue, asyncio.Task[None]] = {}
        self._poller: asyncio.Future[RefusalError | None] | None = None
        self._posting = Posting(telegram)
        self._lines = asyncio.Semaphore(telegram.webhook.max_connections)
        self._gone_since: float | None = None
        self._last_id = 100_000_000
        self.repeats = 0
        """How many of the next updates are delivered twice, as happens."""

    @property
    def pending(self) -> int:
        """Count the updates that the bot has not dealt with."""
        self._expire()
        return len(self._items)

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def clear(self) -> None:
        """Drop what is pending."""
        for item in list(self._items):
            self._drop(item)

    async def hand_over(self, kind: str, content: Json, queue: Queue) -> None:
        """Make an update and return when the bot has dealt with it, or will never get it.

        What a callable raises is raised here.
        """
        if not self.wants(kind):
            return
        self._last_id += 1
        update = {"update_id": self._last_id, kind: copy.deepcopy(content)}
        self._telegram.tell(_told(kind, update))
        if self.receiver is not None:
            for _ in range(self._times()):
                await self.receiver(copy.deepcopy(update))
            return
        expires = self._telegram.clock() + EXPIRY.get(kind, DAY)
        item = _Item(update, queue, expires, asyncio.get_running_loop().create_future())
        self._items.append(item)
        self._wake()
        await item.dealt_with

    def _times(self) -> int:
        if self.repeats == 0:
            return 1
        self.repeats -= 1
        return 2

    async def lead_to(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on, or, where it has no address, wait for getUpdates."""
        await self._stop()
        self._telegram.webhook = webhook
        self._lines = asyncio.Semaphore(webhook.max_connections)
        self._gone_since = None
        if webhook.url:
            self._end_poll(RefusalError(SET, 409))
        self._wake()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Answer getUpdates: confirm what is below the offset, then wait for something to give.

        Raises:
            RefusalError: somebody else asked meanwhile, or set a webhook.
        """
        self._end_poll(RefusalError(TERMINATED, 409))
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + timeout
        while not (found := self._given(offset)) and await self._arrival(deadline):
            pass
        return [item.update for item in found[:limit]]

    def hang_up(self) -> None:
        """End a getUpdates that waits."""
        self._end_poll(RefusalError("Internal Server Error: restart", 500))

    async def close(self) -> None:
        """End everything that is under way."""
        await self._stop()
        self.hang_up()
        self.clear()
        await self._posting.close()

    # What is pending

    def _drop(self, item: _Item) -> None:
        if item in self._items:
            self._items.remove(item)
        if not item.dealt_with.done():
            item.dealt_with.set_result(None)

    def _expire(self) -> None:
        now = self._telegram.clock()
        for item in [item for item in self._items if item.expires < now]:
            self._drop(item)

    # getUpdates

    def _confirm(self, offset: int) -> None:
        done = self._items[:offset] if offset < 0 else [item for item in self._items if item.id < offset]
        for item in done:
            self._drop(item)

    def _given(self, offset: int) -> list[_Item]:
        self._expire()
        return [item for item in self._items if item.id >= offset]

    async def _arrival(self, deadline: float) -> bool:
        """Wait for a new update: False where the time is up."""
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            return False
        mine: asyncio.Future[RefusalError | None] = asyncio.get_running_loop().create_future()
        self._poller = mine
        try:
            async with asyncio.timeout(left):
                refusal = await mine
        except TimeoutError:
            return False
        finally:
            if self._poller is mine:
                self._poller = None
        if refusal is not None:
            raise refusal
        return True

    def _end_poll(self, refusal: RefusalError | None) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(refusal)
        self._poller = None

    # The webhook

    def _wake(self) -> None:
        """Let getUpdates look, or each queue that has something be worked off."""
        if not self._telegram.webhook.url:
            self._end_poll(None)
            return
        for queue in {item.queue for item in self._items}:
            if queue not in self._workers or self._workers[queue].done():
                self._workers[queue] = asyncio.create_task(self._work(queue))

    async def _work(self, queue: Queue) -> None:
        while self._telegram.webhook.url and (item := self._first(queue)):
            if await self._deliver(item):
                self._drop(item)

    def _first(self, queue: Queue) -> _Item | None:
        self._expire()
        return next((item for item in self._items if item.queue == queue), None)

    async def _deliver(self, item: _Item) -> bool:
        """Post until the bot has it, or nobody will want it any more; False where there is no webhook any more."""
        attempt = 0
        while self._telegram.webhook.url and item in self._items:
            async with self._lines:
                outcome = await self._posting.post(item.update)
            if outcome.ok:
                self._gone_since = None
                if self._times() == 1:
                    return True
                continue
            wait = outcome.retry_after or RETRIES[min(attempt, len(RETRIES) - 1)]
            attempt += 1
            if self._telegram.clock() + wait > item.expires:
                return True
            if not self._has_gone(outcome):
                await self._telegram.sleep(wait)
        return False

    def _has_gone(self, outcome: Outcome) -> bool:
        """Remove a webhook that answered 410 for nearly a day."""
        now = self._telegram.clock()
        if outcome.status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > GONE_SECONDS:
            self._telegram.webhook = Webhook()
            return True
        return False

    async def _stop(self) -> None:
        workers = [task for task in self._workers.values() if task is not asyncio.current_task()]
        self._workers.clear()
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _told(kind: str, update: Json) -> Json:
    """Write an update as the page gets it: whose it is, and from which chat."""
    content = update[kind]
    chat = content.get("message", content).get("chat", {}).get("id")
    person = content.get("from", {}).get("id")
    place: Json = {"chat": chat, "person": person, "update_id": update["update_id"]}
    return {"type": "update", "kind": kind, **place, "update": update}
