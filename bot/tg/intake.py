"""Taking updates in: each is dealt with once, however often Telegram sends it, and those of one chat in their order.

Telegram repeats an update until it is acknowledged, also while it is being dealt with, and sends several at once.
https://core.telegram.org/bots/api#setwebhook
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog

from bot.tg.lanes import Lanes

RawUpdate = dict[str, Any]
Process = Callable[[RawUpdate], Awaitable[None]]

BUDGET = 10.0
"""Seconds after which an update is acknowledged although it is not dealt with; it is finished all the same."""
REMEMBERED = 10_000
"""Updates that were dealt with and are known when they come again: at 1,000 a second those of ten seconds."""
FAREWELL = 15.0
"""Seconds at a shutdown for what took longer than BUDGET: with it and BUDGET, the 25 that platforms give."""

_log = structlog.get_logger()


class Intake:
    """Hands updates on; `process` may fail, which is logged."""

    def __init__(self, process: Process, remembered: int = REMEMBERED) -> None:
        self._process = process
        self._remembered = remembered
        self._lanes = Lanes(self._deal_with)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._done: dict[int, None] = {}

    def take(self, update: RawUpdate) -> asyncio.Task[None] | None:
        """Begin with an update as soon as its chat is free; None where it has been dealt with before."""
        id: int = update["update_id"]
        if id in self._done:
            return None
        if id not in self._under_way:
            self._under_way[id] = task = self._lanes.add(chat_of(update), update)
            task.add_done_callback(lambda _: self._finish(id))
        return self._under_way[id]

    async def deal_with(self, update: RawUpdate, budget: float = BUDGET) -> None:
        """Return when an update has been dealt with, or the budget of seconds is spent."""
        if task := self.take(update):
            _, late = await asyncio.wait([task], timeout=budget)
            if late:
                _log.warning("an update takes long; it is acknowledged and finished", update_id=update["update_id"])

    async def finished(self) -> None:
        """Wait until everything has been dealt with."""
        await self._lanes.finished()

    @asynccontextmanager
    async def open(self, farewell: float = FAREWELL) -> AsyncIterator[None]:
        """At the end of the block, give what is under way so many seconds."""
        try:
            yield
        finally:
            try:
                async with asyncio.timeout(farewell):
                    await self.finished()
            except TimeoutError:
                _log.error("updates were not finished before the end", update_ids=sorted(self._under_way))

    async def _deal_with(self, update: RawUpdate) -> None:
        try:
            await self._process(update)
        except Exception:  # asked for again it would fail again, and its handlers' errors are dealt with below this
            _log.exception("an update could not be dealt with", update_id=update["update_id"])

    def _finish(self, id: int) -> None:
        del self._under_way[id]
        self._done[id] = None
        if len(self._done) > self._remembered:
            del self._done[next(iter(self._done))]


def chat_of(update: RawUpdate) -> int:
    """Give the chat of an update, or else its person; 0 where neither can be told."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message", content)
            for place in (message.get("chat") if isinstance(message, dict) else None, content.get("from")):
                if isinstance(place, dict) and isinstance(place.get("id"), int):
                    return int(place["id"])
    return 0
