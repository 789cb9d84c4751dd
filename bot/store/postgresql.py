"""PostgreSQL's driver, which only those have loaded who have such a database."""

import asyncio
from contextlib import suppress

import asyncpg  # type: ignore[import-untyped]  # it has no types

GOODBYE = 0.5
"""Seconds that PostgreSQL has for saying goodbye; one that hangs must not hold up an answer or the shutdown."""


class Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that never waits long at its end."""

    async def close(self, *, timeout: float | None = None) -> None:
        """Close within GOODBYE, whatever was asked for; the base class cuts the connection when that is cancelled."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                await super().close(timeout=timeout)
