"""The places of the bot as paths that people read: in the preview's addresses, in logs."""

from functools import lru_cache
from typing import assert_never

from bot.core.routes import (
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Home,
    Invitation,
    Member,
    Order,
    Organization,
    Plain,
    Report,
    Reports,
    Route,
    Search,
    Subscription,
    TaskForce,
)

_GREETINGS = {
    Greeting.WELCOME: "welcome",
    Greeting.UNKNOWN: "unknown",
    Greeting.APOLOGY: "apology",
    Greeting.LOST: "lost",
}
_ORDERS = {Order.BY_ORGANIZATION: "organizations", Order.BY_NAME: "names"}


def path(route: Route) -> str:
    """Write a route as a path: `report/workforce`, `taskforce/names/2`; no two routes have the same."""
    match route:
        case Home(greeting):
            return f"home/{_GREETINGS[greeting]}" if greeting else "home"
        case Plain():
            return route.name
        case Reports(page):
            return f"reports{_page(page)}"
        case Report(id):
            return f"report/{id}"
        case Enablers(page):
            return f"enablers{_page(page)}"
        case Enabler(id):
            return f"enabler/{id}"
        case TaskForce(order, page):
            return f"taskforce/{_ORDERS[order]}{_page(page)}"
        case Organization(id, page):
            return f"organization/{id}{_page(page)}"
        case Member(id):
            return f"member/{id}"
        case Forget(done):
            return "forget/done" if done else "forget"
        case Search("", _):
            return "search"
        case Search(words, page):
            return f"search/{words}{_page(page)}"
        case Subscription(on):
            return "subscription/on" if on else "subscription/off"
        case Invitation(declined):
            return "invitation/declined" if declined else "invitation"
        case _:
            assert_never(route)


@lru_cache(1_000)
def wordless(route: Route) -> str:
    """Write the path of a route without the words of a search, which are nobody else's business."""
    return path(Search("")) if isinstance(route, Search) else path(route)


def _page(page: int) -> str:
    return "" if page == 1 else f"/{page}"
