"""A clock for a simulated Telegram that runs faster than the real one."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from bot.simulator.clock import Timer


class Haste:
    """All that Telegram waits for comes sooner, and so does the end of its own patience: nobody is spared anything."""

    def __init__(self, times: float) -> None:
        self._times = times
        self._began = time.time()

    def __call__(self) -> float:
        """Tell the time."""
        return self._began + (time.time() - self._began) * self._times

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds / self._times)

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something when the time has come."""
        return asyncio.get_running_loop().call_later(seconds / self._times, call)

    def outside(self) -> AbstractContextManager[None]:
        """Do nothing about it: time passes by itself."""
        return nullcontext()
