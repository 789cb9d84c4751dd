"""Engines whose connections never wait long: neither for an answer nor at their end."""

from typing import Any

from sqlalchemy import QueuePool, create_engine, event
from sqlalchemy.engine import URL

from bot.store.awaited import Engine, Greenlets, Threads

_CONNECTIONS = 5
"""To an SQLite file, each of which has a thread."""


def new_engine(url: URL, patience: float) -> Engine:
    """Make an engine; `patience` is in seconds."""
    if url.get_backend_name() == "postgresql":
        from bot.store.postgresql import Connection  # a bot with an SQLite file does without the driver

        plain = create_engine(url, pool_pre_ping=True, connect_args={"connection_class": Connection})
        return Engine(plain, Greenlets())
    size = 1 if _is_in_memory(url) else _CONNECTIONS
    engine = create_engine(
        url,
        connect_args={"timeout": patience, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
    )
    event.listen(engine, "connect", _write_ahead)
    return Engine(engine, Threads(size))


def _is_in_memory(url: URL) -> bool:
    """Tell whether a database is nothing but its one connection, so that transactions have to take turns with it."""
    return url.database in (None, "", ":memory:")


def _write_ahead(connection: Any, _record: object) -> None:
    """Let readers and the writer of an SQLite file not wait for each other."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
