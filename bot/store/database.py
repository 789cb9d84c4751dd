"""A database of which nobody waits for long: every failure is a StoreError."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.exc import SQLAlchemyError

from bot.core.figures import Outages
from bot.errors import StoreError
from bot.store.awaited import Connection, Engine

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
        async with self.begin() as connection:
            result: Any = await connection.execute(statement, rows)
            count: int = result.rowcount
            return count

    async def value(self, statement: Executable) -> Any:
        """Give the first column of the one row that a statement finds, or None."""
        async with self.begin() as connection:
            return (await connection.execute(statement)).scalar_one_or_none()

    async def rows(self, statement: Executable) -> Sequence[Any]:
        """Give all rows that a statement finds."""
        async with self.begin() as connection:
            return (await connection.execute(statement)).all()

    @asynccontextmanager
    async def begin(self, patience: float | None = None) -> AsyncIterator[Connection]:
        """Have a transaction for so many seconds, PATIENCE unless given; it takes effect when the block is left well.

        Raises:
            StoreError: the database did not answer, or not in time.
        """
        try:
            async with asyncio.timeout(patience or PATIENCE), self.engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            self.outages = Outages(self.outages.times + 1, self.now())
            raise StoreError(f"the database does not answer ({type(error).__name__})") from error
