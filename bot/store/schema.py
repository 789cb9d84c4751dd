"""The state of the tables, and the way to the newest.

An SQLite file is brought up to date when it is opened; a PostgreSQL database by `python -m bot db upgrade`, so that it
happens once for all replicas and before the new code runs.
"""

import asyncio
from collections.abc import Awaitable, Callable
from random import uniform
from typing import TypeVar

import structlog
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StoreError

HEAD = "0003"
"""The newest migration; a test holds it to the folder."""
_LOCK = 0x414C_4C59_0001
"""PostgreSQL's advisory lock for upgrading: a number of our own."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

_Result = TypeVar("_Result")

_log = structlog.get_logger()


async def prepare(engine: AsyncEngine) -> None:
    """Bring an SQLite file up to date; of a PostgreSQL database demand that somebody has.

    Raises:
        StoreError: a PostgreSQL database is behind.
    """
    found = await _patiently(engine, _found)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        _log.warning("the database was made by a newer version of the bot; going on", revision=found)
    elif engine.dialect.name == "postgresql":
        raise StoreError(
            "the tables in the database are not those that this version needs; run: python -m bot db upgrade"
        )
    else:
        await upgrade(engine)


async def upgrade(engine: AsyncEngine) -> tuple[str | None, str]:
    """Carry out the missing migrations, one process at a time, all or none; give the state before and after."""
    return await _patiently(engine, _upgrade)


async def _patiently(engine: AsyncEngine, work: Callable[[AsyncEngine], Awaitable[_Result]]) -> _Result:
    """Repeat what an SQLite file refuses at once, without waiting, while another process is just making it."""
    for pause in _PAUSES if engine.dialect.name == "sqlite" else ():
        try:
            return await work(engine)
        except OperationalError:
            await asyncio.sleep(pause * uniform(0.5, 1.5))  # noqa: S311  # spreads attempts, keeps no secret
    return await work(engine)


async def _found(engine: AsyncEngine) -> str | None:
    async with engine.connect() as connection:
        return await connection.run_sync(revision)


async def _upgrade(engine: AsyncEngine) -> tuple[str | None, str]:
    async with engine.execution_options(**_options(engine)).connect() as connection:
        await connection.execute(text(_begin(engine)))
        before = await connection.run_sync(revision)
        if before is None or before < HEAD:
            await connection.run_sync(_migrate)
        await connection.commit()
        return before, max(before or "", HEAD)


def revision(connection: Connection) -> str | None:
    """Give the last migration that was carried out in a database, or None."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _options(engine: AsyncEngine) -> dict[str, str]:
    """SQLite's driver begins no transaction before it changes tables, so this module does it by itself."""
    return {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "sqlite" else {}


def _begin(engine: AsyncEngine) -> str:
    return "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else f"SELECT pg_advisory_xact_lock({_LOCK})"


def _migrate(connection: Connection) -> None:
    from alembic import command  # an up-to-date database does not pay for loading it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
