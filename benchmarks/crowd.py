"""Subscribers by the thousand: in a database, and in a simulated Telegram that keeps nothing of what they get."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.simulator import Telegram, WoundClock
from bot.simulator.state import Json, Upload
from bot.store.address import address
from bot.store.connection import Connection
from bot.store.engine import new_engine

LANGUAGES = ("en", "es")
_BATCH = 10_000
_SUBSCRIBED = """
    INSERT INTO chats (id, kind, language, subscribed, since, changed)
    VALUES (:chat, 'private', :language, TRUE, :today, :today)
"""


class Crowd(Telegram):
    """A Telegram that forgets each message at once, so that what grows is the bot's; it counts who got how many."""

    def __init__(self, clock: WoundClock | None = None) -> None:
        super().__init__(clock=clock, allow_http_webhook=True)
        self.trouble.limits = True
        self.got: dict[int, int] = {}
        self.floods = 0
        self.last = 0.0
        """When the last of them got something."""

    def gather(self, count: int) -> Sequence[int]:
        """Let so many people come who have written to the bot; give their chats."""
        people = [self.person("Sub", language_code=LANGUAGES[number % 2]) for number in range(count)]
        for person in people:
            self.chats[person.id].written = True
            self.got[person.id] = 0
        return [person.id for person in people]

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call, count it, and forget it."""
        answer = await super().call(method, params, files)
        self.floods += answer.get("error_code") == 429
        chat = answer["result"]["chat"]["id"] if answer["ok"] and method == "sendMessage" else None
        if chat in self.got:
            self.got[chat] += 1
            self.last = self.clock()
            self.chats[chat].messages.clear()
        self.calls.clear()
        return answer


class Outside:
    """A part of the store whose work takes no time on a wound clock."""

    def __init__(self, part: Any, clock: WoundClock) -> None:
        self._part = part
        self._clock = clock

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method = getattr(self._part, name)

        async def call(*args: Any, **kwargs: Any) -> Any:
            with self._clock.outside():
                return await method(*args, **kwargs)

        return call


async def subscribe(database_url: str, chats: Sequence[int]) -> None:
    """Write subscribers into a database whose tables are there, every other one Spanish."""
    engine = new_engine(address(database_url), 5.0)
    today = date(2026, 1, 1)
    rows = [{"chat": chat, "language": LANGUAGES[number % 2], "today": today} for number, chat in enumerate(chats)]

    async def work(connection: Connection) -> None:
        for start in range(0, len(rows), _BATCH):
            await connection.run_each(_SUBSCRIBED, rows[start : start + _BATCH])

    await engine.carry_out(work)
    await engine.dispose()
