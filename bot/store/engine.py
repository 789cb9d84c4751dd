"""Engines whose connections never wait long: neither for an answer nor at their end."""

import asyncio
from contextlib import suppress
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it has no types
from sqlalchemy import AsyncAdaptedQueuePool, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

GOODBYE = 0.5
"""Seconds that PostgreSQL has for saying goodbye; one that hangs must not hold up an answer or the shutdown."""


def new_engine(url: URL, patience: float) -> AsyncEngine:
    """Make an engine; `patience` is in seconds."""
    if url.get_backend_name() == "postgresql":
        return create_async_engine(url, pool_pre_ping=True, connect_args={"connection_class": _Connection})
    alone = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0} if _is_in_memory(url) else {}
    engine = create_async_engine(url, connect_args={"timeout": patience}, **alone)
    event.listen(engine.sync_engine, "connect", _write_ahead)
    return engine


def _is_in_memory(url: URL) -> bool:
    """Tell whether a database is nothing but its one connection, so that transactions have to take turns with it."""
    return url.database in (None, "", ":memory:")


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    async def close(self, *, timeout: float | None = None) -> None:
        """Close within GOODBYE, whatever was asked for; the base class cuts the connection when that is cancelled."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await super().close(timeout=timeout)


def _write_ahead(connection: Any, _record: object) -> None:
    """Let readers and the writer of an SQLite file not wait for each other."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
