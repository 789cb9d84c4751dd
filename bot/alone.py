"""A process that shares its updates with no other: whatever comes is its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.claims import Claim


class Alone:
    """The `bot.ports.Claims` of the only process there is."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Do nothing while the block lasts."""
        yield

    async def claim(self, _id: int) -> Claim:
        """Give whatever is asked for."""
        return Claim.OURS

    def settle(self, _id: int) -> None:
        """Tell nobody, for nobody asks."""
