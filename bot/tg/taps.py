"""Taps under way: each button is answered once, and of several taps on one message only the last one counts."""

import asyncio
import json
from collections.abc import Hashable
from contextvars import ContextVar, copy_context

import structlog
from telegram.error import TelegramError

from bot.tg import presenter
from bot.tg.ally import Ally

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
    """What a button shows until its tap is answered.

    Where the tap came by webhook, an answer that says nothing is a `bot.ports.Reply`: it goes out in the answer to the
    update, which is a call less. A notice is wanted at once, and Telegram tells of no reply whether it arrived.
    """

    def __init__(self, bot: Ally, query_id: str, *, by_reply: bool) -> None:
        self._bot = bot
        self._query_id = query_id
        self._by_reply = by_reply
        self._is_answered = False
        self._is_taken = False
        self._calling: asyncio.Task[None] | None = None
        self._context = copy_context()  # of the update, to which the call belongs, whoever begins it

    def answer(self, notice: str | None = None) -> bool:
        """Answer the tap, with a notice that is shown for a moment; False where it has been answered before."""
        if self._is_answered:
            return False
        self._is_answered = True
        if notice or not self._by_reply:
            self._begin(notice)
        return True

    def hurry(self) -> None:
        """Wait no longer for the answer to the update."""
        self._by_reply = False
        if self._is_answered and not self._calling:
            self._begin(None)

    async def stop(self) -> None:
        """Answer the tap where nobody has, and wait until it is answered, or will be in the answer to the update."""
        self.answer()
        if self._calling:
            await self._calling

    def take(self) -> bytes | None:
        """Give the answer as JSON to whoever answers the update; None where it has gone out."""
        if self._calling or self._is_taken:
            return None
        self._is_taken = True
        return f'{{"method":"answerCallbackQuery","callback_query_id":{json.dumps(self._query_id)}}}'.encode()

    async def call(self) -> None:
        """Answer by a call, unless the answer has gone out."""
        if not self._is_taken:
            self.hurry()
            await self.stop()

    def _begin(self, notice: str | None) -> None:
        self._calling = asyncio.create_task(self._call(notice), context=self._context)

    async def _call(self, notice: str | None) -> None:
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

    def add(self, query_id: str, spinner: Spinner) -> None:
        """Know the spinner of a tap, until it is dropped."""
        self._spinners[query_id] = spinner

    def drop(self, query_id: str) -> None:
        """Know it no longer."""
        del self._spinners[query_id]

    def last(self, place: Hashable) -> "Last":
        """Overtake for a block what is under way in a place, unless something newer does so."""
        return Last(self._last, place)


class Last:
    """What was asked for last in a place, while that is under way."""

    __slots__ = ("_last", "_mine", "_place", "_token")

    def __init__(self, last: dict[Hashable, asyncio.Event], place: Hashable) -> None:
        self._last = last
        self._place = place
        self._mine = asyncio.Event()

    def __enter__(self) -> None:
        if before := self._last.get(self._place):
            before.set()
        self._last[self._place] = self._mine
        self._token = _overtaken.set(self._mine)

    def __exit__(self, *_: object) -> None:
        _overtaken.reset(self._token)
        if self._last.get(self._place) is self._mine:
            del self._last[self._place]
