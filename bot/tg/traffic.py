"""All that the bot asks of Telegram passes here: answers wait for room, and what passes by is asked for again."""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.ports import Clock
from bot.tg.answers import Observer
from bot.tg.floods import Floods
from bot.tg.pace import Pace
from bot.tg.patience import BUDGET, Patience
from bot.tg.taps import overtaken

LIMITED = frozenset(
    {
        *("sendMessage", "sendPhoto", "sendDocument", "sendContact", "editMessageText", "editMessageCaption"),
        *("editMessageReplyMarkup", "deleteMessage"),
    }
)
"""What counts as a message; answering a callback query does not."""
FLOOD_BUDGET = 120.0
"""Seconds that a chat is waited for where Telegram wants it to wait: its updates are acknowledged long before."""
IN_TURN = frozenset({"setWebhook"})
"""What many processes may do that start together, and Telegram takes from one at a time: each waits for its turn."""
ONCE = frozenset({"getMe"})
"""What is asked for once: whoever asks wants to know how Telegram is doing."""
ATTEMPT = {"read_timeout": 3.0, "write_timeout": 1.0}
"""Seconds for one attempt at what may be made again: so there is time for others within the budget."""
REPLACED = frozenset({"editMessageText", "answerInlineQuery"})
"""What nobody needs any more when the same person has asked for something else in the same place."""

_is_by_itself: ContextVar[bool] = ContextVar("is_by_itself", default=False)


@contextmanager
def after_a_turn() -> Iterator[None]:
    """Mark the calls of a sender that had its turn of the pace and judges by itself what becomes of them."""
    token = _is_by_itself.set(True)
    try:
        yield
    finally:
        _is_by_itself.reset(token)


class Traffic(BaseRateLimiter[str]):
    """Lets answers go before announcements, and makes a call again where that is sure to do no harm.

    What sends is not made again after Telegram may have carried it out: see `Patience`.
    """

    __slots__ = ("_clock", "_floods", "_observer", "_pace")

    def __init__(self, pace: Pace, clock: Clock, observer: Observer | None = None) -> None:
        self._pace = pace
        self._clock = clock
        self._observer = observer or Observer(clock)
        self._floods = Floods(clock)

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Make a call.

        Raises:
            TelegramError: what came of the last attempt.
            OvertakenError: it waited for another attempt, and is not needed any more.
        """
        if _is_by_itself.get() or endpoint in ONCE:
            return await self._observer.observe(endpoint, callback(*args, **kwargs))
        is_limited, is_repeatable = endpoint in LIMITED, not endpoint.startswith("send")
        if is_repeatable:
            kwargs = kwargs | ATTEMPT
        patience = Patience(
            self._clock,
            repeatable=is_repeatable,
            flood_budget=FLOOD_BUDGET if is_limited or endpoint in IN_TURN else BUDGET,
            unless=overtaken() if endpoint in REPLACED else None,
        )
        while True:
            if is_limited:
                await self._make_way(data, patience)
            try:
                return await self._observer.observe(endpoint, callback(*args, **kwargs))
            except TelegramError as error:
                if is_limited and isinstance(error, RetryAfter):
                    self._floods.heed(error, data)
                wait = patience.wait_after(error)
                self._observer.retry(endpoint, error, wait)
            await patience.rest(wait)

    async def _make_way(self, data: dict[str, Any], patience: Patience) -> None:
        """Wait while the chat is to be left alone, and until there is room beside announcements."""
        if held := self._floods.left(data):
            await patience.hold_off(held)
        await self._pace.make_way()
