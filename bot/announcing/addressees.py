"""Who is next: the chats of an announcement in the order of their ids, and those that have to wait."""

import heapq
from collections import deque
from dataclasses import dataclass, replace

from bot.errors import StoreError
from bot.ports import Clock, Ledger

PAGE = 100
"""Chats that are read ahead: what somebody changes takes effect after so many messages, some three seconds."""

FRESH = 15.0
"""Seconds for which it is relied on what was read of a chat: a hundred take less, unless all have to wait."""


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
        self._read_at = 0.0
        self._last: int | None = None
        self._given: set[int] = set()
        self._is_new = False
        """Whether somebody was given out since the last reading from the first."""

    async def next(self) -> Addressee | None:
        """Give a chat that may be sent to now, or None where there is none at the moment.

        Raises:
            StoreError: who comes next cannot be read.
        """
        while self.wait == 0.0:
            if again := await self._still(heapq.heappop(self._deferred)):
                return again
        if self._clock() - self._read_at > FRESH:
            self._page.clear()
        while self._page or await self._read():
            chat_id, language = self._page.popleft()
            self._last = chat_id
            if self.take(chat_id):
                self._is_new = True
                return Addressee(0.0, chat_id, language, 0)
        return None

    def take(self, chat_id: int) -> bool:
        """Count a chat as given out; False where it was before."""
        if chat_id in self._given:
            return False
        self._given.add(chat_id)
        return True

    @property
    def wait(self) -> float | None:
        """Give the seconds until a deferred chat may be tried again; None where there is none."""
        return max(self._deferred[0].due - self._clock(), 0.0) if self._deferred else None

    def take_back(self, to: Addressee) -> None:
        """Give a chat out again at once, as it is by then: it was not tried."""
        heapq.heappush(self._deferred, replace(to, due=self._clock()))

    def defer(self, to: Addressee, seconds: float) -> None:
        """Give a chat out again after some seconds."""
        again = replace(to, due=self._clock() + seconds, attempts=to.attempts + 1)
        heapq.heappush(self._deferred, again)

    async def _read(self) -> bool:
        """Read who comes next, and after the last once more from the first: a group may have got a lower id."""
        self._page.extend(await self._ledger.waiting(self._id, self._last, PAGE))
        self._read_at = self._clock()
        if not self._page:
            self._last, is_new, self._is_new = None, self._is_new, False
            return is_new and await self._read()
        return True

    async def _still(self, to: Addressee) -> Addressee | None:
        """Give a chat that has waited, in the language it has now; None where it wants or gets no message any more."""
        try:
            found = await self._ledger.waiting(self._id, to.chat_id - 1, 1)
        except StoreError:
            heapq.heappush(self._deferred, to)
            raise
        chat_id, language = found[0] if found else (None, None)
        return replace(to, language=language) if chat_id == to.chat_id else None
