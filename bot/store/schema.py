"""The state of the tables, and the way to the newest.

An SQLite file is made and brought up to date when it is opened; a PostgreSQL database by `python -m bot db upgrade`, so
that it happens once for all replicas and before the new code runs.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from random import uniform
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from bot.errors import StoreError
from bot.store.awaited import Engine
from bot.store.tables import METADATA

HEAD = "0004"
"""The newest migration; a test holds it to the folder."""
_LOCK = 0x414C_4C59_0001
"""PostgreSQL's advisory lock for upgrading: a number of our own."""
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
    elif engine.name == "postgresql":
        raise StoreError(
            "the tables in the database are not those that this version needs; run: python -m bot db upgrade"
        )
    else:
        await upgrade(engine)


async def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Carry out the missing migrations, one process at a time, all or none; give the state before and after."""
    return await _patiently(engine, _upgrade)


async def _patiently(engine: Engine, work: Callable[[Engine], Awaitable[_Result]]) -> _Result:
    """Repeat what an SQLite file refuses at once, without waiting, while another process is just making it."""
    for pause in _PAUSES if engine.name == "sqlite" else ():
        try:
            return await work(engine)
        except OperationalError:
            await asyncio.sleep(pause * uniform(0.5, 1.5))  # noqa: S311  # spreads attempts, keeps no secret
    return await work(engine)


async def _found(engine: Engine) -> str | None:
    return await engine.read(revision)


async def _upgrade(engine: Engine) -> tuple[str | None, str]:
    return await engine.carry_out(partial(_brought_up_to_date, _begin(engine)), **_options(engine))


def _brought_up_to_date(begin: str, connection: Connection) -> tuple[str | None, str]:
    connection.execute(text(begin))
    before = revision(connection)
    if before is None or before < HEAD:
        (_make if _is_new_file(connection) else _migrate)(connection)
    return before, max(before or "", HEAD)


def revision(connection: Connection) -> str | None:
    """Give the last migration that was carried out in a database, or None."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _options(engine: Engine) -> dict[str, Any]:
    """SQLite's driver begins no transaction before it changes tables, so this module does it by itself."""
    return {"isolation_level": "AUTOCOMMIT"} if engine.name == "sqlite" else {}


def _begin(engine: Engine) -> str:
    return "BEGIN IMMEDIATE" if engine.name == "sqlite" else f"SELECT pg_advisory_xact_lock({_LOCK})"


def _is_new_file(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" and not inspect(connection).get_table_names()


def _make(connection: Connection) -> None:
    """Make the tables of a new file as all the migrations would leave them; a test holds them to that."""
    METADATA.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _migrate(connection: Connection) -> None:
    from alembic import command  # a new or an up-to-date database does not pay for loading it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
