"""The clock of this machine."""

import asyncio
import time


class RealClock:
    """A `bot.ports.Clock`."""

    def __call__(self) -> float:
        """Tell the seconds since some moment; they never jump."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
