"""What became of each message, written down as soon as the store takes it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.core.announcing import Outcome
from bot.errors import StoreError
from bot.ports import Clock, Ledger

IN_FLIGHT = 30
"""Messages that may be under way, or sent and not yet written down: so many can arrive twice after a `kill -9`."""
AGAIN = 1.0
"""Seconds between attempts while the store is away."""
GOODBYE = 5.0
"""Seconds at a shutdown for writing down what was sent."""

_log = structlog.get_logger()


class Notebook:
    """Has room for so many messages; one takes its room until its outcome is written down."""

    def __init__(self, id: str, ledger: Ledger, clock: Clock) -> None:
        self._id = id
        self._ledger = ledger
        self._clock = clock
        self._free = asyncio.Semaphore(IN_FLIGHT)
        self._outcomes: dict[int, Outcome] = {}
        self._rooms = 0
        """How many of these have their room still."""
        self._news = asyncio.Event()
        self._closing = False
        self.hurried = False
        """Whether the process is about to end, and the store has only GOODBYE left."""

    async def room(self) -> None:
        """Wait for room for one more message."""
        await self._free.acquire()

    def clear(self) -> None:
        """Give back the room of a message that was not sent."""
        self._free.release()

    def note(self, chat_id: int, outcome: Outcome, *, has_room: bool = True) -> None:
        """Let an outcome be written down; its message `has_room` unless that was given back before."""
        self._outcomes[chat_id] = outcome
        self._rooms += has_room
        self._news.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Write while the block lasts, and afterwards what is left."""
        writing = asyncio.create_task(self._write())
        try:
            yield
        finally:
            self._closing = True
            self._news.set()
            await writing

    async def _write(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            batch, self._outcomes = self._outcomes, {}
            rooms, self._rooms = self._rooms, 0
            if batch:
                await self._record(batch)
            for _ in range(rooms):
                self._free.release()
            if self._closing:
                if not self._outcomes:
                    return
                self._news.set()

    async def _record(self, batch: dict[int, Outcome]) -> None:
        """Write outcomes down, however long that takes: forgotten ones would be sent again."""
        hurried_since: float | None = None
        complained = False
        while True:
            try:
                return await self._ledger.record(self._id, batch)
            except StoreError as error:
                if not complained:
                    _log.warning("the announcement waits for the store", reason=str(error))
                complained = True
            if self.hurried:
                hurried_since = hurried_since or self._clock()
                if self._clock() - hurried_since >= GOODBYE:
                    _log.error("what was sent is not written down and comes twice", messages=len(batch))
                    return None
            await self._clock.sleep(AGAIN)
