"""getUpdates: one caller at a time waits until there is something to give."""

import asyncio

from bot.simulator.clock import Clock, within
from bot.simulator.state import Json, RefusalError
from bot.simulator.updates import Item, Updates

TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
SET = "Conflict: terminated by setWebhook request"


class Polling:
    """The one who waits, if somebody does."""

    def __init__(self, clock: Clock, updates: Updates) -> None:
        self._clock = clock
        self._updates = updates
        self._waiting: asyncio.Future[RefusalError | None] | None = None

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Confirm what is below the offset, then wait for something to give.

        Raises:
            RefusalError: somebody else asked meanwhile, or set a webhook.
        """
        self._end(RefusalError(TERMINATED, 409))
        self._updates.confirm(offset)
        try:
            async with within(self._clock, timeout):
                found = await self._found(offset, patient=timeout > 0)
        except TimeoutError:
            return []
        return [item.update for item in found[:limit]]

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._end(None)

    def give_way(self) -> None:
        """End a wait because a webhook was set."""
        self._end(RefusalError(SET, 409))

    def hang_up(self) -> None:
        """End a wait because the server ends."""
        self._end(RefusalError("Internal Server Error: restart", 500))

    async def _found(self, offset: int, *, patient: bool) -> list[Item]:
        while not (found := self._updates.waiting(offset)) and patient:
            await self._arrival()
        return found

    async def _arrival(self) -> None:
        mine: asyncio.Future[RefusalError | None] = asyncio.get_running_loop().create_future()
        self._waiting = mine
        try:
            refusal = await mine
        finally:
            if self._waiting is mine:
                self._waiting = None
        if refusal is not None:
            raise refusal

    def _end(self, refusal: RefusalError | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(refusal)
        self._waiting = None
