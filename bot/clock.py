"""The clock of this machine."""

import asyncio
import time
from collections.abc import Callable


class RealClock:
    """A `bot.ports.Clock`."""

    def __call__(self) -> float:
        """Tell the seconds since some moment; they never jump."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def later(self, seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
        """Call something when the time has come."""
        return asyncio.get_running_loop().call_later(seconds, call)
