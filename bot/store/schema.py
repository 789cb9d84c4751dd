"""The state of the tables, and the way to the newest.

An SQLite file is made and brought up to date when it is opened; a PostgreSQL database by `python -m bot db upgrade`, so
that it happens once for all replicas and before the new code runs.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from random import uniform
from typing import TypeVar

import structlog

from bot.errors import StoreError
from bot.store.connection import Connection, Engine
from bot.store.tables import TABLES

HEAD = "0004"
"""The newest migration; a test holds it to the folder."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)

_Result = TypeVar("_Result")

_log = structlog.get_logger()


async def prepare(engine: Engine) -> None:
    """Bring an SQLite file up to date; of a PostgreSQL database demand that somebody has.

    Raises:
        StoreError: a PostgreSQL database is behind.
    """
    found = await _patiently(engine, _found)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        _log.warning("the database was made by a newer version of the bot; going on", revision=found)
    elif engine.address.kind == "postgresql":
        raise StoreError(
            "the tables in the database are not those that this version needs; run: python -m bot db upgrade"
        )
    else:
        await upgrade(engine)


async def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Carry out the missing migrations, one process at a time, all or none; give the state before and after."""
    return await _patiently(engine, _upgraded)


async def _patiently(engine: Engine, work: Callable[[Engine], Awaitable[_Result]]) -> _Result:
    """Repeat what an SQLite file refuses at once, without waiting, while another process is just making it."""
    for pause in _PAUSES if engine.address.kind == "sqlite" else ():
        try:
            return await work(engine)
        except sqlite3.OperationalError:
            await asyncio.sleep(pause * uniform(0.5, 1.5))  # noqa: S311  # spreads attempts, keeps no secret
    return await work(engine)


async def _found(engine: Engine) -> str | None:
    return await engine.read(revision)


async def _upgraded(engine: Engine) -> tuple[str | None, str]:
    found = await _found(engine)
    if found is not None and found >= HEAD:
        return found, found
    if engine.address.kind == "sqlite" and await engine.carry_out(_made):
        return None, HEAD
    from bot.store import migrating  # a new or an up-to-date database does not pay for loading it

    return await migrating.migrate(engine.address)


async def revision(connection: Connection) -> str | None:
    """Give the last migration that was carried out in a database, or None."""
    if "alembic_version" not in await connection.tables():
        return None
    row = await connection.row("SELECT version_num FROM alembic_version")
    return None if row is None else row[0]


async def _made(connection: Connection) -> bool:
    """Make the tables of a new file; False where there are any."""
    if await connection.tables():
        return False
    for statement in TABLES:
        await connection.run(statement)
    await connection.run("INSERT INTO alembic_version VALUES (:head)", head=HEAD)
    return True
