"""People who tap and write all the time, and know what they ought to see."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.simulator import Person, Shown, Telegram
from bot.simulator.shown import shown
from tests.processes import SECONDS

WALK = (
    ("📄 Reports", "Ally-Shoring Reports\n"),
    ("🌐 Español", "Reportes de Ally-Shoring\n"),
    ("🏠 Inicio", "Ally-Shoring\n\nLa iniciativa"),
    ("🔑 Habilitadores", "Habilitadores de Ally-Shoring\n"),
    ("🌐 English", "Ally-Shoring Enablers\n"),
    ("🏠 Home", "Ally-Shoring\n\nThe U.S.-Mexico"),
)
"""What is tapped in one message after the other, and how the message begins then."""
LETTERS = (("/subscribe", "🔔"), ("siemens", "Siemens"), ("/unsubscribe", "🔕"), ("/about", "Ally-Shoring"))
"""What is written one after the other, and what stands in the answer in either language."""
TAP_PAUSE, LETTER_PAUSE = 0.5, 1.0
"""Seconds on average, as uneven as people are who know nothing of one another."""


class Visitor:
    """Somebody who taps in one message and writes beside it; what they see after each tap is compared at once."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person = person
        self._chance = chance
        self._message = 0
        self.language = person.language_code
        """The language that was chosen last; before, that of the person's Telegram."""
        self.is_subscribed: bool | None = None
        self.taps = 0
        self.letters = 0

    @property
    def message(self) -> Shown:
        """The message in which is tapped, as it looks now."""
        return shown(self.person.chat.messages[self._message], self.person.telegram.bot["id"])

    @property
    def answers(self) -> dict[int, list[Shown]]:
        """What the bot said to each letter, by the letter's number."""
        said: dict[int, list[Shown]] = {}
        letter = 0
        for message in self.person.messages:
            if message.by_bot:
                said[letter].append(message)
            else:
                letter = message.message_id
                said[letter] = []
        return said

    async def arrive(self) -> None:
        """Begin a chat."""
        await self.person.send("/start")
        assert self.person.last is not None
        self._message = self.person.last.message_id

    async def tap(self, over: asyncio.Event) -> None:
        """Tap until it is over."""
        for label, beginning in itertools.cycle(WALK):
            await self._pause(TAP_PAUSE)
            if over.is_set():
                return
            await self.person.press(label, on=self.message)
            assert self.message.text.startswith(beginning), (label, self.message.text)
            self.taps += 1
            if "🌐" in label:
                self.language = "es" if "Español" in label else "en"

    async def write(self, over: asyncio.Event) -> None:
        """Write until it is over."""
        for text, expected in itertools.cycle(LETTERS):
            await self._pause(LETTER_PAUSE)
            if over.is_set():
                return
            await self.person.send(text)
            assert self.person.last is not None
            assert expected in self.person.last.text, (text, self.person.last.text)
            self.letters += 1
            if "subscribe" in text:
                self.is_subscribed = text == "/subscribe"

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(self._chance.expovariate(1 / seconds))


class Visit:
    """Visitors who go on until they are asked to leave."""

    def __init__(self, visitors: list[Visitor], *, writing: bool) -> None:
        self.visitors = visitors
        self._writing = writing
        self._over = asyncio.Event()
        self._doing: list[asyncio.Task[None]] = []

    def begin(self, group: asyncio.TaskGroup) -> None:
        """Let everybody come."""
        self._doing = [group.create_task(self._stay(visitor)) for visitor in self.visitors]

    async def until(self, taps: int) -> None:
        """Wait until so many more taps have been answered."""
        wanted = taps + sum(visitor.taps for visitor in self.visitors)
        async with asyncio.timeout(3 * SECONDS):
            while sum(visitor.taps for visitor in self.visitors) < wanted:  # noqa: ASYNC110  # people tap
                await asyncio.sleep(0.01)

    async def leave(self) -> None:
        """Return when everybody has seen what came of what they did last."""
        self._over.set()
        await asyncio.wait(self._doing)

    async def _stay(self, visitor: Visitor) -> None:
        await visitor.arrive()
        await asyncio.gather(visitor.tap(self._over), *([visitor.write(self._over)] if self._writing else ()))


@asynccontextmanager
async def visiting(telegram: Telegram, count: int, *, writing: bool = True) -> AsyncIterator[Visit]:
    """Have so many visitors, who tap and, unless told otherwise, write; what one of them misses ends the block."""
    chance = random.Random(1)
    visit = Visit(
        [Visitor(telegram.person(f"Ana {n}", language_code="en"), chance) for n in range(count)], writing=writing
    )
    async with asyncio.TaskGroup() as group:
        visit.begin(group)
        yield visit
