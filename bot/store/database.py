"""A database of which nobody waits for long: every failure is a StoreError."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.exc import SQLAlchemyError

from bot.core.figures import Outages
from bot.errors import StoreError
from bot.store.awaited import Engine, Work

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
        return self.engine.name == "postgresql"

    @property
    def insert(self) -> Any:
        """The engine's own INSERT, which knows what to do about a row that is there; other engines' are not loaded."""
        return import_module(f"sqlalchemy.dialects.{self.engine.name}").insert

    def today(self) -> date:
        """Give the day, in UTC."""
        return self.now().date()

    async def run(self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None) -> int:
        """Carry out a statement, once or for each of some rows, and give how many rows it changed."""
        return await self.carry_out(lambda connection: connection.execute(statement, rows).rowcount)

    async def value(self, statement: Executable) -> Any:
        """Give the first column of the one row that a statement finds, or None."""
        return await self._look(lambda connection: connection.execute(statement).scalar_one_or_none())

    async def rows(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """Give all rows that a statement finds."""
        return await self._look(lambda connection: connection.execute(statement, parameters).all())

    async def found(self, statement: Executable, parameters: Mapping[str, Any]) -> Any:
        """Give the row that a statement finds by its key, or None."""
        async with self._answering(PATIENCE):
            return await self.engine.find(lambda connection: connection.execute(statement, parameters).one_or_none())

    async def carry_out(self, work: Work[_Result], patience: float | None = None) -> _Result:
        """Let work have a transaction for so many seconds, PATIENCE unless given; what fails has no effect.

        Raises:
            StoreError: the database did not answer, or not in time.
        """
        seconds = patience or PATIENCE
        async with self._answering(seconds):
            return await self.engine.carry_out(work, time.monotonic() + seconds)

    async def _look(self, work: Work[_Result]) -> _Result:
        async with self._answering(PATIENCE):
            return await self.engine.read(work)

    @asynccontextmanager
    async def _answering(self, patience: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(patience):
                yield
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            self.outages = Outages(self.outages.times + 1, self.now())
            raise StoreError(f"the database does not answer ({type(error).__name__})") from error
