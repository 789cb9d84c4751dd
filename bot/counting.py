"""Counting which places are opened: in memory at once, in the store in batches, so that no tap waits for it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from itertools import islice

import structlog

from bot.errors import StoreError
from bot.ports import OpeningStore

INTERVAL = 60.0
"""Seconds between two batches, and what a `kill -9` may lose."""
KEPT = 20_000
"""Numbers that are kept while the store is away: those of half a year and more."""
BATCH = 1_000
"""Numbers that are written at once."""

_log = structlog.get_logger()


def _utc() -> datetime:
    return datetime.now(UTC)


class Tally:
    """The openings that are not in the store yet, by day in UTC and place."""

    def __init__(self, store: OpeningStore, now: Callable[[], datetime] = _utc, kept: int = KEPT) -> None:
        self._store = store
        self._now = now
        self._kept = kept
        self._counts: Counter[tuple[date, str]] = Counter()
        self._writing = asyncio.Lock()
        self.uncounted = 0

    @property
    def today(self) -> date:
        """The day to which an opening is counted now."""
        return self._now().date()

    @property
    def waiting(self) -> int:
        """The openings that are not written yet."""
        return self._counts.total()

    def add(self, place: str | None) -> None:
        """Count an opening, if it is of a place; it is lost where the store was away so long that there is no room."""
        if place is None:
            return
        counted = (self.today, place)
        if counted in self._counts or len(self._counts) < self._kept:
            self._counts[counted] += 1
        else:
            self.uncounted += 1

    async def write(self) -> None:
        """Write what is waiting; what the store does not take goes on waiting.

        A batch that the store takes without saying so in time is written again: a number is rather too high than lost.
        """
        async with self._writing:
            while batch := dict(islice(self._counts.items(), BATCH)):
                try:
                    await self._store.add(batch)
                except StoreError as error:
                    _log.warning("the openings wait for the store", count=self.waiting, reason=str(error))
                    return
                self._take_off(batch)

    def _take_off(self, batch: dict[tuple[date, str], int]) -> None:
        self._counts.subtract(batch)
        for counted in batch:
            if not self._counts[counted]:
                del self._counts[counted]


@asynccontextmanager
async def written(tally: Tally, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> AsyncIterator[None]:
    """Write the openings every minute while the block lasts, and a last time at its end."""
    minutes = asyncio.create_task(_minutely(tally, sleep))
    try:
        yield
    finally:
        minutes.cancel()
        with suppress(asyncio.CancelledError):
            await minutes
        await tally.write()
        if tally.waiting:
            _log.error("openings are lost: the store did not take them at the end", count=tally.waiting)


async def _minutely(tally: Tally, sleep: Callable[[float], Awaitable[None]]) -> None:
    while True:
        await sleep(INTERVAL)
        try:
            await asyncio.shield(asyncio.ensure_future(tally.write()))  # cut off, a batch would be written twice
        except Exception:
            _log.exception("the openings could not be written")
