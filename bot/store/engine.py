"""Engines whose connections never wait long: neither for an answer nor at their end."""

from collections.abc import Callable
from typing import Any

import sqlalchemy
from sqlalchemy import QueuePool, create_engine, event
from sqlalchemy.engine import URL

from bot.store.address import is_in_memory
from bot.store.awaited import Engine, Greenlets, Threads

_CONNECTIONS = 5
"""To an SQLite file, each of which has a thread."""


def new_engine(url: URL, patience: float, *, connecting: float = 10.0, looks_only: bool = False) -> Engine:
    """Make an engine; `patience` is in seconds, as is what a PostgreSQL may take for `connecting`.

    One that `looks_only` leaves an SQLite file as it is.
    """
    if url.get_backend_name() == "postgresql":
        from bot.store.postgresql import Connection  # a bot with an SQLite file does without the driver

        how = {"connection_class": Connection, "timeout": connecting}
        plain = create_engine(url, pool_pre_ping=True, connect_args=how)
        return Engine(plain, Greenlets())
    size = 1 if is_in_memory(url) else _CONNECTIONS
    engine = _sqlite(url, size, patience, _look_only if looks_only else _write_ahead)
    return Engine(engine, Threads(size), None if size == 1 else _sqlite(url, 1, 0, _look_only))


def _sqlite(url: URL, connections: int, patience: float, prepare: Callable[[Any, object], None]) -> sqlalchemy.Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": patience, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
    )
    event.listen(engine, "connect", prepare)
    return engine


def _write_ahead(connection: Any, _record: object) -> None:
    """Let readers and the writer of an SQLite file not wait for each other."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _look_only(connection: Any, _record: object) -> None:
    """Have SQLite refuse whatever would change the file."""
    connection.execute("PRAGMA query_only=ON")
