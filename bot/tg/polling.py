"""Long polling: updates are asked for, dealt with, and only then confirmed, so that a crash loses none."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog
from telegram import Bot, Update
from telegram.error import RetryAfter, TelegramError, TimedOut

from bot.tg.patience import patiently, seconds

POLL_SECONDS = 30
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0

Process = Callable[[Update], Awaitable[None]]

_log = structlog.get_logger()


@asynccontextmanager
async def polling(bot: Bot, process: Process, allowed: Sequence[str]) -> AsyncIterator[None]:
    """Poll while the block lasts; at its end what is under way is finished and confirmed."""
    await patiently(bot.delete_webhook, repeatable=True)
    poller = _Poller(bot, process, allowed)
    task = asyncio.create_task(poller.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await poller.confirm()


class _Poller:
    def __init__(self, bot: Bot, process: Process, allowed: Sequence[str]) -> None:
        self._bot = bot
        self._process = process
        self._allowed = list(allowed)
        self._offset = 0

    async def run(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                updates = await self._bot.get_updates(self._offset, timeout=POLL_SECONDS, allowed_updates=self._allowed)
            except TimedOut:
                continue
            except TelegramError as error:
                _log.warning("Telegram did not give its updates", reason=error.message, pause=pause)
                await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            await self._deal_with(updates)

    async def confirm(self) -> None:
        """Tell Telegram what has been dealt with, so that the next start does not get it again."""
        if self._offset:
            with suppress(TelegramError):
                await self._bot.get_updates(self._offset, timeout=0, limit=1, allowed_updates=self._allowed)

    async def _deal_with(self, updates: Sequence[Update]) -> None:
        """Work off each chat in order, the chats side by side; once begun it is finished, even when the bot stops."""
        chats: dict[int, list[Update]] = defaultdict(list)
        for update in updates:
            chats[update.effective_chat.id if update.effective_chat else 0].append(update)
        work = asyncio.gather(*map(self._one_by_one, chats.values()))
        try:
            await asyncio.shield(work)
        finally:
            await work
            if updates:
                self._offset = updates[-1].update_id + 1

    async def _one_by_one(self, updates: Sequence[Update]) -> None:
        for update in updates:
            try:
                await self._process(update)
            except Exception:  # one update must not hold up the others; its handlers' errors are dealt with below this
                _log.exception("an update could not be dealt with", update_id=update.update_id)
