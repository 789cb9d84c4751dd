"""Who is next: the chats of an announcement in the order of their ids, and those that have to wait."""

import heapq
from collections import deque
from dataclasses import dataclass, replace

from bot.errors import StoreError
from bot.ports import Clock, Ledger

PAGE = 100
"""Chats that are read ahead: what somebody changes takes effect after so many messages, some three seconds."""


@dataclass(frozen=True, slots=True, order=True)
class Addressee:
    """A chat, its language, and how often it was tried; `due` is when it may be tried again."""

    due: float
    chat_id: int
    language: str | None
    attempts: int


class Addressees:
    """Gives out each chat once, and again only if it was deferred."""

    def __init__(self, id: str, ledger: Ledger, clock: Clock) -> None:
        self._id = id
        self._ledger = ledger
        self._clock = clock
        self._deferred: list[Addressee] = []
        self._page: deque[tuple[int, str | None]] = deque()
        self._last: int | None = None
        self._more = True

    async def next(self) -> Addressee | None:
        """Give a chat that may be sent to now, or None where there is none at the moment.

        Raises:
            StoreError: who comes next cannot be read.
        """
        while self.wait == 0.0:
            if again := await self._still(heapq.heappop(self._deferred)):
                return again
        if not self._page and self._more:
            self._page.extend(await self._ledger.waiting(self._id, self._last, PAGE))
            self._more = bool(self._page)
        if not self._page:
            return None
        chat_id, language = self._page.popleft()
        self._last = chat_id
        return Addressee(0.0, chat_id, language, 0)

    @property
    def wait(self) -> float | None:
        """Give the seconds until a deferred chat may be tried again; None where there is none."""
        return max(self._deferred[0].due - self._clock(), 0.0) if self._deferred else None

    def defer(self, to: Addressee, seconds: float) -> None:
        """Give a chat out again after some seconds."""
        again = replace(to, due=self._clock() + seconds, attempts=to.attempts + 1)
        heapq.heappush(self._deferred, again)

    async def _still(self, to: Addressee) -> Addressee | None:
        """Give a chat that has waited, in the language it has now; None where it wants or gets no message any more."""
        try:
            found = await self._ledger.waiting(self._id, to.chat_id - 1, 1)
        except StoreError:
            heapq.heappush(self._deferred, to)
            raise
        chat_id, language = found[0] if found else (None, None)
        return replace(to, language=language) if chat_id == to.chat_id else None
