"""Long polling: updates are asked for, dealt with, and then confirmed, so that a crash loses none.

One chat must not hold up the others: what takes longer than `GRACE` is confirmed all the same, and finished before the
bot stops.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # nothing public asks for updates as they come

from bot.clock import RealClock
from bot.errors import BusyError
from bot.ports import Reply
from bot.tg.answers import Observer
from bot.tg.intake import Intake
from bot.tg.origins import RawUpdate
from bot.tg.patience import seconds
from bot.tg.request import BrokenOff

POLL_SECONDS = 30
GRACE = 1.0
"""Seconds that the updates of one answer have before the next ones are asked for."""
FAREWELL = 25.0
"""Seconds at a shutdown for what is under way: platforms kill after 30."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0

_log = structlog.get_logger()


@asynccontextmanager
async def polling(
    bot: Bot, request: BaseRequest, intake: Intake, allowed: Sequence[str], observer: Observer | None = None
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Poll while the block lasts; at its end what is under way is finished and confirmed.

    Gives the check that raises where no updates can be had.
    """
    await bot.delete_webhook()
    observer = observer or Observer(RealClock())
    poller = _Poller(f"{bot.base_url}/getUpdates", request, intake, allowed, observer)
    task = asyncio.create_task(poller.run())
    try:
        yield poller.check
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await poller.finish()


class _Poller:
    """Asks for updates as they come over the wire: one that the framework cannot read must not keep the others away."""

    def __init__(
        self, url: str, request: BaseRequest, intake: Intake, allowed: Sequence[str], observer: Observer
    ) -> None:
        self._observer = observer
        self._url = url
        self._request = request
        self._intake = intake
        self._allowed = list(allowed)
        self._offset = 0
        self._trouble: Exception | None = None

    async def run(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            asked = time.monotonic()
            try:
                updates = await self._ask(POLL_SECONDS)
            except TelegramError as error:
                in_vain = isinstance(error, TimedOut) and time.monotonic() - asked >= POLL_SECONDS
                if in_vain and isinstance(error, BrokenOff):
                    continue  # a machine on the way gave up just before Telegram would have said that there is nothing
                self._trouble = error
                rest = 0.0 if in_vain else seconds(error) if isinstance(error, RetryAfter) else pause
                _log.warning("Telegram did not give its updates", reason=error.message, pause=rest)
                await asyncio.sleep(rest)
                pause = pause if in_vain else min(pause * 2, _LONGEST_PAUSE)
                continue
            pause, self._trouble = _FIRST_PAUSE, None
            await self._take(updates)

    async def check(self) -> None:
        """Return if updates come in; raise what keeps them away."""
        if self._trouble is not None:
            raise self._trouble

    async def finish(self) -> None:
        """Finish what is under way, and tell Telegram, so that the next start does not get it again."""
        await self._intake.finish(FAREWELL)
        if self._offset:
            with suppress(TelegramError):
                await self._ask(0, limit=1)

    async def _ask(self, timeout: int, limit: int = 100) -> list[RawUpdate]:
        asked = {"offset": self._offset, "timeout": timeout, "limit": limit, "allowed_updates": self._allowed}
        data = RequestData([RequestParameter.from_input(name, value) for name, value in asked.items()])
        wait = (self._request.read_timeout or 0) + timeout
        asking = self._request.post(self._url, data, read_timeout=wait)
        try:
            updates: Any = await self._observer.observe("getUpdates", asking)
        except (KeyError, AttributeError, TypeError, RecursionError):  # the framework reads what a Bot API would answer
            raise TelegramError("Invalid server response") from None
        if not isinstance(updates, list) or not all(map(_is_update, updates)):
            raise TelegramError("Invalid server response")
        return updates

    def _begin(self, update: RawUpdate) -> asyncio.Task[Reply | None] | None:
        """Begin with an update. One too many of its sender is lost: to leave it would be to leave the others, too."""
        try:
            return self._intake.take(update)
        except BusyError as error:
            _log.warning("an update is not taken", update_id=update["update_id"], reason=str(error))
            return None

    async def _take(self, updates: Sequence[RawUpdate]) -> None:
        if not updates:
            return
        under_way = [task for update in updates if (task := self._begin(update))]
        try:
            if under_way:
                await asyncio.wait(under_way, timeout=GRACE)
        finally:
            self._offset = updates[-1]["update_id"] + 1


def _is_update(value: Any) -> bool:
    return isinstance(value, dict) and type(value.get("update_id")) is int
