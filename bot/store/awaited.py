"""An engine and its connections, whose work is awaited.

This is what `sqlalchemy.ext.asyncio` does as well, but that loads the mapping of objects with it, which the store has
no use for: 7 MiB in each process.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import CursorResult, Executable
from sqlalchemy.engine import URL
from sqlalchemy.util import greenlet_spawn

_Result = TypeVar("_Result")


class Connection:
    """A connection to a database; its first statement begins a transaction."""

    def __init__(self, plain: sqlalchemy.Connection) -> None:
        self._plain = plain

    async def execute(
        self, statement: Executable, rows: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Carry out a statement, once or for each of some rows."""
        return await greenlet_spawn(self._plain.execute, statement, rows)

    async def run(self, work: Callable[[sqlalchemy.Connection], _Result]) -> _Result:
        """Let work that knows nothing of waiting have the connection."""
        return await greenlet_spawn(work, self._plain)

    async def commit(self) -> None:
        """Let what was done take effect."""
        await greenlet_spawn(self._plain.commit)

    async def invalidate(self) -> None:
        """End the session with the database, so that nobody gets this connection again."""
        await greenlet_spawn(self._plain.invalidate)

    async def close(self) -> None:
        """Give the connection back; what was not committed is undone."""
        await _to_its_end(greenlet_spawn(self._plain.close))


class Engine:
    """Where connections to a database come from; the plain engine has to have one of the drivers for asyncio."""

    def __init__(self, plain: sqlalchemy.Engine) -> None:
        self._plain = plain

    @property
    def url(self) -> URL:
        """The address of the database."""
        return self._plain.url

    @property
    def name(self) -> str:
        """What the database is: `sqlite` or `postgresql`."""
        return self._plain.dialect.name

    async def connect(self, **options: Any) -> Connection:
        """Give a connection with some execution options, which somebody has to close."""
        return Connection(await greenlet_spawn(self._plain.execution_options(**options).connect))

    @asynccontextmanager
    async def connected(self, **options: Any) -> AsyncIterator[Connection]:
        """Have a connection with some execution options while the block lasts."""
        connection = await self.connect(**options)
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        """Have a transaction while the block lasts; it takes effect when that is left well, else not at all."""
        async with self.connected() as connection:
            yield connection
            await connection.commit()

    async def dispose(self) -> None:
        """Close all connections."""
        await greenlet_spawn(self._plain.dispose)


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Carry out what must not be left halfway, even where whoever waits for it is to wait no longer."""
    task, cancelled = asyncio.create_task(work), None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
