"""Everything that can be tapped, followed to its end."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import render, routes
from bot.core.edition import Edition, View
from bot.core.html import fault, plain, units
from bot.core.memory import EXAMPLE
from bot.core.routes import Greeting, Home, Place, Route, Tap
from bot.core.screen import (
    BUTTONS,
    BUTTONS_A_ROW,
    COPY_CHARACTERS,
    LABEL_UNITS,
    TEXT_UNITS,
    Button,
    Copy,
    Go,
    Screen,
)

WELCOME = Home(Greeting.WELCOME)


def shown(edition: Edition, locale: str, route: Route, trail: tuple[Route, ...] = ()) -> Screen:
    """Give the screen of a place, as in a chat of which everything is remembered."""
    return render(route, View(edition, locale, trail, EXAMPLE))


def buttons(screen: Screen) -> list[Button]:
    """Give all buttons of a screen, in the order in which they are read."""
    return [button for row in screen.rows for button in row]


def go_buttons(screen: Screen) -> list[Go]:
    """Give the buttons that lead to places."""
    return [button for button in buttons(screen) if isinstance(button, Go)]


def labels(screen: Screen) -> list[str]:
    """Give what stands on the buttons."""
    return [button.label for button in buttons(screen)]


def carried(tap: Tap) -> Tap:
    """Give the tap as it comes back from Telegram."""
    return routes.read(routes.write(tap))


@dataclass(frozen=True, slots=True)
class Walk:
    """The screens found, by language and place, and the places to which the buttons of each lead."""

    screens: dict[tuple[str, Place], Screen]

    def steps(self) -> Iterator[tuple[str, Place, Go, Tap]]:
        """Give each button with where it stands and where it leads."""
        for (locale, place), screen in self.screens.items():
            for button in go_buttons(screen):
                yield locale, place, button, carried(button.tap)

    def routes(self) -> set[Route]:
        """Give the routes found in any language."""
        return {place.route for _, place in self.screens}


def walk(edition: Edition, start: Route = WELCOME, *, every_way: bool = True) -> Walk:
    """Follow each button from a start in each language until nothing new is found.

    With `every_way`, a place is new with each trail that leads to it; without, once is enough.
    """
    screens: dict[tuple[str, Place], Screen] = {}
    found = {(locale, Place(start)) for locale in edition.languages}
    waiting = deque(found)
    while waiting:
        locale, place = waiting.popleft()
        screen = screens[(locale, place)] = shown(edition, locale, place.route, place.trail)
        for tap in (carried(button.tap) for button in go_buttons(screen)):
            step = (tap.locale, tap.place if every_way else Place(tap.place.route))
            if step not in found:
                found.add(step)
                waiting.append((tap.locale, tap.place))
    return Walk(screens)


def unfit(screen: Screen) -> list[str]:
    """Say what of a screen Telegram would refuse, or a narrow phone would not show."""
    names = labels(screen)
    taps = [routes.write(button.tap) for button in go_buttons(screen)]
    copied = [button.text for button in buttons(screen) if isinstance(button, Copy)]
    checks = {
        f"text of {units(plain(screen.text))}": 1 <= units(plain(screen.text)) <= TEXT_UNITS,
        f"markup: {fault(screen.text)}": fault(screen.text) is None,
        f"{len(names)} buttons": 1 <= len(names) <= BUTTONS,
        "a row without buttons, or with too many": all(1 <= len(row) <= BUTTONS_A_ROW for row in screen.rows),
        f"labels that read the same: {names}": len(set(names)) == len(names),
        f"labels too long: {names}": all(1 <= units(name) <= LABEL_UNITS for name in names),
        f"labels without a letter or digit: {names}": all(any(map(str.isalnum, name)) for name in names),
        f"nothing to copy, or too much: {copied}": all(1 <= len(text) <= COPY_CHARACTERS for text in copied),
        f"callback data too long: {taps}": all(1 <= len(tap.encode()) <= routes.CALLBACK_DATA_BYTES for tap in taps),
    }
    return [words for words, holds in checks.items() if not holds]
