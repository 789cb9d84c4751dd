"""How long the bot's own sentences may be, in whatever language: what Telegram takes, and a narrow phone shows."""

import gettext
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.core import announcements, notices, render
from bot.core.commands import ROUTES, described
from bot.core.edition import Edition, View
from bot.core.fields import NOTICE_UNITS
from bot.core.html import plain, units
from bot.core.locales import SOURCE, Words
from bot.core.routes import (
    Enabler,
    Forget,
    Greeting,
    Home,
    Member,
    Order,
    Report,
    Route,
    Subscription,
    TaskForce,
)
from bot.core.screen import LABEL_UNITS
from bot.core.screens import details

DESCRIPTION_UNITS = 256  # https://core.telegram.org/bots/api#botcommand
_NAME_UNITS = 10
"""What the name of a language may have more than the placeholder in which it is put."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a sentence is for, in UTF-16 units, and whether it stands on a button, where it needs a word."""

    place: str
    units: int
    on_button: bool = False

    def fault(self, text: str) -> str | None:
        """Say in plain words why a translation does not fit; None where it does."""
        length = units(plain(text))
        if length > self.units:
            over = length - self.units
            return f"is too long for {self.place}: {length} characters of {self.units}; shorten it by {over}"
        if self.on_button and not any(map(str.isalpha, text)):
            return "has no word in it; a button never carries a sign alone"
        return None


_LABEL = Limit("its button", LABEL_UNITS, on_button=True)
_DESCRIPTION = Limit("the menu of commands", DESCRIPTION_UNITS)
_NOTICE = Limit("the line that answers a tap", NOTICE_UNITS - _NAME_UNITS)


def limits(edition: Edition) -> Mapping[str, Limit]:
    """Give the limits of those sentences that have one; in the language of the code a sentence is its own id."""
    words = Words(SOURCE, gettext.NullTranslations())
    words.own_name = "{language}"
    return MappingProxyType(
        {
            **dict.fromkeys((notice(words) for notice in notices.ALL), _NOTICE),
            **dict.fromkeys((command.description for command in described(words)), _DESCRIPTION),
            **dict.fromkeys((*_labels(edition), *details.labels(words), *announcements.labels(words)), _LABEL),
        }
    )


def _labels(edition: Edition) -> Iterator[str]:
    view = View(edition, SOURCE)
    return (button.label for route in _samples(edition) for row in render(route, view).rows for button in row)


def _samples(edition: Edition) -> Iterable[Route]:
    """Give places on which every button is seen that is not an item's own."""
    catalog = edition.catalog
    report, enabler = (shelf.items[len(shelf) // 2] for shelf in (catalog.reports, catalog.enablers))
    return [
        *ROUTES.values(),
        *map(Home, Greeting),
        *map(TaskForce, Order),
        Forget(),
        Subscription(on=True),
        Subscription(on=False),
        Report(report.id),
        Enabler(enabler.id),
        Member(catalog.members.items[0].id),
    ]
