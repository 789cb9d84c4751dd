"""The chats that chose a language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import BigInteger, Executable, delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StoreError
from bot.store.address import address, make_folder, shown
from bot.store.engine import new_engine
from bot.store.tables import Base, Chat

PATIENCE = 2.0
"""Seconds that anything waits for the database."""
OPENING_PATIENCE = 10.0
"""Seconds that a start waits for it: some databases have to be woken up."""
_PAUSES = (0.05, 0.2)
_RACES = (IntegrityError, OperationalError, ProgrammingError)
"""What the slower one gets to hear where two instances make the tables, depending on the engine and the moment."""


class Chats:
    """The memory of chats in a database; a `bot.ports.ChatStore`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    async def language(self, chat_id: int) -> str | None:
        """Give the language chosen in a chat, or None."""
        found: str | None = await self._value(select(Chat.language).where(Chat.id == chat_id))
        return found

    async def choose_language(self, chat_id: int, language: str) -> None:
        """Remember a language, in place of an earlier one."""
        row = self._insert(Chat).values(id=chat_id, language=language)
        await self._run(row.on_conflict_do_update(index_elements=[Chat.id], set_={"language": language}))

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Give a chat the language of its former number, unless somebody has chosen one there; once or twice."""
        former = select(literal(new_chat_id, BigInteger), Chat.language).where(Chat.id == old_chat_id)
        row = self._insert(Chat).from_select(["id", "language"], former)
        await self._run(row.on_conflict_do_nothing(index_elements=[Chat.id]))
        await self.forget(old_chat_id)

    async def forget(self, chat_id: int) -> None:
        """Delete the row of a chat, if there is one."""
        await self._run(delete(Chat).where(Chat.id == chat_id))

    async def ping(self) -> None:
        """Look into the table; a database that is there but has lost it is of no use."""
        await self._value(select(Chat.id).limit(1))

    async def _run(self, statement: Executable) -> None:
        await self._value(statement, returns=False)

    async def _value(self, statement: Executable, *, returns: bool = True) -> Any:
        try:
            async with asyncio.timeout(PATIENCE), self._engine.begin() as connection:
                result = await connection.execute(statement)
                return result.scalar_one_or_none() if returns else None
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise StoreError(f"the database does not answer ({type(error).__name__})") from error


@asynccontextmanager
async def open_chats(database_url: str) -> AsyncIterator[Chats]:
    """Open the database and make the tables that are not there yet.

    Raises:
        StoreError: the address is wrong, or the database cannot be opened.
    """
    url = address(database_url)
    engine = new_engine(url, PATIENCE)
    try:
        try:
            make_folder(url)
            async with asyncio.timeout(OPENING_PATIENCE):
                await _prepare(engine)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise StoreError(f"{shown(url)} cannot be opened ({_reason(error)}); check DATABASE_URL") from error
        yield Chats(engine)
    finally:
        await engine.dispose()


async def _prepare(engine: AsyncEngine) -> None:
    """Make the tables; where that fails, another instance may be making them, so the last look decides."""
    for pause in _PAUSES:
        try:
            return await _make_tables(engine)
        except _RACES:
            await asyncio.sleep(pause)
    return await _make_tables(engine)


async def _make_tables(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


def _reason(error: Exception) -> str:
    """Give the first line of what the database or the system says."""
    words = str(error.orig if isinstance(error, DBAPIError) else error)
    return words.partition("\n")[0] or "it does not answer"
