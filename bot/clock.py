"""The clock of this machine."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context, copy_context


class RealClock:
    """A `bot.ports.Clock`, of one event loop.

    Timers are many, nearly all are cancelled long before their time, and they run for one of a few lengths: those of a
    length come due in their order, so that one timer of the event loop does for all of them.
    """

    def __init__(self) -> None:
        self._lengths: dict[float, deque[_Timer]] = {}

    def __call__(self) -> float:
        """Tell the seconds since some moment; they never jump."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def later(self, seconds: float, call: Callable[[], object]) -> "_Timer":
        """Call something when the time has come."""
        timer = _Timer(self() + seconds, call)
        if (timers := self._lengths.get(seconds)) is None:
            timers = self._lengths[seconds] = deque()
            self._come_back(seconds, seconds)
        while timers and timers[0].call is None:
            timers.popleft()
        timers.append(timer)
        return timer

    def _come_back(self, length: float, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(seconds, self._ring, length, loop, context=Context())

    def _ring(self, length: float, loop: asyncio.AbstractEventLoop) -> None:
        """Call what is due of a length, and come back for the next one."""
        timers, now = self._lengths[length], self()
        while timers and (timers[0].call is None or timers[0].when <= now):
            timers.popleft().ring(loop)
        if timers:
            self._come_back(length, timers[0].when - now)
        else:
            del self._lengths[length]


class _Timer:
    """A `bot.ports.Timer`."""

    __slots__ = ("_context", "call", "when")

    def __init__(self, when: float, call: Callable[[], object]) -> None:
        self.when = when
        self.call: Callable[[], object] | None = call
        self._context: Context | None = copy_context()

    def cancel(self) -> None:
        """Call nothing, and hold on to nothing."""
        self.call = self._context = None

    def ring(self, loop: asyncio.AbstractEventLoop) -> None:
        """Have it called, unless it was cancelled; what it raises is the event loop's to tell."""
        if self.call:
            loop.call_soon(self._ring, context=self._context)

    def _ring(self) -> None:
        if self.call:  # whoever was called at the same moment, but before, may have cancelled it
            self.call()
