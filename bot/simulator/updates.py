"""The updates that a bot has not dealt with yet, each in its queue.

Queues and times after add_update and the functions around it in Client.cpp of github.com/tdlib/telegram-bot-api.
"""

import asyncio
import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.simulator.state import Json

DAY = 24 * 3600.0
EXPIRY = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
"""For so many seconds an update waits for the bot; all the others wait for a day."""
BY_CHAT = ("my_chat_member", "message_reaction", "message_reaction_count")
MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")

Queue = tuple[str, int]


@dataclass(slots=True, eq=False)
class Item:
    """One update; `expires` in seconds of the clock."""

    update: Json
    queue: Queue
    expires: float
    dealt_with: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, update: Json, expires: float) -> Self:
        """Make an item of an update that has its number already."""
        kind = next(kind for kind in update if kind != "update_id")
        return cls(update, queue_of(kind, update[kind]), expires)

    @property
    def id(self) -> int:
        """The number of the update."""
        number: int = self.update["update_id"]
        return number


def queue_of(kind: str, content: Json) -> Queue:
    """Tell in which queue an update waits: all messages of a chat in one, a person's queries of a kind in another."""
    if kind in MESSAGES:
        return "chat", content.get("chat", {}).get("id", 0)
    if kind in BY_CHAT:
        return kind, content.get("chat", {}).get("id", 0)
    return kind, content.get("from", {}).get("id", 0)


class Updates:
    """What waits, oldest first."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._items: list[Item] = []
        self.last_id = 100_000_000

    def __len__(self) -> int:
        self._expire()
        return len(self._items)

    def __contains__(self, item: Item) -> bool:
        self._expire()
        return item in self._items

    def make(self, kind: str, content: Json) -> Json:
        """Number an update."""
        self.last_id += 1
        return {"update_id": self.last_id, kind: copy.deepcopy(content)}

    def add(self, kind: str, update: Json) -> Item:
        """Let an update wait."""
        item = Item.of(update, self._clock() + EXPIRY.get(kind, DAY))
        self._items.append(item)
        return item

    def put_back(self, items: list[Item]) -> None:
        """Let updates wait that waited before."""
        self._items.extend(items)

    def waiting(self, offset: int = 0) -> list[Item]:
        """Give what waits, from a number on."""
        self._expire()
        return [item for item in self._items if item.id >= offset]

    def first(self, queue: Queue) -> Item | None:
        """Give the oldest update of a queue."""
        return next((item for item in self.waiting() if item.queue == queue), None)

    def queues(self) -> list[Queue]:
        """Give all queues in which something waits, the one that began first before the others."""
        return list(dict.fromkeys(item.queue for item in self.waiting()))

    def confirm(self, offset: int) -> None:
        """Drop what is below a number, or, for one below 0, all but so many of the last."""
        for item in self._items[:offset] if offset < 0 else [item for item in self._items if item.id < offset]:
            self.drop(item)

    def drop(self, item: Item) -> None:
        """Forget an update, and tell whoever waits for it."""
        if item in self._items:
            self._items.remove(item)
        item.dealt_with.set()

    def clear(self) -> None:
        """Drop everything."""
        for item in list(self._items):
            self.drop(item)

    def _expire(self) -> None:
        now = self._clock()
        for item in [item for item in self._items if item.expires < now]:
            self.drop(item)
