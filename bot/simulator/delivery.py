"""Updates on their way to the bot: to a callable, to its webhook, or until it asks for them with getUpdates."""

import asyncio
import copy
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from bot.simulator.dispatch import Dispatch
from bot.simulator.polling import Polling
from bot.simulator.posting import Line
from bot.simulator.state import Json, Webhook
from bot.simulator.updates import Queue, Updates, queue_of

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Receiver = Callable[[Json], Awaitable[object]]

_held: ContextVar[frozenset[Queue]] = ContextVar("held", default=frozenset())


class Delivery:
    """All updates that the bot has not dealt with yet, and the ways to it."""

    def __init__(self, telegram: "Telegram", line: Line | None) -> None:
        self._telegram = telegram
        self.receiver: Receiver | None = None
        self.allowed: list[str] = []
        self.updates = Updates(telegram.clock)
        self._polling = Polling(telegram.clock, self.updates)
        self._dispatch = Dispatch(telegram, self.updates, line)
        self._turns: dict[Queue, asyncio.Lock] = {}

    @property
    def pending(self) -> int:
        """Count the updates that the bot has not dealt with."""
        return len(self.updates)

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    async def hand_over(self, kind: str, content: Json) -> None:
        """Make an update and return when the bot has dealt with it, or will never get it.

        What a callable raises is raised here.
        """
        if not self.wants(kind):
            return
        update = self.updates.make(kind, content)
        self._telegram.tell(_told(kind, update))
        began = time.perf_counter()
        await self._bring(update, kind)
        took_ms = round((time.perf_counter() - began) * 1000, 1)
        self._telegram.tell({"type": "dealt", "update_id": update["update_id"], "took_ms": took_ms})

    async def _bring(self, update: Json, kind: str) -> None:
        if self.receiver is not None:
            await self._in_turn(self.receiver, kind, update)
            return
        item = self.updates.add(kind, update)
        self.wake()
        await item.dealt_with.wait()

    def wake(self) -> None:
        """Let whoever can take an update look."""
        if self._telegram.webhook.url:
            self._dispatch.wake()
        else:
            self._polling.wake()

    async def lead_to(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on, or, where it has no address, wait for getUpdates."""
        if webhook.url:
            self._polling.give_way()
        await self._dispatch.lead_to(webhook)
        self.wake()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Answer getUpdates.

        Raises:
            RefusalError: somebody else asked meanwhile, or set a webhook.
        """
        return await self._polling.poll(offset, limit, timeout)

    def hang_up(self) -> None:
        """End a getUpdates that waits."""
        self._polling.hang_up()

    async def close(self) -> None:
        """End everything that is under way."""
        await self._dispatch.close()
        self.hang_up()
        self.updates.clear()

    async def _in_turn(self, receiver: Receiver, kind: str, update: Json) -> None:
        """Hand an update to a callable once it is done with the one before; what it causes itself does not wait."""
        queue, held = queue_of(kind, update[kind]), _held.get()
        if queue in held:
            await receiver(copy.deepcopy(update))
            return
        async with self._turns.setdefault(queue, asyncio.Lock()):
            token = _held.set(held | {queue})
            try:
                await receiver(copy.deepcopy(update))
                if self._telegram.trouble.repeats(update):
                    await receiver(copy.deepcopy(update))
            finally:
                _held.reset(token)


def _told(kind: str, update: Json) -> Json:
    """Write an update as the page gets it: whose it is, and from which chat."""
    content = update[kind]
    chat = content.get("message", content).get("chat", {}).get("id")
    person = content.get("from", {}).get("id")
    place: Json = {"chat": chat, "person": person, "update_id": update["update_id"]}
    return {"type": "update", "kind": kind, **place, "update": update}
