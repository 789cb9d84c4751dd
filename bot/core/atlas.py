"""Every place there is: what the menu and the commands lead to, tap by tap, and which button leads where."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.commands import ROUTES
from bot.core.edition import Edition, View
from bot.core.routes import Greeting, Home, Route, Search, Subscription
from bot.core.screen import Go, Screen
from bot.core.screens import render

_UNHEARD_OF = "zzzz"

Screens = Mapping[str, Screen]
"""A place's screen in each language."""


@dataclass(frozen=True, slots=True)
class Way:
    """A step from one place to another, with what stands on the buttons that make it, by language."""

    origin: Route
    target: Route
    labels: Mapping[str, tuple[str, ...]]


def places(edition: Edition) -> dict[Route, dict[str, Screen]]:
    """Give the screens of each route by language, in the order in which they are found."""
    found: dict[Route, dict[str, Screen]] = {}
    waiting: deque[Route] = deque(
        [
            *ROUTES.values(),
            *map(Home, (Greeting.UNKNOWN, Greeting.APOLOGY, Greeting.LOST)),
            *_searches(edition),
            Subscription(on=True),
        ]
    )
    while waiting:
        route = waiting.popleft()
        if route in found:
            continue
        found[route] = {locale: render(route, View(edition, locale)) for locale in edition.languages}
        waiting.extend(go.tap.place.route for screen in found[route].values() for go in goes(screen))
    return found


def _searches(edition: Edition) -> list[Route]:
    """Give examples of what cannot all be listed: words that fit several, some of them none, and nothing at all."""
    names = (edition.index.slug(member.name).partition("-")[0] for member in edition.catalog.members.items)
    name, _ = Counter(names).most_common(1)[0]
    return [Search(name), Search(f"{name}-{_UNHEARD_OF}"), Search(_UNHEARD_OF)]


def goes(screen: Screen) -> Iterator[Go]:
    """Give the buttons of a screen that lead to places."""
    return (button for row in screen.rows for button in row if isinstance(button, Go))


def ways(found: Mapping[Route, Screens]) -> tuple[Way, ...]:
    """Give each step between two places once; a button that stays where it is, like 🌐, is none."""
    steps: dict[tuple[Route, Route], dict[str, tuple[str, ...]]] = {}
    for origin, screens in found.items():
        for locale, go in ((locale, go) for locale, screen in screens.items() for go in goes(screen)):
            if (target := go.tap.place.route) != origin:
                labels = steps.setdefault((origin, target), {})
                labels[locale] = (*labels.get(locale, ()), go.label)
    return tuple(Way(origin, target, labels) for (origin, target), labels in steps.items())


def taps(steps: tuple[Way, ...]) -> dict[Route, int]:
    """Count the taps that each place is away from /start; a place that no button leads to is left out."""
    nexts: dict[Route, list[Route]] = {}
    for way in steps:
        nexts.setdefault(way.origin, []).append(way.target)
    away, waiting = {ROUTES["start"]: 0}, deque([ROUTES["start"]])
    while waiting:
        here = waiting.popleft()
        for route in nexts.get(here, ()):
            if route not in away:
                away[route] = away[here] + 1
                waiting.append(route)
    return away
