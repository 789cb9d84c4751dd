"""What places are called in the preview, of which kind they are, and in which order they are listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from bot.core.catalog import Catalog
from bot.core.routes import (
    About,
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Help,
    Home,
    Invitation,
    Language,
    Member,
    Order,
    Organization,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    TaskForce,
)
from bot.preview.markup import Html, html, joined
from bot.preview.speech import both, say


class Kind(StrEnum):
    """The kinds of places, in the order in which they are listed."""

    MENU = "menu"
    OVERVIEW = "overview"
    REPORTS = "reports"
    REPORT = "report"
    ENABLERS = "enablers"
    ENABLER = "enabler"
    BY_ORGANIZATION = "by-organization"
    BY_NAME = "by-name"
    ORGANIZATION = "organization"
    MEMBER = "member"
    SETTINGS = "settings"
    LANGUAGE = "language"
    PRIVACY = "privacy"
    FORGET = "forget"
    SUBSCRIPTION = "subscription"
    INVITATION = "invitation"
    HELP = "help"
    SEARCH = "search"


_GREETINGS = (Greeting.WELCOME, Greeting.NONE, Greeting.UNKNOWN, Greeting.APOLOGY, Greeting.LOST)
_SECTIONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MENU: "kind-menu",
        Kind.OVERVIEW: "kind-overview",
        Kind.REPORTS: "section-reports",
        Kind.REPORT: "section-reports",
        Kind.ENABLERS: "section-enablers",
        Kind.ENABLER: "section-enablers",
        Kind.BY_ORGANIZATION: "section-task-force",
        Kind.BY_NAME: "section-task-force",
        Kind.ORGANIZATION: "section-organizations",
        Kind.MEMBER: "section-members",
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in the list: its kind, where it stands among its kind, and what an editor calls it."""

    kind: Kind
    position: tuple[int, ...]
    name: Html

    @property
    def section(self) -> str:
        """The heading under which it is listed, by its key in `page/words.json`."""
        return _SECTIONS.get(self.kind, "section-bot")


def listed(route: Route, catalog: Catalog) -> Listed:
    """Give a place its name, and its place among the others."""
    match route:
        case Home(greeting):
            return _fixed(Kind.MENU, f"home-{greeting.name.lower()}", _GREETINGS.index(greeting))
        case About():
            return _fixed(Kind.OVERVIEW)
        case Reports(page):
            return _page(Kind.REPORTS, page)
        case Report(id):
            place = catalog.reports.place(id)
            return Listed(Kind.REPORT, (place,), both(catalog.reports.items[place].label))
        case Enablers(page):
            return _page(Kind.ENABLERS, page)
        case Enabler(id):
            place = catalog.enablers.place(id)
            return Listed(Kind.ENABLER, (place,), both(catalog.enablers.items[place].title))
        case TaskForce(order, page):
            return _page(Kind.BY_NAME if order is Order.BY_NAME else Kind.BY_ORGANIZATION, page)
        case Organization(id, page):
            place = catalog.organizations.place(id)
            name = html(catalog.organizations.items[place].name)
            return Listed(Kind.ORGANIZATION, (place, page), _paged(name, page))
        case Member(id):
            place = catalog.members.place(id)
            return Listed(Kind.MEMBER, (place,), html(catalog.members.items[place].name))
        case Settings():
            return _fixed(Kind.SETTINGS)
        case Language():
            return _fixed(Kind.LANGUAGE)
        case Privacy():
            return _fixed(Kind.PRIVACY)
        case Forget(done):
            return _fixed(Kind.FORGET, "forget-done" if done else "forget", int(done))
        case Subscription(on):
            return _fixed(Kind.SUBSCRIPTION, "subscription-on" if on else "subscription-off", int(not on))
        case Invitation(declined):
            return _fixed(Kind.INVITATION, "invitation-declined" if declined else "invitation", int(declined))
        case Help():
            return _fixed(Kind.HELP)
        case Search(""):
            return _fixed(Kind.SEARCH)
        case Search(words):
            return Listed(Kind.SEARCH, (1,), joined([say("kind-search"), ": ", words]))
        case _:
            assert_never(route)


def in_order(routes: Iterable[Route], catalog: Catalog) -> dict[Route, Listed]:
    """Give the places in the order of the list."""
    found = {route: listed(route, catalog) for route in routes}
    kinds = list(Kind)
    return dict(sorted(found.items(), key=lambda item: (kinds.index(item[1].kind), item[1].position)))


def _fixed(kind: Kind, name: str | None = None, position: int = 0) -> Listed:
    return Listed(kind, (position,), say(f"place-{name}" if name else f"kind-{kind}"))


def _page(kind: Kind, page: int) -> Listed:
    return Listed(kind, (page,), _paged(say(f"place-{kind}"), page))


def _paged(name: Html, page: int) -> Html:
    return name if page == 1 else joined([name, f" · {page}"])
