"""Carrying out the migrations: Alembic and SQLAlchemy, which are loaded for that alone."""

import asyncio
import sqlite3

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import StoreError
from bot.store.address import Address
from bot.store.schema import HEAD

PATIENCE = 2.0
"""Seconds for a connection, and for a lock on an SQLite file."""
_LOCK = 0x414C_4C59_0001
"""PostgreSQL's advisory lock for upgrading: a number of our own."""


async def migrate(address: Address) -> tuple[str | None, str]:
    """Carry out the missing migrations, one process at a time, all or none; give the state before and after.

    Raises:
        StoreError: the tables are not what some version of the bot has left.
        sqlite3.Error, or what bot.store.postgresql calls FAILURES: something is wrong with the database.
    """
    try:
        if address.kind == "sqlite":
            return await asyncio.to_thread(_in_file, address)
        return await _on_server(address)
    except DBAPIError as error:
        raise (error.orig and error.orig.__cause__) or error.orig or error from None
    except (SQLAlchemyError, CommandError) as error:
        words = str(error).partition("\n")[0]
        raise StoreError(f"the tables in {address} cannot be brought up to date ({words}); restore a copy") from error


def _in_file(address: Address) -> tuple[str | None, str]:
    def opened() -> sqlite3.Connection:
        return sqlite3.connect(address.database or "", timeout=PATIENCE)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.begin() as connection:
        connection.execute(text("BEGIN IMMEDIATE"))  # the driver begins nothing before it changes tables
        return _migrated(connection)


async def _on_server(address: Address) -> tuple[str | None, str]:
    from bot.store.postgresql import connect  # a bot with an SQLite file does without the driver

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect(address, PATIENCE), poolclass=NullPool
    )
    async with engine.begin() as connection:
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        return await connection.run_sync(_migrated)


def _migrated(connection: Connection) -> tuple[str | None, str]:
    context = MigrationContext.configure(connection)
    before = context.get_current_revision()
    if before is not None and before >= HEAD:  # another process was quicker, which may be a newer version
        return before, before
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return before, MigrationContext.configure(connection).get_current_revision() or ""
