"""Each kind of update that people cause, with what is to come of it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import Asked, Group, Person, Shown
from tests.delivery.conftest import World

EDIT, ANSWER, SEND = "editMessageText", "answerCallbackQuery", "sendMessage"
SORRY = ("Ally-Shoring\n\nSorry, something went wrong on our side", "Ally-Shoring\n\nOcurrió un error de nuestro lado")


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody is to get: how it begins, which methods bring it, and whether nobody misses it."""

    words: str
    ways: frozenset[str]
    extra: bool = False


@dataclass(slots=True)
class Stage:
    """One person in one world, and where things happen to them."""

    world: World
    person: Person
    group: Group | None = None
    thread: int | None = None
    on: Shown | None = None
    asked: Asked | None = None
    moved: Group | None = None
    before: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def chat(self) -> Person | Group:
        """Where the scene takes place."""
        return self.group or self.person

    @property
    def name(self) -> str:
        """By what the bot is called."""
        return f"@{self.world.telegram.bot['username']}"

    async def say(self, text: str) -> None:
        """Send a command or a text, in a group with the bot's name behind a command."""
        if self.group and text.startswith("/"):
            command, _, words = text.partition(" ")
            text = f"{command}{self.name} {words}".rstrip()
        await self.person.send(text, chat=self.group, thread=self.thread)

    async def press(self, label: str) -> None:
        """Press a button on the message that the scene is about."""
        await self.person.press(label, on=self.on, chat=self.group)

    async def have(self, *texts: str) -> None:
        """Have the bot answer something before the scene begins."""
        for text in texts:
            await self.world.do(self.say(text), seconds=1)
        self.on = self.chat.last


Doing = Callable[[Stage], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody does, what they get for it, and which methods are called where nothing goes wrong."""

    name: str
    methods: tuple[str, ...]
    things: tuple[Thing, ...]
    act: Doing
    begin: Doing
    where: str = "private"
    taps: int = 0
    poison: bool = False
    """Whether it cannot be dealt with."""
    is_told: bool = True
    """Whether there is a message in which something could be said."""


async def nothing(_: Stage) -> None:
    """Need nothing before the scene."""


def thing(words: str, *ways: str, extra: bool = False) -> Thing:
    """Say what is to come, and how."""
    return Thing(words, frozenset(ways or (SEND,)), extra)


def said(name: str, text: str, words: str, where: str = "private", *asking: str) -> Scene:
    """Make the scene of a text that is answered with a message."""
    return Scene(name, (*asking, SEND), (thing(words),), lambda on: on.say(text), nothing, where)


def tapped(
    name: str,
    before: str,
    label: str,
    words: str,
    where: str = "private",
    *others: str,
    way: str = EDIT,
    begin: Doing | None = None,
) -> Scene:
    """Make the scene of a tap on the answer to a text."""
    methods = (*others, ANSWER, way)
    first = begin or (lambda on: on.have(before))
    return Scene(name, methods, (thing(words, way),), lambda on: on.press(label), first, where, taps=1)
