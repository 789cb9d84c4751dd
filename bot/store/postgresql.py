"""PostgreSQL's driver, which only those have loaded who have such a database."""

import asyncio
from contextlib import suppress

import asyncpg  # type: ignore[import-untyped]  # it has no types
from sqlalchemy.engine import URL

GOODBYE = 0.5
"""Seconds that PostgreSQL has for saying goodbye; one that hangs must not hold up an answer or the shutdown."""
FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)
"""What the driver raises where the database is away; the third where it has just ended the session."""
_ATTENTIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
"""Lets PostgreSQL notice within a dozen seconds that a machine is gone; by itself it takes two hours."""


class Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that never waits long at its end, nor complains of it."""

    async def close(self, *, timeout: float | None = None) -> None:
        """Close within GOODBYE, whatever was asked for; the base class cuts the connection when that fails."""
        with suppress(*FAILURES):
            async with asyncio.timeout(GOODBYE):
                await super().close(timeout=timeout)


async def connect(url: URL, patience: float) -> asyncpg.Connection:
    """Connect to a database as an engine would, for somebody who keeps the connection."""
    _, how = url.get_dialect()().create_connect_args(url)
    return await asyncpg.connect(**how, connection_class=Connection, timeout=patience, server_settings=_ATTENTIVE)
