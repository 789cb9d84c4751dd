"""Nobody gets more than a person can use: whoever asks for more is served more slowly, and nobody else is."""

import math

from bot.errors import BusyError
from bot.ports import Clock

BURST = 30
"""Updates of one person that are dealt with at once: nobody taps so fast, but a phone that was offline sends many."""
RATE = 10.0
"""Those a second that are dealt with after that."""
WAITING = 100
"""Those that may wait; Telegram keeps the others, and sends them again later."""
_REMEMBERED = 10_000


class Brakes:
    """Remembers of each person until when what they asked for takes, at RATE."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._busy_until: dict[int, float] = {}

    def delay(self, person: int | None) -> float:
        """Count an update of a person, and give the seconds for which it has to wait.

        Raises:
            BusyError: so many wait already that this one is not taken.
        """
        if person is None:
            return 0.0
        now = self._clock()
        busy_until = max(self._busy_until.get(person, now), now)
        delay = max(busy_until - now - (BURST - 1) / RATE, 0.0)
        if delay > WAITING / RATE:
            raise BusyError(math.ceil(delay))
        if len(self._busy_until) >= _REMEMBERED:
            self._busy_until = {each: until for each, until in self._busy_until.items() if until > now}
        self._busy_until[person] = busy_until + 1 / RATE
        return delay
