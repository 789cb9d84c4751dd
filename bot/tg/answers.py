"""What came of calls to Telegram, in one word each, and whether Telegram is well."""

from collections.abc import Awaitable
from typing import TypeVar

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.ports import Clock
from bot.tg.request import BrokenOff, Unreached
from bot.watch import NOBODY, Answer, Watch

_Result = TypeVar("_Result")

UNWELL_SECONDS = 60.0
"""For how long no call may have succeeded until Telegram counts as away: a single call is tried for ten."""
OLD_SECONDS = 300.0
"""After which a failure says nothing any more; nobody asks Telegram only to find out."""
_TELEGRAM_IS_WELL = (Answer.OK, Answer.FLOOD, Answer.REFUSED)

_log = structlog.get_logger()


def answer_in(error: TelegramError) -> Answer:
    """Name what an error says of the call."""
    match error:
        case RetryAfter():
            return Answer.FLOOD
        case InvalidToken():
            return Answer.UNAUTHORIZED
        case BadRequest() | Forbidden() | ChatMigrated() | Conflict():
            return Answer.REFUSED
        case BrokenOff():
            return Answer.BROKEN_OFF
        case TimedOut():
            return Answer.SILENT
        case Unreached():
            return Answer.UNREACHABLE
        case NetworkError():
            return Answer.SERVER_ERROR
        case _:
            return Answer.UNREADABLE


class Observer:
    """Sees what comes of each attempt at a call, and so knows how Telegram is doing without asking for that."""

    def __init__(self, clock: Clock, watch: Watch = NOBODY) -> None:
        self._clock = clock
        self._watch = watch
        self._unwell_since: float | None = None
        self._failed_at = 0.0

    async def observe(self, method: str, attempt: Awaitable[_Result]) -> _Result:
        """Give the result of an attempt.

        Raises:
            TelegramError: it failed.
        """
        began = self._clock()
        try:
            result = await attempt
        except TelegramError as error:
            self._note(method, answer_in(error), began)
            raise
        self._note(method, Answer.OK, began)
        return result

    def _note(self, method: str, answer: Answer, began: float) -> None:
        now = self._clock()
        self._watch.call(method, answer, now - began)
        if answer in _TELEGRAM_IS_WELL:
            self._unwell_since = None
        else:
            if self._unwell_since is None or now - self._failed_at > OLD_SECONDS:
                self._unwell_since = now
            self._failed_at = now

    def retry(self, method: str, error: TelegramError, wait: float) -> None:
        """See that a call is going to be made again after some seconds."""
        reason = answer_in(error)
        self._watch.retry(reason)
        _log.info("a call is made again", method=method, reason=reason, wait=round(wait, 1))

    async def check(self) -> None:
        """Return if Telegram is well, as far as the calls of the last minutes tell.

        Raises:
            NetworkError: all of them failed.
        """
        if self._unwell_since is None or self._clock() - self._failed_at > OLD_SECONDS:
            return
        if self._failed_at - self._unwell_since >= UNWELL_SECONDS:
            raise NetworkError("no call has succeeded for a minute")
