"""Opening a database: its address, its tables, and everything that works with them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.alone import Alone
from bot.core.figures import Outages
from bot.errors import StoreError
from bot.ports import Claims
from bot.store import database, glance, schema
from bot.store.address import Address, address
from bot.store.chats import Chats
from bot.store.connection import Engine
from bot.store.database import Database, utc
from bot.store.engine import new_engine
from bot.store.files import Files
from bot.store.lease import Lease
from bot.store.ledger import Ledger
from bot.store.openings import Openings
from bot.system import reason

OPENING_PATIENCE = 10.0
"""Seconds that a start waits for the database: some have to be woken up."""
UPGRADE_PATIENCE = 600.0
"""Seconds that its upgrade may take, and wait for that of another instance."""


@dataclass(frozen=True, slots=True)
class Store:
    """All that the bot remembers."""

    chats: Chats
    ledger: Ledger
    files: Files
    lease: Lease
    claims: Claims
    openings: Openings
    database: Database

    @property
    def place(self) -> str:
        """Which database it is, without its password."""
        return self.database.engine.address.described

    @property
    def lasts(self) -> bool:
        """Whether what is remembered is there after the next start."""
        return not self.database.engine.address.is_lost_at_each_start

    @property
    def outages(self) -> Outages:
        """How often the database did not answer."""
        return self.database.outages


@asynccontextmanager
async def open_store(
    database_url: str, now: Callable[[], datetime] = utc, *, is_made: bool = False
) -> AsyncIterator[Store]:
    """Open the database; an SQLite file is made where there is none, and brought up to date. Rows are dated by `now`.

    Whoever wants to hear of what the bot remembers says that it `is_made`: a new file would say that this is nothing.

    Raises:
        StoreError: the address is wrong, the database cannot be opened, a PostgreSQL's tables are behind, or a file
            that is to be there is not.
    """
    if is_made:
        _demand(address(database_url))
    async with _engine(database_url, OPENING_PATIENCE) as engine:
        async with _explained(engine, OPENING_PATIENCE):
            await schema.prepare(engine)
        opened = Database(engine, now)
        yield Store(
            Chats(opened), Ledger(opened), Files(opened), Lease(opened), _claims(opened), Openings(opened), opened
        )


def _demand(where: Address) -> None:
    if not where.is_there and not where.is_in_memory:
        raise StoreError(
            f"there is no file {where.database}; look from the folder in which the bot runs, and as its user"
        )


def _claims(opened: Database) -> Claims:
    """Give what tells several processes apart; on an SQLite file there is one, which asks nobody."""
    if not opened.is_postgresql:
        return Alone()
    from bot.store import claims  # a bot with an SQLite file does without the driver

    return claims.Claims(opened)


async def upgrade(database_url: str) -> tuple[str | None, str]:
    """Bring a database up to date, and give the state of its tables before and after.

    Raises:
        StoreError: the address is wrong, or the database cannot be opened.
    """
    async with _engine(database_url, UPGRADE_PATIENCE) as engine, _explained(engine, UPGRADE_PATIENCE):
        return await schema.upgrade(engine)


async def look(database_url: str, chat_ids: Collection[int] = ()) -> glance.Glance | None:
    """Look at a database, and at the languages of some chats, without changing anything; None where there is no file.

    Raises:
        StoreError: the address is wrong, or the database does not answer; an OSError is behind it where it is silent.
    """
    where = address(database_url)
    if not where.is_there:
        return None
    engine = new_engine(where, database.PATIENCE, looks_only=True)
    try:
        async with _explained(engine, 2 * database.PATIENCE):
            return await glance.seen(engine, chat_ids)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _engine(database_url: str, patience: float) -> AsyncIterator[Engine]:
    where = address(database_url)
    engine = new_engine(where, min(patience, database.PATIENCE), connecting=OPENING_PATIENCE)
    try:
        async with _explained(engine, patience):
            where.make_folder()
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def _explained(engine: Engine, patience: float) -> AsyncIterator[None]:
    """Give the block so many seconds, and say of what fails in it which database it is and why."""
    try:
        async with asyncio.timeout(patience):
            yield
    except engine.failures as error:
        raise StoreError(f"{engine.address} cannot be opened ({_reason(error)}); check DATABASE_URL") from error


def _reason(error: Exception) -> str:
    """Give the first line of what the database or the system says."""
    if isinstance(error, OSError) and error.errno:
        return reason(error)
    return str(error).partition("\n")[0] or "it does not answer"
