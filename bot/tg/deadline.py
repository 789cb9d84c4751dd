"""How long something may take: as with `asyncio.timeout`, on timers that cost next to nothing until they are due."""

import asyncio
from types import TracebackType
from typing import Self

from bot.ports import Clock, Timer


class Deadline:
    """Ends a block with a TimeoutError so many seconds after the moment from which they count; None is no end."""

    __slots__ = ("_cancelling", "_clock", "_is_over", "_seconds", "_task", "_timer")

    def __init__(self, clock: Clock, seconds: float | None) -> None:
        self._clock = clock
        self._seconds = seconds
        self._timer: Timer | None = None
        self._is_over = False

    def begin(self) -> None:
        """Count from now on."""
        if self._timer:
            self._timer.cancel()
        if self._seconds is not None:
            self._timer = self._clock.later(self._seconds, self._end)

    def _end(self) -> None:
        self._is_over = True
        self._task.cancel()

    def __enter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # nothing waits outside of one
        self._task, self._cancelling = task, task.cancelling()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._timer:
            self._timer.cancel()
        if self._is_over and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error
