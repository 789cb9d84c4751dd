"""Everything that can be tapped, followed to its end."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import render, routes
from bot.core.edition import Edition, View
from bot.core.routes import Greeting, Home, Place, Route, Tap
from bot.core.screen import Button, Go, Screen


def shown(edition: Edition, locale: str, route: Route, trail: tuple[Route, ...] = ()) -> Screen:
    """Give the screen of a place."""
    return render(route, View(edition, locale, trail))


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


def walk(edition: Edition, start: Route = Home(Greeting.WELCOME)) -> Walk:  # noqa: B008 # a frozen value
    """Follow each button from a start in each language until no new place is found."""
    screens: dict[tuple[str, Place], Screen] = {}
    waiting = deque((locale, Place(start)) for locale in edition.languages)
    while waiting:
        locale, place = waiting.popleft()
        if (locale, place) in screens:
            continue
        screen = screens[(locale, place)] = shown(edition, locale, place.route, place.trail)
        taps = [carried(button.tap) for button in go_buttons(screen)]
        waiting += ((tap.locale, tap.place) for tap in taps)
    return Walk(screens)
