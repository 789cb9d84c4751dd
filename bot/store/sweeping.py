"""Deleting claims that nobody can ask for any more."""

import asyncio
from random import uniform

import structlog

from bot.errors import StoreError
from bot.store.database import Database

INTERVAL = 600.0
"""Seconds on average between two clean-ups."""
PATIENCE = 60.0
"""Seconds that one may take."""
_OLD = "DELETE FROM claims WHERE at < now() - interval '1 hour'"
"""Telegram repeats what was not acknowledged after two minutes at the latest."""

_log = structlog.get_logger()


async def sweep(database: Database) -> None:
    """Delete claims that are more than an hour old, every ten minutes; several processes may do so."""
    while True:
        await asyncio.sleep(INTERVAL * uniform(0.5, 1.5))  # noqa: S311  # spreads load, keeps no secret
        try:
            count = await database.carry_out(lambda connection: connection.run(_OLD), PATIENCE)
        except StoreError as error:
            _log.warning("old claims could not be deleted; tried again later", reason=str(error))
        else:
            _log.debug("old claims were deleted", count=count)
