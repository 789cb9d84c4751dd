"""What can be printed as a QR code: which places, in which order, and what stands under their codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile
from typing import assert_never

from bot.core import content, links
from bot.core.commands import ROUTES, described
from bot.core.edition import Edition, View
from bot.core.html import escape
from bot.core.links import Link
from bot.core.locales import Words
from bot.core.routes import (
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Home,
    Invitation,
    Member,
    Organization,
    Plain,
    Report,
    Reports,
    Route,
    Search,
    Subscription,
    TaskForce,
)
from bot.core.sections import SECTIONS, titles

_SECTIONS = (Home(), *SECTIONS, Search())


class Kind(StrEnum):
    """The kinds of places that are printed, in their order."""

    SECTIONS = "sections"
    REPORTS = "reports"
    ENABLERS = "enablers"
    MEMBERS = "members"
    ORGANIZATIONS = "organizations"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a code in one language: a name, and what it is or whose."""

    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A place with a code of its own, and what stands under it, by language."""

    route: Route
    kind: Kind
    captions: Mapping[str, Caption]

    def parameter(self, locale: str | None = None) -> str:
        """Give its start parameter; with a language, the place opens in that, else in the reader's own."""
        written = links.parameter(Link(self.route, locale))
        assert written is not None  # noqa: S101  # whatever is printed has an address
        return written


def printed(edition: Edition) -> tuple[Printed, ...]:
    """Give everything that is printed: the sections as on the menu, then each item in the order of its list."""
    return tuple(Printed(route, kind, captions(route, edition)) for kind, route in _places(edition))


def place_of(route: Route) -> Route | None:
    """Give the place whose code stands for a route: a list whatever its page; None where nothing is printed."""
    match route:
        case Report() | Enabler() | Member():
            return route
        case Organization(id):
            return Organization(id)
        case Reports():
            return Reports()
        case Enablers():
            return Enablers()
        case TaskForce():
            return TaskForce()
        case Plain():
            return route if route in SECTIONS else None
        case Search(""):
            return route
        case Home(Greeting.NONE | Greeting.WELCOME):
            return Home()
        case Home() | Search() | Forget() | Subscription() | Invitation():
            return None
        case _:
            assert_never(route)


def captions(route: Route, edition: Edition) -> Mapping[str, Caption]:
    """Give what stands under the code of a place, in each language."""
    return {locale: _caption(route, View(edition, locale)) for locale in edition.languages}


def signed(route: Route, view: View, address: str) -> str:
    """Write what stands under the picture of a code in a chat, in HTML: what it is, and where it leads."""
    caption = _caption(route, view)
    return f"<b>{escape(caption.name)}</b>\n{escape(caption.detail)}\n\n{escape(address)}"


def headings(words: Words) -> Mapping[Kind, str]:
    """Give what the kinds are called."""
    return {
        Kind.SECTIONS: words.gettext("Sections"),
        Kind.REPORTS: words.gettext("Reports"),
        Kind.ENABLERS: words.gettext("Enablers"),
        Kind.MEMBERS: words.gettext("Members"),
        Kind.ORGANIZATIONS: words.gettext("Organizations"),
    }


def scale(words: Words) -> str:
    """Tell what the line at the foot of a sheet is for."""
    return words.gettext("This line is 50 mm long. If it is not, print again at 100 %.")


def cutting(words: Words) -> str:
    """Tell how a sheet is printed, to whoever looks at it on a screen."""
    return words.gettext("Print at 100 %, without margins of the printer's own, and cut along the marks.")


def numbered(words: Words, page: int, pages: int) -> str:
    """Give the number of a sheet."""
    return words.gettext("Page {page} of {pages}").format(page=words.number(page), pages=words.number(pages))


def _places(edition: Edition) -> Iterator[tuple[Kind, Route]]:
    catalog = edition.catalog
    yield from ((Kind.SECTIONS, route) for route in _SECTIONS)
    yield from ((Kind.REPORTS, Report(report.id)) for report in catalog.reports.items)
    yield from ((Kind.ENABLERS, Enabler(enabler.id)) for enabler in catalog.enablers.items)
    yield from ((Kind.MEMBERS, Member(member.id)) for member in catalog.members.items)
    yield from ((Kind.ORGANIZATIONS, Organization(organization.id)) for organization in catalog.organizations.items)


def _caption(route: Route, view: View) -> Caption:
    catalog, words = view.catalog, view.words
    match route:
        case Report(id):
            report = catalog.reports.items[catalog.reports.place(id)]
            return Caption(view.text(report.label), words.gettext("Report {number}").format(number=report.number))
        case Enabler(id):
            enabler = catalog.enablers.items[catalog.enablers.place(id)]
            return Caption(view.text(enabler.title), words.gettext("Enabler"))
        case Member(id):
            member = catalog.members.items[catalog.members.place(id)]
            return Caption(member.name, _whose(member, view))
        case Organization(id):
            organization = catalog.organizations.items[catalog.organizations.place(id)]
            return Caption(organization.name, words.gettext("Organization"))
        case _:
            return Caption(_title(route, view), _description(route, words))


def _whose(member: content.Member, view: View) -> str:
    """Give whom a member is from, or, where there is nobody, what a member is."""
    employer = view.catalog.organizations.get(member.organization or "")
    return employer.name if employer else view.words.gettext("Member of the task force")


def _title(section: Route, view: View) -> str:
    catalog = view.catalog
    match section:
        case Reports():
            return view.text(catalog.reports_title)
        case Enablers():
            return view.text(catalog.enablers_title)
        case TaskForce():
            return view.text(catalog.task_force_title)
        case Home():
            return view.text(catalog.overview.title)
        case _:
            return "".join(dropwhile(_is_sign, titles(view.words)[type(section)]))


def _is_sign(character: str) -> bool:
    return not character.isalnum()


def _description(section: Route, words: Words) -> str:
    """Give what is said of a section in the menu of commands."""
    said = {command.name: command.description for command in described(words)}
    return next(said[name] for name, route in ROUTES.items() if type(route) is type(section))
