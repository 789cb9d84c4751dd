"""How fast announcements go out: just under what Telegram allows, counting what else the bot sends."""

from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.ports import Clock

ALLOWED = 30
"""Messages a second over all chats. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""
RATE = 29.4
"""What is used of it: 31 messages at this rate take 1.02 seconds, so a delay of 20 ms on the way does no harm."""
CATCHING_UP = 0.015
"""Seconds of its own delay that a late turn makes up for; more would be a burst."""
GIVING_WAY = 1.0
"""Seconds at most for which announcements wait for answers to people: these come first, but must not stop them."""
HEED = 10.0
"""Seconds for which room is kept for as many answers as there lately were in one second: taps come in bursts."""
SLOWEST = RATE / 3
LIMITED = frozenset(
    {
        *("sendMessage", "sendPhoto", "sendDocument", "sendContact", "editMessageText", "editMessageCaption"),
        *("editMessageReplyMarkup", "deleteMessage"),
    }
)
_has_had_a_turn: ContextVar[bool] = ContextVar("has_had_a_turn", default=False)


class Pace:
    """Gives out turns, evenly spaced."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = 0.0
        self._answers: deque[float] = deque()
        self._peak = 0
        self._peaked = -HEED

    async def turn(self) -> None:
        """Wait until the next message may go out."""
        now = self._clock()
        slot = max(self._next, now - CATCHING_UP)
        self._next = slot + 1 / max(RATE - self._reserved(now), SLOWEST)
        if slot > now:
            await self._clock.sleep(slot - now)

    def give_way(self) -> None:
        """Leave room to somebody who is being answered: out of what is kept for that, else by a turn."""
        now = self._clock()
        self._answers.append(now)
        while now - self._answers[0] >= 1.0:
            self._answers.popleft()
        if len(self._answers) > self._reserved(now):
            self._next = min(max(self._next, now) + 1 / RATE, max(self._next, now + GIVING_WAY))
        if len(self._answers) >= self._reserved(now):
            self._peak, self._peaked = len(self._answers), now

    def _reserved(self, now: float) -> int:
        return self._peak if now - self._peaked < HEED else 0

    def hold(self, seconds: float) -> None:
        """Give out no turn for some seconds."""
        self._next = max(self._next, self._clock() + seconds)


@contextmanager
def after_a_turn() -> Iterator[None]:
    """Mark the calls that have had their turn, so that `Traffic` does not count them once more."""
    token = _has_had_a_turn.set(True)
    try:
        yield
    finally:
        _has_had_a_turn.reset(token)


class Traffic(BaseRateLimiter[str]):
    """Counts what the bot sends besides announcements; it holds up nothing."""

    __slots__ = ("_pace",)

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Make a call, and leave it a turn if it is one of those that Telegram limits."""
        if endpoint in LIMITED and not _has_had_a_turn.get():
            self._pace.give_way()
        return await callback(*args, **kwargs)
