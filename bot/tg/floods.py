"""Chats that Telegram wants to be left alone for a while: nobody else calls there meanwhile either."""

from collections.abc import Mapping
from typing import Any

from telegram.error import RetryAfter

from bot.ports import Clock
from bot.tg.patience import seconds

LONGEST = 120.0
"""Seconds that are waited for before a call; where Telegram wants more, it may say so again."""
_MANY = 1_000


class Floods:
    """Remembers of each chat, or message that was sent inline, until when Telegram takes nothing more for it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[Any, float] = {}

    def left(self, data: Mapping[str, Any]) -> float:
        """Give the seconds after which a call with these parameters may be made."""
        if not self._until or (until := self._until.get(_place(data))) is None:
            return 0.0
        left = until - self._clock()
        return left if 0 < left <= LONGEST else 0.0

    def heed(self, error: RetryAfter, data: Mapping[str, Any]) -> None:
        """Remember that Telegram asks to wait."""
        now = self._clock()
        if len(self._until) >= _MANY:
            self._until = {place: until for place, until in self._until.items() if until > now}
        if (place := _place(data)) is not None:
            self._until[place] = now + seconds(error)


def _place(data: Mapping[str, Any]) -> Any:
    return data.get("chat_id") or data.get("inline_message_id")
