"""Calling Telegram again where that does no harm, or less than to leave it at that."""

import asyncio
import random
from datetime import timedelta

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import OvertakenError
from bot.ports import Clock
from bot.tg.request import BrokenOff

BUDGET = 10.0
"""Seconds for all attempts at a call: Telegram and the platforms' routers wait longer for our answer."""
FIRST_DELAY = 0.3
"""Seconds before the second attempt; before each further one it is twice as long."""


class Patience:
    """The time that there is for one call, from its first attempt on, and the waits between its attempts.

    A call that is not `repeatable`, such as sendMessage, is not made again where Telegram was silent, or its answer was
    none: it may have carried the call out. Where a connection broke, that is unlikely, and the call is made again.
    The seconds for which Telegram wants to be left alone have a budget of their own, whoever was told of them. Where
    the event `unless` occurs during a wait, there is no other attempt.
    """

    __slots__ = ("_began", "_clock", "_delay", "_flood_budget", "_flooded", "_repeatable", "_unless")

    def __init__(
        self, clock: Clock, *, repeatable: bool, flood_budget: float = BUDGET, unless: asyncio.Event | None = None
    ) -> None:
        self._clock = clock
        self._repeatable = repeatable
        self._flood_budget = flood_budget
        self._unless = unless
        self._began = clock()
        self._flooded = 0.0
        self._delay = FIRST_DELAY

    def wait_after(self, error: TelegramError) -> float:
        """Give the seconds after which there may be another attempt.

        Raises:
            TelegramError: the same one, where patience is at its end or waiting would not help.
        """
        if isinstance(error, RetryAfter):
            wait = seconds(error)
            self._flooded += wait
            if self._flooded > self._flood_budget:
                raise error
            return wait
        wait, self._delay = _jittered(self._delay), self._delay * 2
        if not _passes(error, self._repeatable) or self._clock() - self._began - self._flooded + wait > BUDGET:
            raise error
        return wait

    async def rest(self, wait: float) -> None:
        """Wait for some seconds.

        Raises:
            OvertakenError: the event `unless` has occurred first.
        """
        await rest(wait, self._clock, self._unless)

    async def hold_off(self, wait: float) -> None:
        """Wait before an attempt, for Telegram has told others that it wants to be left alone so long.

        Raises:
            OvertakenError: the event `unless` has occurred first.
        """
        self._flooded += wait
        await self.rest(wait)


def _passes(error: TelegramError, repeatable: bool) -> bool:
    """Tell whether another attempt may go better, and does no harm, or less than none would do."""
    if is_unclear(error):
        return repeatable or isinstance(error, BrokenOff)
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def is_unclear(error: Exception) -> bool:
    """Tell whether Telegram may have done what it was asked for: it was silent, or its answer was none."""
    return isinstance(error, TimedOut) or type(error) is TelegramError


async def rest(wait: float, clock: Clock, unless: asyncio.Event | None) -> None:
    """Wait for some seconds.

    Raises:
        OvertakenError: the event `unless` has occurred first.
    """
    if unless is None:
        return await clock.sleep(wait)
    sleeping, occurring = asyncio.ensure_future(clock.sleep(wait)), asyncio.ensure_future(unless.wait())
    try:
        await asyncio.wait([sleeping, occurring], return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeping.cancel()
        occurring.cancel()
    if unless.is_set():
        raise OvertakenError("something newer was asked for in the same place")
    return None


def seconds(error: RetryAfter) -> float:
    """Give how long Telegram asks to wait."""
    after = error.retry_after  # a timedelta or a number, depending on PTB_TIMEDELTA
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _jittered(delay: float) -> float:
    return delay * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, keeps no secret
