"""Nobody gets so much that others have less: whoever asks for far more than they do is served more slowly."""

import math
from collections import Counter

from bot.errors import BusyError
from bot.ports import Clock

BURST = 30
"""Updates of one person that are dealt with at once: nobody taps so fast, but a phone that was offline sends many."""
RATE = 10.0
"""Those a second that are dealt with after that in any case."""
SHARE = 2.0
"""How many times as many as the others' average it may be, where they ask for much as well."""
SPAN = 2.0
"""Seconds over which it is counted what people ask for."""
LONGEST_DELAY = 10.0
"""Seconds that an update may wait for that; Telegram keeps the others, and sends them again later."""
_REMEMBERED = 10_000


class Brakes:
    """Counts what each person asks for, and remembers until when that takes at the rate that is theirs."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._busy_until: dict[int, float] = {}
        self._began = clock()
        self._now: Counter[int] = Counter()
        self._before: Counter[int] = Counter()
        """What people asked for in the SPAN before the one that is running."""
        self._total = 0
        """What all of them asked for in both."""

    def delay(self, person: int | None) -> float:
        """Count an update of a person, and give the seconds for which it has to wait.

        Raises:
            BusyError: so many wait already that this one is not taken.
        """
        if person is None:
            return 0.0
        now = self._clock()
        self._count(person, now)
        rate = self._rate(person, now)
        busy_until = max(self._busy_until.get(person, now), now)
        delay = max(busy_until - now - (BURST - 1) / RATE, 0.0)
        if delay > LONGEST_DELAY:
            raise BusyError(math.ceil(delay))
        if rate is None:
            return delay  # whatever waits still comes first
        if len(self._busy_until) >= _REMEMBERED:
            self._busy_until = {each: until for each, until in self._busy_until.items() if until > now}
        self._busy_until[person] = busy_until + 1 / rate
        return delay

    def _count(self, person: int, now: float) -> None:
        if now - self._began >= SPAN:
            self._before = self._now if now - self._began < 2 * SPAN else Counter()
            self._now, self._began = Counter(), now
            self._total = self._before.total()
        self._now[person] += 1
        self._total += 1

    def _rate(self, person: int, now: float) -> float | None:
        """Give how many updates a second are a person's share; None while nobody else is there."""
        others = max(len(self._before) - (person in self._before), len(self._now) - 1)
        if not others:
            return None
        theirs = self._total - self._before[person] - self._now[person]
        seconds = (SPAN if self._before else 0.0) + now - self._began
        return max(RATE, SHARE * theirs / others / max(seconds, 1.0))
