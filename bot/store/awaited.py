"""An engine and its connections, whose work is awaited.

A driver for asyncio is waited for as `sqlalchemy.ext.asyncio` does it, but that loads the mapping of objects as well,
which the store has no use for: 7 MiB in each process. A plain driver works in threads.
"""

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from typing import Any, Protocol, TypeVar

import sqlalchemy
from sqlalchemy import Executable
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.util import greenlet_spawn

_Result = TypeVar("_Result")
Work = Callable[[sqlalchemy.Connection], _Result]
"""What is done with a connection, without a thought of waiting."""


class Way(Protocol):
    """How work that knows nothing of waiting is carried out without holding up everybody else."""

    @property
    def room(self) -> AbstractAsyncContextManager[object]:
        """To be entered before there is a connection."""

    async def __call__(self, work: Callable[..., _Result], *args: Any) -> _Result:
        """Carry out work, and give its result."""

    def close(self) -> None:
        """Carry out no more."""


class Greenlets:
    """The way of a driver for asyncio: the work waits in it."""

    room = nullcontext()

    async def __call__(self, work: Callable[..., _Result], *args: Any) -> _Result:
        """Carry out work; cancelled, it is broken off."""
        return await greenlet_spawn(work, *args)

    def close(self) -> None:
        """Carry out no more."""


class Threads:
    """The way of a plain driver: as many threads as there are connections, so that no connection waits for one."""

    def __init__(self, connections: int) -> None:
        self.room = asyncio.Semaphore(connections)
        self._executor = ThreadPoolExecutor(connections, "store")

    async def __call__(self, work: Callable[..., _Result], *args: Any) -> _Result:
        """Carry out work; cancelled, it still comes to its end, for nobody else may have its connection before."""
        return await _to_its_end(asyncio.get_running_loop().run_in_executor(self._executor, partial(work, *args)))

    def close(self) -> None:
        """Carry out no more."""
        self._executor.shutdown(wait=False)


class Connection:
    """A connection that somebody keeps for a while."""

    def __init__(self, plain: sqlalchemy.Connection, way: Way) -> None:
        self._plain = plain
        self._way = way

    async def value(self, statement: Executable) -> Any:
        """Give the first column of the one row that a statement finds, or None."""
        return await self._way(self._plain.scalar, statement)

    async def invalidate(self) -> None:
        """End the session with the database, so that nobody gets this connection again."""
        await self._way(self._plain.invalidate)

    async def close(self) -> None:
        """Give the connection back."""
        await _to_its_end(asyncio.ensure_future(self._way(self._plain.close)))


class Engine:
    """Where connections to a database come from.

    `near` are those to a database that is so near that a row is found by its key sooner than a thread begins to look.
    They wait for nobody: what is locked, they say at once.
    """

    def __init__(self, plain: sqlalchemy.Engine, way: Way, near: sqlalchemy.Engine | None = None) -> None:
        self._plain = plain
        self._way = way
        self._near = near
        self._reading = plain.execution_options(isolation_level="AUTOCOMMIT") if self.name == "postgresql" else plain
        """The same without transactions: with one, PostgreSQL is asked four times for what it can be asked for once."""

    @property
    def url(self) -> URL:
        """The address of the database."""
        return self._plain.url

    @property
    def name(self) -> str:
        """What the database is: `sqlite` or `postgresql`."""
        return self._plain.dialect.name

    async def carry_out(self, work: Work[_Result], until: float = math.inf, **options: Any) -> _Result:
        """Let work have a transaction, on a connection with some execution options; give its result.

        Raises:
            TimeoutError: by `time.monotonic` it is too late for it to take effect.
        """
        async with self._way.room:
            return await self._way(_in_time, self._plain.execution_options(**options), work, until)

    async def read(self, work: Work[_Result]) -> _Result:
        """Let work look into the database, outside of a transaction; give its result."""
        async with self._way.room:
            return await self._way(_looked, self._reading, work)

    async def find(self, work: Work[_Result]) -> _Result:
        """Let work find something by its key; give its result."""
        if self._near is not None:
            try:
                return _looked(self._near, work)
            except SQLAlchemyError:
                pass  # it may be locked for a moment, for which a thread can wait
        return await self.read(work)

    async def connect(self, **options: Any) -> Connection:
        """Give a connection of PostgreSQL's with some execution options, which somebody has to close."""
        return Connection(await self._way(self._plain.execution_options(**options).connect), self._way)

    async def dispose(self) -> None:
        """Close all connections."""
        if self._near is not None:
            self._near.dispose()
            self._near = None  # asked again, it would open the file again, which nobody would close
        await self._way(self._plain.dispose)
        self._way.close()


def _in_time(engine: sqlalchemy.Engine, work: Work[_Result], until: float) -> _Result:
    with engine.begin() as connection:
        result = work(connection)
        if time.monotonic() > until:
            raise TimeoutError
        return result


def _looked(engine: sqlalchemy.Engine, work: Work[_Result]) -> _Result:
    with engine.connect() as connection:
        return work(connection)


async def _to_its_end(work: "asyncio.Future[_Result]") -> _Result:
    """Wait for what must not be left halfway, even where whoever waits for it is to wait no longer."""
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
