"""Calling Telegram again where that is sure to do no harm."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

Result = TypeVar("Result")

BUDGET = 10.0
"""Seconds that an update may spend on waiting: Telegram and the platforms' routers wait longer for our answer."""
_DELAYS = (0.3, 1.0, 3.0)


async def patiently(call: Callable[[], Awaitable[Result]], *, repeatable: bool) -> Result:
    """Make a call, and make it again after what passes: a flood wait within the budget, a 5xx, a lost connection.

    A call that is not `repeatable`, such as sendMessage, is not made again after Telegram may have carried it out.

    Raises:
        TelegramError: the last one, when patience is at its end or waiting would not help.
    """
    started = time.monotonic()
    for delay in (*_DELAYS, None):
        try:
            return await call()
        except TelegramError as error:
            wait = _wait(error, delay, repeatable)
            if wait is None or time.monotonic() - started + wait > BUDGET:
                raise
        await asyncio.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _wait(error: TelegramError, delay: float | None, repeatable: bool) -> float | None:
    """Give the seconds to wait before the next attempt, or None where there must not be one."""
    if delay is None:
        return None
    match error:
        case RetryAfter():
            return seconds(error)
        case BadRequest():
            return None
        case TimedOut():
            return _jittered(delay) if repeatable else None
        case NetworkError():
            return _jittered(delay)
        case _:
            return None


def seconds(error: RetryAfter) -> float:
    """Give how long Telegram asks to wait."""
    after = error.retry_after  # a timedelta or a number, depending on PTB_TIMEDELTA
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _jittered(delay: float) -> float:
    return delay * random.uniform(0.5, 1.5)  # noqa: S311  # spreads load, keeps no secret
