"""Order: what belongs to one chat is worked off one after the other, the chats side by side."""

import asyncio
from collections.abc import Hashable

from bot.ports import Clock


class Lanes:
    """A lane for each chat, there only while something is under way in it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[Hashable, Turn] = {}
        self.waiting = 0
        """How many wait for their turn."""

    def turn(self, lane: Hashable, delay: float = 0.0) -> "Turn":
        """Join a lane, at once or after some seconds."""
        return Turn(self, self._clock, lane, delay)

    def join(self, lane: Hashable, turn: "Turn") -> "Turn | None":
        """Take the place behind the last one, and give whose that is."""
        before = self._last.get(lane)
        self._last[lane] = turn
        return before

    def leave(self, lane: Hashable, turn: "Turn") -> None:
        """Give a place up."""
        if self._last.get(lane) is turn:
            del self._last[lane]


class Turn:
    """A place in a lane, to be waited for and to be left."""

    def __init__(self, lanes: Lanes, clock: Clock, lane: Hashable, delay: float) -> None:
        self._lanes = lanes
        self._clock = clock
        self._lane = lane
        self._delay = delay
        self._is_left = False
        self._left: asyncio.Future[None] | None = None
        """What is done when it is left, where somebody waits for that."""
        self._before = None if delay else lanes.join(lane, self)
        self.slowed = 0.0
        """Seconds for which it was delayed."""
        self.waited = 0.0
        """Seconds for which others came first."""

    @property
    def is_now(self) -> bool:
        """Whether nothing has to be waited for."""
        return not self._delay and (self._before is None or self._before._is_left)

    async def wait(self) -> None:
        """Wait until all that joined the lane before has left it; what is delayed joins only then."""
        if self.is_now:
            return
        self._lanes.waiting += 1
        try:
            await self._wait()
        finally:
            self._lanes.waiting -= 1

    async def _wait(self) -> None:
        if self._delay:
            await self._clock.sleep(self._delay)
            self.slowed, self._delay = self._delay, 0.0
            self._before = self._lanes.join(self._lane, self)
        if self._before is not None:
            began = self._clock()
            await self._before.left()
            self.waited = self._clock() - began

    async def left(self) -> None:
        """Wait until it is left."""
        if self._is_left:
            return
        if self._left is None:
            self._left = asyncio.get_running_loop().create_future()
        await asyncio.wait([self._left])

    def leave(self) -> None:
        """Let the next one go on."""
        self._is_left, self._before = True, None
        if self._left and not self._left.done():
            self._left.set_result(None)
        self._lanes.leave(self._lane, self)
