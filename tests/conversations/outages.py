"""A store that is gone."""

import pytest

from bot.errors import StoreError
from bot.store import Chats

WAYS = ("memory", "language", "choose_language", "subscribe", "unsubscribe", "offer", "lose", "find_again", "forget")


class Outage:
    """From now on nothing gets through to the store; what was tried is counted."""

    def __init__(self, chats: Chats, monkeypatch: pytest.MonkeyPatch, *ways: str) -> None:
        self.tried: list[str] = []
        for way in ways or WAYS:
            monkeypatch.setattr(chats, way, self._failing(way))

    def _failing(self, way: str) -> object:
        async def fail(*_: object) -> None:
            self.tried.append(way)
            raise StoreError("the database does not answer")

        return fail
