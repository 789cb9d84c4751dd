"""Time as a simulated Telegram knows it: the real one, or one that stands still until a test winds it forward."""

import asyncio
import heapq
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

TURNS = 50
"""So many turns of the event loop are enough for whatever can happen without a socket to have happened."""


class Timer(Protocol):
    """Something that is going to be called."""

    def cancel(self) -> None:
        """Forget it."""


class Clock(Protocol):
    """The time in seconds since 1970, and whatever waits for it."""

    def __call__(self) -> float:
        """Tell the time."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something when the time has come."""

    def outside(self) -> AbstractContextManager[None]:
        """Mark work that somebody else does meanwhile, such as a webhook at the other end of a socket."""


class RealClock:
    """The time of this machine."""

    def __call__(self) -> float:
        """Tell the time."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something when the time has come."""
        return asyncio.get_running_loop().call_later(seconds, call)

    def outside(self) -> AbstractContextManager[None]:
        """Do nothing about it: time passes by itself."""
        return nullcontext()


@dataclass(order=True, slots=True)
class _Waiting:
    at: float
    number: int
    call: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class WoundClock:
    """Time that passes only in `wind`, and in no time at all.

    What falls due happens in its order, each with everything that follows from it, before the clock moves on.
    `patience` are the real seconds for which winding waits for a webhook that is at work.
    """

    def __init__(self, now: float = 1_800_000_000.0, patience: float = 1.0) -> None:
        self.now = now
        self.patience = patience
        self._waiting: list[_Waiting] = []
        self._numbers = count()
        self._outside = 0
        self._nobody_outside = asyncio.Event()

    def __call__(self) -> float:
        """Tell the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been wound that far."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        timer = self.later(seconds, woken.set)
        try:
            await woken.wait()
        finally:
            timer.cancel()

    def later(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something when the clock has been wound that far."""
        waiting = _Waiting(self.now + seconds, next(self._numbers), call)
        heapq.heappush(self._waiting, waiting)
        return waiting

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Let winding wait for work that somebody else does meanwhile."""
        self._outside += 1
        self._nobody_outside.clear()
        try:
            yield
        finally:
            self._outside -= 1
            if not self._outside:
                self._nobody_outside.set()

    async def wind(self, seconds: float) -> None:
        """Let time pass, and happen what is due."""
        end = self.now + seconds
        await self.settle()
        while waiting := self._due(end):
            self.now = max(self.now, waiting.at)
            waiting.call()
            await self.settle()
        self.now = end

    async def settle(self) -> None:
        """Let happen what can happen without time passing; work outside begins the count of turns anew."""
        quiet = 0
        while quiet < TURNS:
            await asyncio.sleep(0)
            quiet += 1
            if self._outside:
                try:
                    async with asyncio.timeout(self.patience):
                        await self._nobody_outside.wait()
                except TimeoutError:
                    return
                quiet = 0

    def _due(self, end: float) -> _Waiting | None:
        while self._waiting and self._waiting[0].at <= end:
            waiting = heapq.heappop(self._waiting)
            if not waiting.cancelled:
                return waiting
        return None


@asynccontextmanager
async def within(clock: Clock, seconds: float) -> AsyncIterator[None]:
    """Give the block so many seconds.

    Raises:
        TimeoutError: they are over.
    """
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  # there is always one in a coroutine
    over = False

    def end() -> None:
        nonlocal over
        over = True
        task.cancel()

    timer = clock.later(seconds, end)
    try:
        yield
    except asyncio.CancelledError:
        if over and task.uncancel() == 0:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
