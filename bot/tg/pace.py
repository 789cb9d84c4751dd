"""How fast announcements go out: just under what Telegram allows, counting what else the bot sends."""

import asyncio
import math
from bisect import insort
from collections import deque

from bot.ports import Clock

ALLOWED = 30
"""Messages a second over all chats. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""
WINDOW = 1.008
"""Seconds in which no more than that go out: so a delay of 8 ms on the way does no harm."""
RATE = 28.75
"""Messages of an announcement a second: evenly spread, they fit into the window, and leave room for one answer."""
CATCHING_UP = 0.015
"""Seconds of its own delay that a late turn makes up for; more would be a burst."""
GIVING_WAY = 1.0
"""Seconds at most for which announcements wait for answers to people: these come first, but must not stop them."""
LEFT_FREE = 1
"""Answers for which announcements leave room in any case: so nobody waits who taps while nobody else does."""
AGAIN = 0.5
"""Room that they leave besides for each answer in the window: whoever taps is seldom alone, and soon taps again."""
HELD_UP = 1.0
"""Seconds at most for which an answer waits for room: Telegram's refusal would cost as much."""
FEW = 3
"""With fewer messages of announcements in the window it is answers that fill it, and they wait for nothing."""


class Pace:
    """Gives out turns, evenly spaced, and lets answers go in between."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = 0.0
        self._queue = asyncio.Lock()
        self._sent: deque[float] = deque()
        """When the calls of the last WINDOW went out, or are about to; in order."""
        self._turns: deque[float] = deque()
        """Those of announcements among them."""

    async def turn(self) -> None:
        """Wait until the next message of an announcement may go out."""
        async with self._queue:
            latest = max(self._next, self._clock()) + GIVING_WAY
            while (wait := max(self._next, min(self._room(LEFT_FREE, AGAIN), latest)) - self._clock()) > 0:
                await self._clock.sleep(wait)  # an answer may come first meanwhile
            now = self._clock()
            self._next = max(self._next, now - CATCHING_UP) + 1 / RATE
            self._turns.append(now)
            self._note(now)

    async def make_way(self) -> None:
        """Count an answer to somebody; only where the window is full, wait until there is room for it."""
        now = self._clock()
        self._forget(now - WINDOW)
        if len(self._turns) < FEW:
            self._note(now)
            return
        at = max(now, min(self._room(), now + HELD_UP))
        self._note(at)
        if at > now:
            await self._clock.sleep(at - now)

    def _room(self, left_free: int = 0, again: float = 0.0) -> float:
        """Give the moment from which the window has room for one more, and for some besides."""
        self._forget(self._clock() - WINDOW)
        answers = len(self._sent) - len(self._turns)
        full = max(1, ALLOWED - left_free - math.ceil(answers * again))
        return self._sent[-full] + WINDOW if len(self._sent) >= full else 0.0

    def _note(self, at: float) -> None:
        if self._sent and at < self._sent[-1]:  # that one waits for its room
            insort(self._sent, at)
        else:
            self._sent.append(at)

    def _forget(self, since: float) -> None:
        for times in (self._sent, self._turns):
            while times and times[0] <= since:
                times.popleft()

    def hold(self, seconds: float) -> None:
        """Give out no turn for some seconds."""
        self._next = max(self._next, self._clock() + seconds)
