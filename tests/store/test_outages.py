"""What happens where the database is away, hangs, or never was there."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]  # it has no types
import pytest
from aiohttp.test_utils import unused_port

from bot.errors import StoreError
from bot.store import Chats, database, open_store, opening, upgrade
from bot.store.address import address
from bot.store.postgresql import connect

PASSWORD = "hunter2-and-more"
SHORT = 0.3

CALLS: list[Callable[[Chats], Awaitable[object]]] = [
    lambda store: store.language(1),
    lambda store: store.choose_language(1, "private", "es"),
    lambda store: store.memory(1),
    lambda store: store.subscribe(1, "private", "es"),
    lambda store: store.unsubscribe(1),
    lambda store: store.offer(1, "private"),
    lambda store: store.lose([1]),
    lambda store: store.find_again(1),
    lambda store: store.forget_the_lost(),
    lambda store: store.forget(1),
    lambda store: store.move(1, 2),
    lambda store: store.ping(),
]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", SHORT)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the block takes longer."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


async def opened(url: str) -> None:
    """Open a database and close it again."""
    async with open_store(url):
        pass


async def refusal(url: str) -> str:
    """Open a database that cannot be opened, and give what is said about it."""
    with pytest.raises(StoreError) as caught:
        await opened(url)
    return str(caught.value)


async def test_a_postgresql_that_is_not_there_is_named_with_the_way_out() -> None:
    port = unused_port()
    with within(1):
        words = await refusal(f"postgres://someone:{PASSWORD}@127.0.0.1:{port}/bot?sslmode=disable")
    assert words == (
        f"postgresql://someone:***@127.0.0.1:{port}/bot cannot be opened (connection refused); check DATABASE_URL"
    )


async def test_a_postgresql_without_the_tls_that_it_promises_is_named_with_what_is_wrong() -> None:
    async def promise(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(8)
        writer.write(b"S")
        await reader.read(1)
        writer.write(b"but none follows")
        writer.close()

    async with await asyncio.start_server(promise, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        words = await refusal(f"postgres://u:{PASSWORD}@127.0.0.1:{port}/bot?sslmode=require")
    assert words.startswith(f"postgresql://u:***@127.0.0.1:{port}/bot cannot be opened ([SSL: WRONG_VERSION_NUMBER]")


async def test_a_database_that_does_not_exist_is_named(postgres_folder: Path) -> None:
    assert await refusal(f"postgres://postgres:{PASSWORD}@/nowhere?host={postgres_folder}") == (
        'postgresql://postgres:***@/nowhere cannot be opened (database "nowhere" does not exist); check DATABASE_URL'
    )


async def test_a_user_that_does_not_exist_is_named(postgres_folder: Path) -> None:
    assert await refusal(f"postgres://nobody:{PASSWORD}@/postgres?host={postgres_folder}") == (
        'postgresql://nobody:***@/postgres cannot be opened (role "nobody" does not exist); check DATABASE_URL'
    )


async def test_a_postgresql_that_accepts_and_never_answers_is_given_up(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "OPENING_PATIENCE", SHORT)
    with within(SHORT + 1):
        words = await refusal(f"postgres://u:{PASSWORD}@127.0.0.1:{silent_port}/bot")
    assert words == (
        f"postgresql://u:***@127.0.0.1:{silent_port}/bot cannot be opened (it does not answer); check DATABASE_URL"
    )


async def test_an_upgrade_that_may_take_long_does_not_wait_long_for_a_postgresql_that_never_answers(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "OPENING_PATIENCE", SHORT)
    with within(SHORT + 1), pytest.raises(StoreError) as caught:
        await upgrade(f"postgres://u:{PASSWORD}@127.0.0.1:{silent_port}/bot")
    assert str(caught.value) == (
        f"postgresql://u:***@127.0.0.1:{silent_port}/bot cannot be opened (it does not answer); check DATABASE_URL"
    )


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert await refusal(f"sqlite:///{tmp_path}/file/bot.db") == (
        f"sqlite:///{tmp_path}/file/bot.db cannot be opened (file exists: {tmp_path}/file); check DATABASE_URL"
    )


async def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    assert await refusal(f"sqlite:///{tmp_path}") == (
        f"sqlite:///{tmp_path} cannot be opened (unable to open database file); check DATABASE_URL"
    )


async def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear foundation, " * 100)
    assert await refusal(f"sqlite:///{file}") == (
        f"sqlite:///{file} cannot be opened (file is not a database); check DATABASE_URL"
    )
    assert file.read_text() == "Dear foundation, " * 100


async def test_the_folder_of_a_first_start_is_made(tmp_path: Path) -> None:
    await opened(f"sqlite:///{tmp_path}/a/b/bot.db")
    assert (tmp_path / "a/b/bot.db").is_file()


@pytest.mark.parametrize("call", CALLS)
async def test_every_call_gives_up_on_a_postgresql_that_stopped_answering(
    postgres_folder: Path, postgres_database: str, postgres_url: str, call: Callable[[Chats], Awaitable[object]]
) -> None:
    async with Wire(postgres_folder).laid() as wire, open_store(wire.url(postgres_database)) as opened_store:
        store = opened_store.chats
        await store.ping()
        wire.freeze()
        with within(SHORT + 1), pytest.raises(StoreError, match=r"^the database does not answer \(TimeoutError\)$"):
            await call(store)


async def test_a_postgresql_that_stopped_answering_does_not_hold_up_the_shutdown(
    postgres_folder: Path, postgres_database: str, postgres_url: str
) -> None:
    async with Wire(postgres_folder).laid() as wire:
        async with open_store(wire.url(postgres_database)) as opened_store:
            store = opened_store.chats
            await store.ping()
            wire.freeze()
            leaving = time.monotonic()
        assert time.monotonic() - leaving < 1


async def test_a_restart_of_postgresql_is_not_noticed(
    superuser: Callable[[str], Awaitable[None]], postgres_url: str, postgres_database: str
) -> None:
    async with open_store(postgres_url) as opened_store:
        store = opened_store.chats
        await store.choose_language(1, "private", "es")
        await superuser(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'")
        assert await store.language(1) == "es"


async def test_who_gives_up_waiting_for_a_lock_leaves_no_session_behind(postgres_url: str) -> None:
    """A server does not notice by itself that nobody waits any more: at some time it would have no room for anybody."""
    counted = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    holder = await connect(address(postgres_url), 5.0)
    async with open_store(postgres_url) as opened_store, holder.transaction():
        await holder.execute("LOCK TABLE chats")
        found = await asyncio.gather(*(opened_store.chats.language(id) for id in range(8)), return_exceptions=True)
        assert [type(each) for each in found] == [StoreError] * 8
        async with asyncio.timeout(5):
            while await holder.fetchval(counted):  # noqa: ASYNC110  # the server takes a moment
                await asyncio.sleep(0.05)
    await holder.close()


@pytest.mark.parametrize("away", ["127.0.0.1:{}", "127.0.0.1"])
async def test_of_several_hosts_one_that_is_there_is_found(
    postgres_folder: Path, postgres_url: str, postgres_database: str, away: str
) -> None:
    hosts = f"host={away.format(unused_port())}&host={postgres_folder}"
    async with open_store(f"postgresql://postgres@/{postgres_database}?{hosts}") as opened_store:
        await opened_store.chats.ping()


@pytest.mark.parametrize("error", [BrokenPipeError(), asyncpg.InternalClientError("another operation is in progress")])
async def test_a_connection_that_broke_is_given_up_without_a_word(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    connection = await connect(address(postgres_url), 5.0)

    async def broken(self: asyncpg.Connection, **_: object) -> None:
        self.terminate()
        raise error

    monkeypatch.setattr(asyncpg.Connection, "close", broken)
    await connection.close()


async def test_a_locked_sqlite_file_is_given_up_and_works_again_afterwards(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as opened_store:
        store = opened_store.chats
        with locked(tmp_path / "bot.db"):
            with within(SHORT + 1), pytest.raises(StoreError, match=r"^the database does not answer \("):
                await store.choose_language(1, "private", "es")
            assert await store.language(1) is None
        await store.choose_language(1, "private", "en")
        assert await store.language(1) == "en"


async def test_what_the_database_takes_too_late_has_no_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as opened_store:
        monkeypatch.setattr(database, "PATIENCE", SHORT / 3)
        with locked(tmp_path / "bot.db"):
            choosing = asyncio.create_task(opened_store.chats.choose_language(1, "private", "es"))
            await asyncio.sleep(SHORT / 2)
        with pytest.raises(StoreError):
            await choosing
        assert await opened_store.chats.language(1) is None


async def test_more_calls_than_connections_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 60.0)
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as opened_store:
        chats = opened_store.chats
        await asyncio.gather(*(chats.choose_language(number, "private", "es") for number in range(50)))
        assert await asyncio.gather(*(chats.language(number) for number in range(50))) == ["es"] * 50


async def test_a_table_that_went_away_is_a_store_error(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/bot.db") as opened_store:
        store = opened_store.chats
        with sqlite3.connect(tmp_path / "bot.db") as connection:
            connection.execute("DROP TABLE chats")
        connection.close()
        with pytest.raises(StoreError, match=r"^the database does not answer \(OperationalError\)$"):
            await store.language(1)
        with pytest.raises(StoreError):
            await store.ping()


async def test_what_goes_wrong_inside_the_block_comes_out_of_it_unchanged() -> None:
    mishap = RuntimeError("something else")
    with pytest.raises(RuntimeError) as caught:
        async with open_store("sqlite://"):
            raise mishap
    assert caught.value is mishap


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold an SQLite file as another program would."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.close()


class Wire:
    """A way to PostgreSQL over TCP that can freeze: connections stay, and nothing arrives any more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = 0
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: list[asyncio.StreamWriter] = []

    def url(self, database: str) -> str:
        """Give the DATABASE_URL of a database at the other end."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}?sslmode=disable"

    def freeze(self) -> None:
        """Let nothing through any more, in either direction."""
        self._flowing.clear()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Wire"]:
        """Have the wire while the block lasts."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self._flowing.set()
            for writer in self._writers:
                writer.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(str(self._folder / ".s.PGSQL.5432"))
        self._writers += [writer, far_writer]
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer), return_exceptions=True)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._flowing.wait()
            writer.write(data)
        writer.close()
