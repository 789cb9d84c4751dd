"""What only the database knows: looked up when somebody asks, and remembered for when it does not answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from bot.core.announcing import Run
from bot.errors import StoreError
from bot.ports import Clock, Store

PATIENCE = 1.0
"""Seconds that a scrape waits for the database."""
FRESH = 30.0
"""Seconds for which what was looked up is good enough: many may ask, and chats are counted one by one."""

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked up, and when; of announcements, the newest first."""

    at: float
    chats: Mapping[tuple[str, str | None, bool, bool], int] = field(default_factory=dict)
    runs: Sequence[Run] = ()


class Lookup:
    """Looks up one thing after the other, however many ask."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._looking: asyncio.Task[None] | None = None
        self.found: Found | None = None

    @property
    def age(self) -> float:
        """Seconds since something was found; -1 where that never happened."""
        return -1.0 if self.found is None else self._clock() - self.found.at

    async def refresh(self) -> None:
        """Look up anew what is old, as far as the database answers in time; what comes later is there the next time."""
        if self.found is not None and self.age < FRESH:
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        await asyncio.wait([self._looking], timeout=PATIENCE)

    async def _look(self) -> None:
        try:
            chats = await self._store.chats.counts()
            self.found = Found(self._clock(), chats, await self._store.ledger.runs())
        except StoreError as error:
            _log.warning("the metrics go on with older numbers", reason=str(error))
        except Exception:
            _log.exception("the metrics could not be looked up")

    async def close(self) -> None:
        """Look up no more."""
        if self._looking:
            self._looking.cancel()
            await asyncio.wait([self._looking])
