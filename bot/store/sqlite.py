"""SQLite, with the driver that comes with Python: asked in threads, a whole piece of work at a time."""

import asyncio
import math
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from bot.store.address import Address
from bot.store.connection import Row, Work

_Result = TypeVar("_Result")

_CONNECTIONS = 5
"""To a file, each of which has a thread."""

sqlite3.register_converter("date", lambda written: date.fromisoformat(written.decode()))
sqlite3.register_converter("datetime", lambda written: datetime.fromisoformat(written.decode()).replace(tzinfo=UTC))
sqlite3.register_converter("boolean", lambda written: written != b"0")


class SQLite:
    """An engine on a file, or on nothing but memory; nobody waits longer than `patience` seconds for a lock.

    One that `looks_only` leaves the file as it is. What is found by its key is found by the event loop itself, sooner
    than a thread would begin to look; where the file is locked, a thread can wait.
    """

    failures = (sqlite3.Error, OSError, TimeoutError)

    def __init__(self, address: Address, patience: float, *, looks_only: bool = False) -> None:
        self.address = address
        self._patience = patience
        self._looks_only = looks_only
        connections = 1 if address.is_in_memory else _CONNECTIONS
        self._connections = connections
        self._room = asyncio.Semaphore(connections)
        self._executor = ThreadPoolExecutor(connections, "store")
        self._idle: list[sqlite3.Connection] = []
        self._near: sqlite3.Connection | None = None
        self._is_over = False

    async def carry_out(self, work: Work[_Result], until: float = math.inf) -> _Result:
        """See `bot.store.connection.Engine`; cancelled, it comes to its end all the same."""
        return await self._in_thread(partial(self._carried_out, work, until))

    async def read(self, work: Work[_Result]) -> _Result:
        """See `bot.store.connection.Engine`; whatever it does is undone."""
        return await self._in_thread(partial(self._looked, work))

    async def find(self, work: Work[_Result]) -> _Result:
        """See `bot.store.connection.Engine`."""
        if not (self.address.is_in_memory or self._is_over):
            try:
                self._near = self._near or self._opened(0, looks_only=True)
                return _straight(work, self._near)
            except sqlite3.Error:
                pass
        return await self.read(work)

    async def dispose(self) -> None:
        """See `bot.store.connection.Engine`."""
        self._is_over = True
        for _ in range(self._connections):
            await self._room.acquire()  # whatever is at work has its connection to its end
        for connection in filter(None, (self._near, *self._idle)):
            connection.close()
        self._near = None
        self._idle.clear()
        self._executor.shutdown(wait=False)
        for _ in range(self._connections):
            self._room.release()

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        """Carry something out; cancelled, wait for it, for nobody else may have its connection before."""
        async with self._room:
            if self._is_over:
                raise sqlite3.ProgrammingError("it is closed")
            work = asyncio.get_running_loop().run_in_executor(self._executor, call)
            cancelled = None
            while not work.done():
                try:
                    await asyncio.shield(work)
                except asyncio.CancelledError as error:
                    cancelled = error
                except Exception:
                    break
            if cancelled:
                raise cancelled
            return work.result()

    def _carried_out(self, work: Work[_Result], until: float) -> _Result:
        with self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = _straight(work, connection)
                if time.monotonic() > until:
                    raise TimeoutError
                connection.commit()
            finally:
                connection.rollback()
        return result

    def _looked(self, work: Work[_Result]) -> _Result:
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                return _straight(work, connection)
            finally:
                connection.rollback()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        connection = self._idle.pop() if self._idle else self._opened(self._patience, looks_only=self._looks_only)
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def _opened(self, patience: float, *, looks_only: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.address.database or ":memory:",
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            detect_types=sqlite3.PARSE_DECLTYPES,
        )
        try:
            _prepare(connection, looks_only=looks_only)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, *, looks_only: bool) -> None:
    if looks_only:
        connection.execute("PRAGMA query_only=ON")  # SQLite refuses whatever would change the file
    else:
        connection.execute("PRAGMA journal_mode=WAL")  # readers and the writer do not wait for each other
        connection.execute("PRAGMA synchronous=NORMAL")


class _Connection:
    """A `bot.store.connection.Connection` that never waits: only the thread does, in which it is used."""

    def __init__(self, plain: sqlite3.Connection) -> None:
        self._plain = plain

    async def rows(self, statement: str, /, **values: Any) -> Sequence[Row]:
        return self._execute(statement, values).fetchall()

    async def row(self, statement: str, /, **values: Any) -> Row | None:
        found: Row | None = self._execute(statement, values).fetchone()
        return found

    async def run(self, statement: str, /, **values: Any) -> int:
        return self._execute(statement, values).rowcount

    async def run_each(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        self._plain.executemany(statement, map(_written, rows))

    async def tables(self) -> Collection[str]:
        return {name for (name,) in await self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def _execute(self, statement: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        return self._plain.execute(statement, _written(values))


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _stored(value) for name, value in values.items()}


def _stored(value: Any) -> Any:
    """Write a value as the file has it: of a moment, in UTC, what is before its zone."""
    match value:
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        case date():
            return value.isoformat()
        case _:
            return value


def _straight(work: Work[_Result], plain: sqlite3.Connection) -> _Result:
    """Give the result of work, which could wait, but has nothing to wait for."""
    steps = work(_Connection(plain)).__await__()
    try:
        next(steps)
    except StopIteration as done:
        result: _Result = done.value
        return result
    raise RuntimeError("a transaction waits for something else than its database")
