"""The places of the bot as values, and the one codec that turns them into callback data and back.

A button carries `<language><mark><route>[~<route>…]`, for example `es:m/jana-nieto~o/3m~t/o.2`: the language, how to
take the tap (`:` go there, `!` and speak this language from now on, `+` hand over the contact details of the person
there, `>` go there in a message of its own, `#` give the QR code of the place), the place, and the places that led to
it, nearest first. What has once been written stays readable: codes are added here, never changed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar, assert_never, get_args

from bot.errors import ButtonTooLongError, UnreadableButtonError

CALLBACK_DATA_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton
ID = re.compile(r"[a-z0-9-]{1,40}")
LANGUAGE = re.compile(r"[a-z]{2}")


class Ask(StrEnum):
    """What a tap asks for besides the place that it names; the mark in its callback data."""

    PLACE = ":"
    SWITCH = "!"
    CONTACT = "+"
    ANEW = ">"
    CODE = "#"


class Greeting(StrEnum):
    """What stands above the menu."""

    NONE = ""
    WELCOME = "w"
    UNKNOWN = "u"
    APOLOGY = "x"
    LOST = "l"


class Order(StrEnum):
    """How the task force is listed."""

    BY_ORGANIZATION = "o"
    BY_NAME = "n"


class Plain:
    """A place of which there is one screen: its letter in callback data, and its name in paths and figures."""

    __slots__ = ()
    letter: ClassVar[str]
    name: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Home:
    """The menu."""

    greeting: Greeting = Greeting.NONE


@dataclass(frozen=True, slots=True)
class About(Plain):
    """The overview and the headline."""

    letter = "a"
    name = "about"


@dataclass(frozen=True, slots=True)
class Reports:
    """The list of reports, newest first."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """One report."""

    id: str


@dataclass(frozen=True, slots=True)
class Enablers:
    """The list of enablers."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Enabler:
    """One enabler."""

    id: str


@dataclass(frozen=True, slots=True)
class TaskForce:
    """The list of members or of their organizations."""

    order: Order = Order.BY_ORGANIZATION
    page: int = 1


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization and its people."""

    id: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the task force."""

    id: str


@dataclass(frozen=True, slots=True)
class Language(Plain):
    """The choice of a language."""

    letter = "l"
    name = "language"


@dataclass(frozen=True, slots=True)
class Settings(Plain):
    """Language and privacy."""

    letter = "s"
    name = "settings"


@dataclass(frozen=True, slots=True)
class Help(Plain):
    """What the bot can do."""

    letter = "i"
    name = "help"


@dataclass(frozen=True, slots=True)
class Privacy(Plain):
    """What is stored, why, and how to have it deleted."""

    letter = "p"
    name = "privacy"


@dataclass(frozen=True, slots=True)
class Forget:
    """The question before the deletion, and (`done`) the word that it has happened."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What is found for some words, written as a slug (`jimenez-softtek`); without words, how to search."""

    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Subscription:
    """The word that announcements come to this chat from now on, or that they do not."""

    on: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """The question whether announcements are wanted, and (`declined`) the word after a no."""

    declined: bool = False


Route = (
    Home
    | About
    | Reports
    | Report
    | Enablers
    | Enabler
    | TaskForce
    | Organization
    | Member
    | Language
    | Settings
    | Help
    | Privacy
    | Forget
    | Search
    | Subscription
    | Invitation
)


@dataclass(frozen=True, slots=True)
class Place:
    """A route and the routes that led to it, nearest first."""

    route: Route
    trail: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button asks for: a place, in a language, which `Ask.SWITCH` makes the chat's own.

    `Ask.CONTACT` and `Ask.CODE` ask for something of the place, and not for the place. With `Ask.ANEW`, the place comes
    in a message of its own, and the one that was tapped stays as it is.
    """

    locale: str
    place: Place
    ask: Ask = Ask.PLACE


_MARKS = frozenset(Ask)
_TAPS = 1_000
"""Buttons that need not be read again; each message has several, and most of them are always the same."""


def write(tap: Tap) -> str:
    """Give the callback data of a tap.

    Of a trail that does not fit, the nearest steps back are kept and, if there is room beside the nearest, the one from
    which the person set out: the list with its order and its page.

    Raises:
        ButtonTooLongError: the place alone is over 64 bytes.
    """
    data = f"{tap.locale}{tap.ask}{write_route(tap.place.route)}"
    if len(data.encode()) > CALLBACK_DATA_BYTES:
        raise ButtonTooLongError(f"{data}: callback data may have {CALLBACK_DATA_BYTES} bytes")
    steps = [f"~{write_route(route)}" for route in tap.place.trail]
    return data + "".join(_fitting(steps, CALLBACK_DATA_BYTES - len(data.encode())))


def _fitting(steps: list[str], room: int) -> list[str]:
    """Give the steps of a trail for which there is room, in bytes."""
    if sum(map(_bytes, steps)) <= room:
        return steps
    start = steps[-1]
    if _bytes(steps[0]) + _bytes(start) > room:
        return _first(steps, room)
    return [*_first(steps[:-1], room - _bytes(start)), start]


def _first(steps: list[str], room: int) -> list[str]:
    taken = accumulate(map(_bytes, steps))
    return [step for step, length in zip(steps, taken, strict=True) if length <= room]


def _bytes(text: str) -> int:
    return len(text.encode())


@lru_cache(_TAPS)
def read(data: str) -> Tap:
    """Give the tap of some callback data.

    Raises:
        UnreadableButtonError: the data was not written by `write`, now or ever.
    """
    locale, mark, rest = data[:2], data[2:3], data[3:]
    if not LANGUAGE.fullmatch(locale) or mark not in _MARKS or len(data) > CALLBACK_DATA_BYTES:
        raise UnreadableButtonError("not a button of this bot")
    first, *trail = rest.split("~")
    return Tap(locale, Place(read_route(first), tuple(map(read_route, trail))), Ask(mark))


def write_route(route: Route) -> str:
    """Give the code of a route: one letter, an id after a slash, a page after a dot where it is not the first."""
    match route:
        case Home(greeting):
            return f"h/{greeting}" if greeting else "h"
        case Plain():
            return route.letter
        case Reports(page):
            return f"r{_dot(page)}"
        case Report(id):
            return f"r/{id}"
        case Enablers(page):
            return f"e{_dot(page)}"
        case Enabler(id):
            return f"e/{id}"
        case TaskForce(order, page):
            return f"t/{order}{_dot(page)}"
        case Organization(id, page):
            return f"o/{id}{_dot(page)}"
        case Member(id):
            return f"m/{id}"
        case Forget(done):
            return "f/done" if done else "f"
        case Search("", _):
            return "q"
        case Search(words, page):
            return f"q/{words}{_dot(page)}"
        case Subscription(on):
            return "u/on" if on else "u/off"
        case Invitation(declined):
            return "n/no" if declined else "n"
        case _:
            assert_never(route)


def read_route(code: str) -> Route:
    """Give the route of a code.

    Raises:
        UnreadableButtonError: no route is written so.
    """
    match = _CODE.fullmatch(code)
    if match is None:
        raise UnreadableButtonError("not a place of this bot")
    letter, name, page = match["letter"], match["name"], int(match["page"] or 1)
    route = _route(letter, name, page)
    if route is None or write_route(route) != code:
        raise UnreadableButtonError("not a place of this bot")
    return route


_CODE = re.compile(r"(?P<letter>[a-z])(?:/(?P<name>[a-z0-9-]{1,40}))?(?:\.(?P<page>[1-9][0-9]{0,5}))?", re.ASCII)

_BARE: dict[str, Route] = {
    "f": Forget(),
    "h": Home(),
    "n": Invitation(),
    "q": Search(),
    **{kind.letter: kind() for kind in get_args(Route) if issubclass(kind, Plain)},
}
"""What is written with its letter alone."""


def _route(letter: str, name: str | None, page: int) -> Route | None:
    match letter, name:
        case _, None if letter in _BARE:
            return _BARE[letter]
        case "h", "w" | "u" | "x" | "l":
            return Home(Greeting(name))
        case "f", "done":
            return Forget(done=True)
        case "r", None:
            return Reports(page)
        case "r", str():
            return Report(name)
        case "e", None:
            return Enablers(page)
        case "e", str():
            return Enabler(name)
        case "t", "o" | "n":
            return TaskForce(Order(name), page)
        case "o", str():
            return Organization(name, page)
        case "m", str():
            return Member(name)
        case "q", str():
            return Search(name, page)
        case "u", "on" | "off":
            return Subscription(on=name == "on")
        case "n", "no":
            return Invitation(declined=True)
        case _:
            return None


def _dot(page: int) -> str:
    return "" if page == 1 else f".{page}"
