"""A store that forgets everything at the end, and never keeps anybody waiting however busy the machine is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from bot.alone import Alone
from bot.core.announcing import Run
from bot.core.memory import Memory
from bot.store import Store

TODAY = date(2026, 1, 15)


class Notebook:
    """A `bot.ports.ChatStore`."""

    def __init__(self) -> None:
        self._known: dict[int, Memory] = {}

    async def memory(self, chat_id: int) -> Memory | None:
        return self._known.get(chat_id)

    async def language(self, chat_id: int) -> str | None:
        return self._known[chat_id].language if chat_id in self._known else None

    async def choose_language(self, chat_id: int, kind: str, language: str) -> None:
        self._known[chat_id] = replace(self._of(chat_id, kind), language=language)

    async def subscribe(self, chat_id: int, kind: str, language: str) -> None:
        known = self._of(chat_id, kind)
        self._known[chat_id] = replace(known, subscribed=True, language=known.language or language)

    async def unsubscribe(self, chat_id: int) -> None:
        if known := self._known.get(chat_id):
            self._known[chat_id] = replace(known, subscribed=False)

    async def offer(self, chat_id: int, kind: str) -> bool:
        known = self._of(chat_id, kind)
        self._known[chat_id] = replace(known, offered=TODAY)
        return known.offered is None and not known.subscribed

    async def lose(self, chat_ids: Collection[int]) -> None:
        for chat_id in self._known.keys() & chat_ids:
            self._known[chat_id] = replace(self._known[chat_id], unreachable=TODAY)

    async def find_again(self, chat_id: int) -> None:
        if known := self._known.get(chat_id):
            self._known[chat_id] = replace(known, unreachable=None)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        if known := self._known.pop(old_chat_id, None):
            self._known.setdefault(new_chat_id, replace(known, chat=new_chat_id))

    async def forget(self, chat_id: int) -> None:
        self._known.pop(chat_id, None)

    async def forget_the_lost(self) -> int:
        return 0

    async def counts(self) -> Mapping[tuple[str, str | None, bool, bool], int]:
        return {}

    async def ping(self) -> None:
        pass

    def _of(self, chat_id: int, kind: str) -> Memory:
        return self._known.get(chat_id) or Memory(chat_id, kind, None, False, TODAY, TODAY)


class NoRuns:
    """As much of a `bot.ports.Ledger` as a list of announcements needs."""

    async def runs(self) -> Sequence[Run]:
        return []


def notebook() -> Store:
    """Give a store of which nothing but chats and announcements is asked."""
    return cast(Store, SimpleNamespace(chats=Notebook(), ledger=NoRuns(), claims=Alone(), openings=None, files=None))
