"""PostgreSQL, with asyncpg, which only those have loaded who have such a database."""

import asyncio
import math
import re
import time
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from typing import Any, TypeVar

import asyncpg  # type: ignore[import-untyped]  # it has no types

from bot.store.address import Address
from bot.store.connection import Row, Work

_Result = TypeVar("_Result")

GOODBYE = 0.5
"""Seconds that PostgreSQL has for saying goodbye; one that hangs must not hold up an answer or the shutdown."""
FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)
"""What the driver raises where the database is away; the third where it has just ended the session."""
_CONNECTIONS = 15
_AGAIN = 0.05
"""Seconds after which a server that had no room is asked for it again."""
_ATTENTIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
"""Lets PostgreSQL notice within a dozen seconds that a machine is gone; by itself it takes two hours."""
_PORT = 5432
_NAMED = re.compile(r"(?<![:\w]):([a-z_0-9]+)")


class Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that never waits long at its end, nor complains of it."""

    async def close(self, *, timeout: float | None = None) -> None:
        """Close within GOODBYE, whatever was asked for; the base class cuts the connection when that fails."""
        with suppress(*FAILURES):
            async with asyncio.timeout(GOODBYE):
                await super().close(timeout=timeout)


async def connect(address: Address, patience: float) -> asyncpg.Connection:
    """Connect to a database as an engine would, for somebody who keeps the connection."""
    return await asyncpg.connect(**_how(address, patience), server_settings=_ATTENTIVE)


class PostgreSQL:
    """An engine on a server, which may take so many seconds for `connecting`."""

    failures = FAILURES

    def __init__(self, address: Address, connecting: float) -> None:
        self.address = address
        self._pool = asyncpg.create_pool(
            **_how(address, connecting), min_size=0, max_size=_CONNECTIONS, reset=_as_it_is
        )

    async def carry_out(self, work: Work[_Result], until: float = math.inf) -> _Result:
        """See `bot.store.connection.Engine`; cancelled, it is broken off."""
        async with self._lent() as connection:
            await connection.execute("BEGIN")
            result = await work(_Connection(connection))
            if time.monotonic() > until:
                raise TimeoutError
            await connection.execute("COMMIT")
        return result

    async def read(self, work: Work[_Result]) -> _Result:
        """See `bot.store.connection.Engine`; without a transaction, which would be three questions more."""
        async with self._lent() as connection:
            return await work(_Connection(connection))

    async def find(self, work: Work[_Result]) -> _Result:
        """See `bot.store.connection.Engine`."""
        return await self.read(work)

    async def dispose(self) -> None:
        """See `bot.store.connection.Engine`; nobody waits longer than GOODBYE for the server."""
        try:
            async with asyncio.timeout(2 * GOODBYE):
                await self._pool.close()
        except FAILURES:
            with suppress(asyncpg.InterfaceError):  # where nobody ever asked for a connection
                self._pool.terminate()

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[asyncpg.Connection]:
        await self._pool
        for _ in range(_CONNECTIONS):
            async with self._held() as connection:
                if await _is_alive(connection):
                    yield connection
                    return
        async with self._held() as connection:
            yield connection

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await self._acquired()
        try:
            yield connection
        except BaseException:
            await _given_up(connection)
            raise
        finally:
            await self._pool.release(connection)

    async def _acquired(self) -> asyncpg.Connection:
        """Take a connection; where the server has no room for another one, wait for one of those that there are."""
        while True:
            try:
                return await self._pool.acquire()
            except asyncpg.TooManyConnectionsError:
                if not self._pool.get_size():
                    raise
                await asyncio.sleep(_AGAIN)


class _Connection:
    """A `bot.store.connection.Connection`."""

    def __init__(self, plain: asyncpg.Connection) -> None:
        self._plain = plain

    async def rows(self, statement: str, /, **values: Any) -> Sequence[Row]:
        sql, names = _numbered(statement)
        found: Sequence[Row] = await self._plain.fetch(sql, *map(values.__getitem__, names))
        return found

    async def row(self, statement: str, /, **values: Any) -> Row | None:
        sql, names = _numbered(statement)
        found: Row | None = await self._plain.fetchrow(sql, *map(values.__getitem__, names))
        return found

    async def run(self, statement: str, /, **values: Any) -> int:
        sql, names = _numbered(statement)
        status: str = await self._plain.execute(sql, *map(values.__getitem__, names))
        return int(status.rpartition(" ")[2]) if status[-1:].isdigit() else 0  # such as INSERT 0 1, or CREATE TABLE

    async def run_each(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        sql, names = _numbered(statement)
        await self._plain.executemany(sql, [[row[name] for name in names] for row in rows])

    async def tables(self) -> Collection[str]:
        found = await self.rows("SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false))")
        return {name for (name,) in found}


@lru_cache(256)
def _numbered(statement: str) -> tuple[str, tuple[str, ...]]:
    """Give a statement as PostgreSQL wants it, with numbers for its values, and the names in their order."""
    names = tuple(dict.fromkeys(_NAMED.findall(statement)))
    return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", statement), names


def _how(address: Address, patience: float) -> dict[str, Any]:
    """Give what asyncpg connects with; what an address does not say, it finds out by itself."""
    how: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "database": address.database,
        "ssl": address.ssl,
    }
    if address.hosts:
        how["host"] = [host for host, _ in address.hosts]
        how["port"] = [port or address.port or _PORT for _, port in address.hosts]
    given = {name: value for name, value in how.items() if value}
    return given | {"connection_class": Connection, "timeout": patience}


async def _is_alive(connection: asyncpg.Connection) -> bool:
    """Tell whether a session is still there: after a restart of the server, all that wait in the pool have ended."""
    try:
        await connection.execute("SELECT")
    except FAILURES:
        await _given_up(connection)
        return False
    return True


async def _given_up(connection: asyncpg.Connection) -> None:
    """Have the server stop and undo whatever it is at; one that waits for a lock would not notice that nobody is there.

    Nobody waits for that longer than GOODBYE.
    """
    with suppress(asyncpg.InterfaceError):  # where its session has just ended, it is out of the pool already
        await asyncio.shield(connection.close())


async def _as_it_is(_connection: asyncpg.Connection) -> None:
    """Ask nothing of a connection that is given back: nobody here changes a session, and what failed is cut."""
