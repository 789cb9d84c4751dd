"""How far an announcement is, told to whoever watches: no sooner than Telegram wants, and the end in any case."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.core.announcing import Run
from bot.ports import Clock
from bot.tg.pace import Pace
from bot.tg.patience import seconds
from bot.tg.traffic import after_a_turn

Tell = Callable[[Run, str], Awaitable[None]]
"""Shows how far an announcement is, with the reason where Telegram takes it from nobody; may raise a TelegramError."""
AGAIN = 30.0
"""Seconds after which it is tried again where Telegram was away."""

_log = structlog.get_logger()


class Teller:
    """Tells of announcements; of the progress what can be told, of the end until it is told."""

    def __init__(self, tell: Tell, pace: Pace, clock: Clock) -> None:
        self._tell = tell
        self._pace = pace
        self._clock = clock
        self._silent_until: dict[str, float] = {}
        self._owed: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Tell what is owed while the block lasts."""
        try:
            yield
        finally:
            for id in list(self._owed):
                self.forget(id)

    async def tell(self, run: Run, refusal: str = "") -> bool:
        """Tell, unless Telegram is not to be asked just now; False where it is to be told later."""
        if self._wait(run.id):
            return False
        try:
            with after_a_turn():
                await self._tell(run, refusal)
        except TelegramError as error:
            _log.warning("the progress of an announcement was not shown", reason=error.message)
            self._silent_until[run.id] = self._clock() + _pause(error)
        return not self._wait(run.id)

    async def tell_the_end(self, run: Run, refusal: str) -> None:
        """Tell how it ended, now or as soon as possible."""
        self.forget(run.id)
        if not await self.tell(run, refusal):
            self._owed[run.id] = asyncio.create_task(self._insist(run, refusal))

    def forget(self, id: str) -> None:
        """Leave untold what is owed: it has become untrue."""
        if owed := self._owed.pop(id, None):
            owed.cancel()

    async def _insist(self, run: Run, refusal: str) -> None:
        is_told = False
        while not is_told:
            await self._clock.sleep(self._wait(run.id))
            await self._pace.turn()
            is_told = await self.tell(run, refusal)

    def _wait(self, id: str) -> float:
        return max(self._silent_until.get(id, 0.0) - self._clock(), 0.0)


def _pause(error: TelegramError) -> float:
    """Give the seconds until it makes sense to try again; 0 where it never does."""
    match error:
        case RetryAfter():
            return seconds(error)
        case BadRequest():
            return 0.0
        case NetworkError():
            return AGAIN
        case _:
            return 0.0
