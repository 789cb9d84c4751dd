"""What is found by its key in an SQLite file: at once, or, where it is locked, in a thread that holds up nobody."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import open_store
from bot.store.address import address
from bot.store.connection import Connection, Engine
from bot.store.engine import new_engine

PATIENCE = 60.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file whose readers wait for its writers, as all do before the bot has opened them."""
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection, connection:
        connection.execute("CREATE TABLE words (word)")
        connection.execute("INSERT INTO words VALUES ('hello')")
    return tmp_path / "old.db"


@pytest.fixture
async def engine(file: Path) -> AsyncIterator[Engine]:
    """An engine to it."""
    engine = new_engine(address(f"sqlite:///{file}"), PATIENCE)
    yield engine
    await engine.dispose()


async def word(engine: Engine) -> str:
    """Find what stands in the file."""
    row = await engine.find(lambda connection: connection.row("SELECT word FROM words"))
    assert row is not None
    found: str = row[0]
    return found


async def test_what_is_remembered_of_a_chat_is_found_before_anybody_else_has_a_turn(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store:
        await store.chats.choose_language(7, "private", "es")
        looking = asyncio.create_task(store.chats.memory(7))
        await asyncio.sleep(0)
        assert looking.done()
        memory = looking.result()
        assert memory is not None
        assert memory.language == "es"


async def test_what_was_written_a_moment_ago_is_found(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as store:
        for language in ("es", "en", "es"):
            await store.chats.choose_language(7, "private", language)
            memory = await store.chats.memory(7)
            assert memory is not None
            assert memory.language == language
        await store.chats.forget(7)
        assert await store.chats.memory(7) is None


async def test_where_the_file_is_locked_it_is_waited_for_and_everybody_else_goes_on(file: Path, engine: Engine) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        looking = asyncio.create_task(word(engine))
        await asyncio.sleep(0.1)
        assert (looking.done(), time.monotonic() - began < PATIENCE / 2) == (False, True)
        connection.execute("COMMIT")
        assert await looking == "hello"


async def test_what_is_wrong_is_said_as_whoever_looks_in_a_thread_says_it(engine: Engine) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table: letters"):
        await engine.find(lambda connection: connection.rows("SELECT * FROM letters"))


async def test_nothing_can_be_changed_by_looking(engine: Engine) -> None:
    """The second attempt, which can, is undone: only `carry_out` keeps what it does."""
    await engine.find(lambda connection: connection.run("DELETE FROM words"))
    assert await word(engine) == "hello"


async def test_after_the_end_nobody_opens_the_file_again(file: Path) -> None:
    engine = new_engine(address(f"sqlite:///{file}"), PATIENCE)
    assert await word(engine) == "hello"
    await engine.dispose()
    with pytest.raises(sqlite3.ProgrammingError, match="it is closed"):
        await word(engine)


async def test_at_the_end_whatever_is_at_work_comes_to_its_end_and_what_waits_is_refused(file: Path) -> None:
    """A connection that was closed under a thread that uses it would take the process with it."""
    engine = new_engine(address(f"sqlite:///{file}"), PATIENCE)
    begun, go_on, ended = threading.Event(), threading.Event(), list[str]()

    async def work(connection: Connection) -> None:
        begun.set()
        go_on.wait()
        await connection.rows("SELECT word FROM words")
        ended.append("at work")

    working = [asyncio.create_task(engine.read(work)) for _ in range(5)]
    await asyncio.to_thread(begun.wait)
    waiting = asyncio.create_task(engine.read(lambda connection: connection.rows("SELECT word FROM words")))
    await asyncio.sleep(0.05)
    disposing = asyncio.create_task(engine.dispose())
    await asyncio.sleep(0.05)
    assert not disposing.done()
    go_on.set()
    await asyncio.gather(disposing, *working)
    assert ended == ["at work"] * 5
    with pytest.raises(sqlite3.ProgrammingError, match="it is closed"):
        await waiting


async def test_work_that_waits_for_something_else_is_refused_and_undone(engine: Engine) -> None:
    async def work(connection: Connection) -> None:
        await connection.run("DELETE FROM words")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="waits for something else"):
        await engine.carry_out(work)
    assert await word(engine) == "hello"
