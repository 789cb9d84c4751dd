"""A Telegram that knows what it told the bot and what came back, for bots that are killed and restarted meanwhile."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress

from bot.simulator import Reply, Telegram
from bot.simulator.posting import HttpLine
from bot.simulator.state import Json, Upload
from bot.store import open_store
from tests.haste import Haste
from tests.processes import SECONDS
from tests.visitors import Visitor

TIMES = 3.0
"""So much faster than the real one is the clock by which Telegram repeats, and after 15 seconds takes no answer."""
QUERY, LETTER = "callback_query", "message"

Told = tuple[str, object]
"""What the bot is told: a tap by the number of its query, a letter by its chat and its number there."""


class Wire(HttpLine):
    """The way to the webhook, that knows what is on it, and what the answers were."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: set[Told] = set()
        self.replies: list[Reply] = []

    async def __call__(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        """Post an update."""
        self.under_way.add(known := told(update))
        try:
            reply = await self.post(url, update, headers)
        finally:
            self.under_way.remove(known)
        self.replies.append(reply)
        return reply

    async def post(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        """Post an update to wherever it goes."""
        return await super().__call__(url, update, headers)


def told(update: Json) -> Told:
    """Give what the bot is told by an update."""
    if QUERY in update:
        return QUERY, update[QUERY]["id"]
    return LETTER, (update[LETTER]["chat"]["id"], update[LETTER]["message_id"])


class Watched(Telegram):
    """Counts the answers to each tap, and strikes in the middle: after a call, before the bot hears how it ended."""

    def __init__(self, wire: Wire | None = None) -> None:
        self.wire = wire or Wire()
        super().__init__(allow_http_webhook=True, clock=Haste(TIMES), line=self.wire)
        self.made: Counter[str] = Counter()
        self.answered: Counter[Told] = Counter()
        self.pause = 0.0
        """Seconds that each call takes, so that the bot has something to finish whenever it ends."""
        self._left = 0
        self._strike: Callable[[], None] = _nothing

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call."""
        self.made[method] += 1
        if method == "answerCallbackQuery":
            self.answered[QUERY, params["callback_query_id"]] += 1
        answer = await super().call(method, params, files)
        self._left -= 1
        if self._left == 0:
            self._strike()
        await asyncio.sleep(self.pause)
        return answer

    async def in_the_middle(self, calls: int, strike: Callable[[], None]) -> None:
        """Wait until all that waits now is dealt with, strike at one of the next calls, and return then."""
        struck = asyncio.Event()

        def both() -> None:
            strike()
            struck.set()

        async with asyncio.timeout(3 * SECONDS):
            for item in self.delivery.updates.waiting():
                await item.dealt_with.wait()
            self._left, self._strike = calls, both
            await struck.wait()


def _nothing() -> None:
    """Strike nobody."""


def complaints(errors: str) -> list[str]:
    """Give what stands on standard error and is no line of the log, or one that tells of an error."""
    return [line for line in errors.splitlines() if _level(line) not in ("debug", "info", "warning")]


def _level(line: str) -> str:
    with suppress(ValueError, TypeError, KeyError):
        return str(json.loads(line)["level"])
    return ""


def said(visitors: list[Visitor]) -> Counter[Told]:
    """Count the messages that answered each letter, the first one included."""
    return Counter(
        {
            (LETTER, (visitor.person.id, letter)): len(answers)
            for visitor in visitors
            for letter, answers in visitor.answers.items()
        }
    )


def once(telegram: Telegram, visitors: list[Visitor]) -> Counter[Told]:
    """Count each tap and each letter once, of which nobody may have given up waiting for one."""
    taps: list[Told] = [(QUERY, query) for query in telegram.queries.known]
    letters: list[Told] = [(LETTER, (visitor.person.id, id)) for visitor in visitors for id in visitor.answers]
    assert len(taps) == sum(visitor.taps for visitor in visitors)
    assert len(letters) == sum(visitor.letters + 1 for visitor in visitors)
    return Counter(taps + letters)


async def assert_is_remembered(database_url: str, visitors: list[Visitor]) -> None:
    """Compare what each visitor chose last with the database."""
    async with open_store(database_url) as store:
        for visitor in visitors:
            memory = await store.chats.memory(visitor.person.id)
            assert memory is not None
            assert (memory.language, memory.subscribed) == (visitor.language, visitor.is_subscribed)
