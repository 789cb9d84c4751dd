"""Taps under way: each button is answered once, and of several taps on one message only the last one counts."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from contextvars import ContextVar

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.tg import presenter

_overtaken: ContextVar[asyncio.Event | None] = ContextVar("overtaken", default=None)

_log = structlog.get_logger()


def overtaken() -> asyncio.Event | None:
    """Give the event that something newer is asked for in the same place; None where that makes no difference."""
    return _overtaken.get()


def is_overtaken() -> bool:
    """Tell whether something newer is asked for already."""
    event = _overtaken.get()
    return event is not None and event.is_set()


class Spinner:
    """What a button shows until its tap is answered."""

    def __init__(self, bot: Bot, query_id: str) -> None:
        self._bot = bot
        self._query_id = query_id
        self._answering: asyncio.Task[None] | None = None

    async def answer(self, notice: str | None = None) -> bool:
        """Answer the tap, with a notice that is shown for a moment; False where it has been answered before."""
        if self._answering:
            return False
        self._answering = asyncio.create_task(self._answer(notice))
        await asyncio.shield(self._answering)
        return True

    async def stop(self) -> None:
        """Answer the tap where nobody has, and wait until it is answered."""
        if not await self.answer() and self._answering:
            await self._answering

    async def _answer(self, notice: str | None) -> None:
        try:
            await presenter.answer(self._bot, self._query_id, notice)
        except TelegramError as error:  # a spinner is no reason not to do what was asked for
            _log.warning("a tap was not answered", reason=error.message)


class Taps:
    """Knows the spinners of the taps under way, and which is the last one in each place."""

    def __init__(self) -> None:
        self._spinners: dict[str, Spinner] = {}
        self._last: dict[Hashable, asyncio.Event] = {}

    def spinner(self, query_id: str) -> Spinner:
        """Give the spinner of a tap that is under way."""
        return self._spinners[query_id]

    @asynccontextmanager
    async def spinning(self, bot: Bot, query_id: str) -> AsyncIterator[Spinner]:
        """Let a button spin for the block, and no longer than that."""
        spinner = self._spinners[query_id] = Spinner(bot, query_id)
        try:
            yield spinner
        finally:
            del self._spinners[query_id]
            await spinner.stop()

    @asynccontextmanager
    async def last(self, place: Hashable) -> AsyncIterator[None]:
        """Overtake for the block what is under way in a place, unless something newer does so."""
        if before := self._last.get(place):
            before.set()
        mine = self._last[place] = asyncio.Event()
        token = _overtaken.set(mine)
        try:
            yield
        finally:
            _overtaken.reset(token)
            if self._last.get(place) is mine:
                del self._last[place]
