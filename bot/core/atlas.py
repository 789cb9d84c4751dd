"""Every place there is: what the menu and the commands lead to, tap by tap."""

from collections import deque
from collections.abc import Iterator

from bot.core.commands import ROUTES
from bot.core.edition import Edition, View
from bot.core.routes import Greeting, Home, Route
from bot.core.screen import Go, Screen
from bot.core.screens import render


def places(edition: Edition) -> dict[Route, dict[str, Screen]]:
    """Give the screens of each route by language, in the order in which they are found."""
    found: dict[Route, dict[str, Screen]] = {}
    waiting: deque[Route] = deque([*ROUTES.values(), Home(Greeting.UNKNOWN), Home(Greeting.APOLOGY)])
    while waiting:
        route = waiting.popleft()
        if route in found:
            continue
        found[route] = {locale: render(route, View(edition, locale)) for locale in edition.languages}
        waiting.extend(go.tap.place.route for screen in found[route].values() for go in goes(screen))
    return found


def goes(screen: Screen) -> Iterator[Go]:
    """Give the buttons of a screen that lead to places."""
    return (button for row in screen.rows for button in row if isinstance(button, Go))
