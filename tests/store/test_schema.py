"""How the tables come about, and how old ones become the newest."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from bot.core.memory import Memory
from bot.errors import StoreError
from bot.store import connection as connections
from bot.store import open_store, schema, upgrade
from bot.store.address import address
from bot.store.engine import new_engine
from bot.store.postgresql import connect

Result = TypeVar("Result")

BEHIND = "the tables in the database are not those that this version needs; run: python -m bot db upgrade"
AS_BEFORE_MIGRATIONS = "CREATE TABLE chats (id BIGINT NOT NULL, language VARCHAR(2) NOT NULL, PRIMARY KEY (id))"
_FIRST = "0002"
"""The first tables that a version has which may run beside a newer one."""
ROWS = "INSERT INTO chats VALUES (5, 'en'), (-44, 'es'), (-1001234567890, 'es')"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A DATABASE_URL of a database without any tables, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    url: str = request.getfixturevalue("bare_postgres_url")
    return url


async def execute(url: str, *statements: str) -> None:
    """Do something behind the back of the bot."""
    engine = new_engine(address(url), 5.0)

    async def work(connection: connections.Connection) -> None:
        for statement in statements:
            await connection.run(statement)

    await engine.carry_out(work)
    await engine.dispose()


async def with_sqlalchemy(url: str, work: Callable[[Connection], Result]) -> Result:
    """Do something with a connection of SQLAlchemy's, as the migrations do."""
    if url.startswith("sqlite"):
        with create_engine(url, poolclass=NullPool).begin() as connection:
            return work(connection)
    where = address(url)
    engine = create_async_engine("postgresql+asyncpg://", async_creator=lambda: connect(where, 5.0), poolclass=NullPool)
    async with engine.begin() as waiting:
        return await waiting.run_sync(work)


def shape(connection: Connection) -> dict[str, object]:
    """Give the columns, the key and the indexes of every table; SQLite's word for a moment is another one."""
    inspector = inspect(connection)
    return {
        table: (
            {
                column["name"]: (str(column["type"]).replace("TIMESTAMP", "DATETIME"), column["nullable"])
                for column in inspector.get_columns(table)
            },
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted((index["name"], index["column_names"]) for index in inspector.get_indexes(table)),
        )
        for table in inspector.get_table_names()
    }


async def new_shape(folder: Path) -> dict[str, object]:
    """Give the same of a new SQLite file."""
    url = f"sqlite:///{folder}/another.db"
    await upgrade(url)
    return await with_sqlalchemy(url, shape)


def made(file: Path) -> list[tuple[object, ...]]:
    """Give every column of every table and index in a file, with its type and what it has to be."""
    connection = sqlite3.connect(file)
    names = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    found = [
        (name, *column)
        for kind, name in names
        for column in connection.execute(f"PRAGMA {'table' if kind == 'table' else 'index'}_info({name})").fetchall()
    ]
    connection.close()
    return found


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


async def test_on_postgresql_the_migrations_make_the_tables_of_a_new_sqlite_file_and_that_of_the_claims(
    bare_postgres_url: str, tmp_path: Path
) -> None:
    assert await upgrade(bare_postgres_url) == (None, schema.HEAD)
    found = await with_sqlalchemy(bare_postgres_url, shape)
    assert "claims" in found
    del found["claims"]
    assert found == await new_shape(tmp_path)


async def test_a_new_sqlite_file_has_the_tables_that_the_migrations_make(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    await execute(f"sqlite:///{migrated}", AS_BEFORE_MIGRATIONS)
    for file in (new, migrated):
        assert await upgrade(f"sqlite:///{file}") == (None, schema.HEAD)
    assert sorted(made(new), key=str) == sorted(made(migrated), key=str)


def columns(connection: Connection) -> dict[tuple[str, str], tuple[str, bool]]:
    """Give every column of every table, with its type, and whether a row may be written without it."""
    inspector = inspect(connection)
    return {
        (table, column["name"]): (str(column["type"]), column["nullable"] or column["default"] is not None)
        for table in inspector.get_table_names()
        for column in inspector.get_columns(table)
    }


async def test_each_migration_only_adds_so_that_the_version_before_works_on_meanwhile(bare_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    later = [f"{number:04}" for number in range(int(_FIRST) + 1, int(schema.HEAD) + 1)]

    def migrated(to: str, connection: Connection) -> dict[tuple[str, str], tuple[str, bool]]:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        return columns(connection)

    before = await with_sqlalchemy(bare_url, partial(migrated, _FIRST))
    for revision in later:
        after = await with_sqlalchemy(bare_url, partial(migrated, revision))
        assert before.items() <= after.items(), revision
        tables = {table for table, _ in before}
        needed = {name for name in after.keys() - before.keys() if name[0] in tables and not after[name][1]}
        assert needed == set(), revision
        before = after
    assert later


async def test_an_upgrade_of_what_is_up_to_date_changes_nothing(bare_url: str) -> None:
    await upgrade(bare_url)
    assert await upgrade(bare_url) == (schema.HEAD, schema.HEAD)


async def test_the_languages_chosen_before_there_were_migrations_are_kept(bare_url: str, tmp_path: Path) -> None:
    await execute(bare_url, AS_BEFORE_MIGRATIONS, ROWS)
    await upgrade(bare_url)
    today = datetime.now(UTC).date()
    async with open_store(bare_url) as store:
        assert [await store.chats.memory(chat) for chat in (5, -44, -1001234567890)] == [
            Memory(chat, kind, language, False, today, today)
            for chat, kind, language in (
                (5, "private", "en"),
                (-44, "group", "es"),
                (-1001234567890, "supergroup", "es"),
            )
        ]
    found = await with_sqlalchemy(bare_url, shape)
    assert found == await new_shape(tmp_path) | {name: found[name] for name in {"claims"} & found.keys()}


async def test_an_sqlite_file_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    connection = sqlite3.connect(file)
    connection.executescript(f"{AS_BEFORE_MIGRATIONS}; {ROWS};")
    connection.close()
    async with open_store(f"sqlite:///{file}") as store:
        assert await store.chats.language(-44) == "es"


async def test_an_upgrade_that_fails_leaves_the_old_tables_as_they_were(bare_url: str) -> None:
    await execute(bare_url, AS_BEFORE_MIGRATIONS, ROWS, "CREATE TABLE openings (unlike VARCHAR(2))")
    with pytest.raises(StoreError, match=r"openings.* already exists"):
        await upgrade(bare_url)
    await execute(bare_url, "DROP TABLE openings")
    await upgrade(bare_url)
    async with open_store(bare_url) as store:
        assert await store.chats.language(5) == "en"


async def test_upgrades_at_the_same_moment_all_succeed_and_one_does_the_work(bare_url: str) -> None:
    results = await asyncio.gather(*(upgrade(bare_url) for _ in range(4)))
    assert sorted(results, key=str) == [(schema.HEAD, schema.HEAD)] * 3 + [(None, schema.HEAD)]


async def test_a_postgresql_without_tables_is_refused_with_the_command_to_run(bare_postgres_url: str) -> None:
    with pytest.raises(StoreError) as caught:
        async with open_store(bare_postgres_url):
            pass
    assert str(caught.value) == BEHIND


async def test_a_postgresql_that_is_a_migration_behind_is_refused(bare_postgres_url: str) -> None:
    await upgrade(bare_postgres_url)
    await execute(bare_postgres_url, "UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(StoreError) as caught:
        async with open_store(bare_postgres_url):
            pass
    assert str(caught.value) == BEHIND


async def test_tables_of_a_newer_version_are_worked_with_so_that_a_deploy_can_be_taken_back(
    bare_url: str,
) -> None:
    await upgrade(bare_url)
    await execute(bare_url, "UPDATE alembic_version SET version_num = '9999'")
    async with open_store(bare_url) as store:
        await store.chats.ping()
    assert await upgrade(bare_url) == ("9999", "9999")
