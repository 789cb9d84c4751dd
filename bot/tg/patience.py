"""Calling Telegram again where that does no harm, or less than to leave it at that."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import OvertakenError
from bot.ports import Clock
from bot.tg.request import BrokenOff

Result = TypeVar("Result")

BUDGET = 10.0
"""Seconds for all attempts at a call: Telegram and the platforms' routers wait longer for our answer."""
FIRST_DELAY = 0.3
"""Seconds before the second attempt; before each further one it is twice as long."""


async def patiently(
    call: Callable[[], Awaitable[Result]],
    *,
    repeatable: bool,
    clock: Clock,
    flood_budget: float = BUDGET,
    unless: asyncio.Event | None = None,
    again: Callable[[TelegramError, float], None] = lambda _error, _wait: None,
    held_off: Callable[[], float] = lambda: 0.0,
) -> Result:
    """Make a call, and make it again after what passes: a flood wait, a 5xx, a lost connection.

    A call that is not `repeatable`, such as sendMessage, is not made again where Telegram was silent, or its answer was
    none: it may have carried the call out. Where a connection broke, that is unlikely, and the call is made again.
    Before each attempt, `held_off` gives the seconds for which Telegram wants to be left alone, as it has told others;
    these, and those that it asks for itself, have a budget of their own. Where the event `unless` occurs during a wait,
    there is no other attempt. Before each wait for another, `again` is told of the reason and the seconds.

    Raises:
        TelegramError: the last one, when patience is at its end or waiting would not help.
        OvertakenError: the event occurred.
    """
    began, flooded, delay = clock(), 0.0, FIRST_DELAY
    while True:
        if held := held_off():
            flooded += held
            await rest(held, clock, unless)
        try:
            return await call()
        except RetryAfter as error:
            wait = seconds(error)
            flooded += wait
            if flooded > flood_budget:
                raise
            again(error, wait)
        except TelegramError as error:
            wait, delay = _jittered(delay), delay * 2
            if not _passes(error, repeatable) or clock() - began - flooded + wait > BUDGET:
                raise
            again(error, wait)
        await rest(wait, clock, unless)


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
