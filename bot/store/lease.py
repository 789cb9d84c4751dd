"""One process at a time sends announcements, however many there are; one that dies makes room at once.

On PostgreSQL it is the one that has an advisory lock, which ends with its connection; on SQLite the one that has locked
a file beside the database, which the system unlocks when the process ends.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from bot.errors import StoreError
from bot.ports import StillMine
from bot.store import database
from bot.store.database import Database

_NUMBER = 0x414C_4C59_0002
"""The advisory lock: a number of our own."""


class Lease:
    """The right to send announcements."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here = asyncio.Lock()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[StillMine | None]:
        """Try to have the lease while the block lasts: None where another has it.

        Raises:
            StoreError: the database does not answer.
        """
        if self._here.locked():
            yield None
            return
        async with self._here, AsyncExitStack() as stack:
            if self._database.is_postgresql:
                yield await self._advisory(stack)
            else:
                yield self._file(stack)

    async def _advisory(self, stack: AsyncExitStack) -> StillMine | None:
        from bot.store import postgresql  # a bot with an SQLite file does without the driver

        try:
            async with asyncio.timeout(database.PATIENCE):
                connection = await postgresql.connect(self._database.engine.address, database.PATIENCE)
                stack.push_async_callback(connection.close)  # the lock ends with the session
                mine = await connection.fetchval("SELECT pg_try_advisory_lock($1)", _NUMBER)
        except postgresql.FAILURES as error:
            raise StoreError(f"the database does not answer ({type(error).__name__})") from error
        return partial(_ask, connection, postgresql.FAILURES) if mine else None

    def _file(self, stack: AsyncExitStack) -> StillMine | None:
        from filelock import FileLock, Timeout  # most processes never send, or lock otherwise

        name = self._database.engine.address.database
        if name and name != ":memory:":
            lock = FileLock(f"{name}.sending", blocking=False, thread_local=False)
            try:
                lock.acquire()
            except Timeout:
                return None
            except OSError as error:
                raise StoreError(f"{lock.lock_file} cannot be locked ({error.strerror})") from error
            stack.callback(lock.release)
        return _certainly


async def _ask(connection: Any, failures: tuple[type[Exception], ...]) -> None:
    """Ask over the connection that has the lock: while it answers, the lock is held."""
    try:
        await connection.fetchval("SELECT 1", timeout=database.PATIENCE)
    except failures as error:
        raise StoreError(f"the database does not answer ({type(error).__name__})") from error


async def _certainly() -> None:
    """Return: the system keeps the file locked as long as this process lives."""
