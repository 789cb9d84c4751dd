"""A database of which nobody waits for long: every failure is a StoreError."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from bot.core.figures import Outages
from bot.errors import StoreError
from bot.store.connection import Engine, Row, Work

_Result = TypeVar("_Result")

PATIENCE = 2.0
"""Seconds that anything waits for the database."""


def utc() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)


class Database:
    """An engine, the clock by which rows are dated, and how often there was no answer."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self.now = now
        self.outages = Outages()

    @property
    def is_postgresql(self) -> bool:
        """Tell the engines apart."""
        return self.engine.address.kind == "postgresql"

    def today(self) -> date:
        """Give the day, in UTC."""
        return self.now().date()

    async def run(self, statement: str, /, **values: Any) -> int:
        """Carry out a statement, and give how many rows it changed."""
        return await self.carry_out(lambda connection: connection.run(statement, **values))

    async def run_each(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Carry out a statement with each of some rows, all or none."""
        await self.carry_out(lambda connection: connection.run_each(statement, rows))

    async def value(self, statement: str, /, **values: Any) -> Any:
        """Give the first column of the row that a statement finds, or None."""
        row = await self.look(lambda connection: connection.row(statement, **values))
        return row and row[0]

    async def rows(self, statement: str, /, **values: Any) -> Sequence[Row]:
        """Give all rows that a statement finds."""
        return await self.look(lambda connection: connection.rows(statement, **values))

    async def found(self, statement: str, /, **values: Any) -> Row | None:
        """Give the row that a statement finds by its key, or None."""
        async with self._answering(PATIENCE):
            return await self.engine.find(lambda connection: connection.row(statement, **values))

    async def look(self, work: Work[_Result]) -> _Result:
        """Let work look into the database."""
        async with self._answering(PATIENCE):
            return await self.engine.read(work)

    async def carry_out(self, work: Work[_Result], patience: float | None = None) -> _Result:
        """Let work have a transaction for so many seconds, PATIENCE unless given; what fails has no effect.

        Raises:
            StoreError: the database did not answer, or not in time.
        """
        seconds = patience or PATIENCE
        async with self._answering(seconds):
            return await self.engine.carry_out(work, time.monotonic() + seconds)

    @asynccontextmanager
    async def _answering(self, patience: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(patience):
                yield
        except self.engine.failures as error:
            self.outages = Outages(self.outages.times + 1, self.now())
            raise StoreError(f"the database does not answer ({type(error).__name__})") from error
