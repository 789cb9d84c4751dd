"""Chats that Telegram wants to be left alone for a while: nobody else calls there meanwhile either."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from telegram.error import RetryAfter

from bot.ports import Clock
from bot.tg.patience import rest, seconds

LONGEST = 120.0
"""Seconds that are waited for before a call; where Telegram wants more, it may say so again."""
_MANY = 1_000


class Floods:
    """Remembers of each chat, or message that was sent inline, until when Telegram takes nothing more for it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[Any, float] = {}

    async def wait(self, data: Mapping[str, Any], unless: asyncio.Event | None) -> None:
        """Wait until a call with these parameters may be made.

        Raises:
            OvertakenError: the event `unless` has occurred.
        """
        left = self._until.get(_place(data), 0.0) - self._clock()
        if 0 < left <= LONGEST:
            await rest(left, self._clock, unless)

    @contextmanager
    def heeding(self, data: Mapping[str, Any]) -> Iterator[None]:
        """Remember it where Telegram asks to wait."""
        try:
            yield
        except RetryAfter as error:
            now = self._clock()
            if len(self._until) >= _MANY:
                self._until = {place: until for place, until in self._until.items() if until > now}
            if (place := _place(data)) is not None:
                self._until[place] = now + seconds(error)
            raise


def _place(data: Mapping[str, Any]) -> Any:
    return data.get("chat_id") or data.get("inline_message_id")
