"""What is found for some words: a list with a line for each hit, or what comes nearest, or the menu."""

from collections.abc import Collection, Sequence
from typing import assert_never

from bot.core.edition import Edition, View
from bot.core.html import escape
from bot.core.routes import Enabler, Greeting, Home, Member, Organization, Place, Report, Route, Search
from bot.core.screen import Button, Go, Row, Screen
from bot.core.screens.frame import column, frame, label, pager, step
from bot.core.screens.home import sections
from bot.core.screens.way import PAGE, pages
from bot.core.search import Certainty, Results, split
from bot.core.sections import titles

_NEAREST = 4
"""How many places are offered where none really fits."""


def meant(query: str, edition: Edition) -> Place:
    """Give the place that a query leads to: the card of the only one it can mean, else what is found.

    A mere greeting is returned; what has no words in it, nobody understands.
    """
    words = edition.index.slug(query)
    if not words:
        return Place(Home(Greeting.WELCOME if split(query) else Greeting.UNKNOWN))
    found, search = edition.index.find(words), Search(words)
    if found.certainty is not Certainty.CLEAR:
        return Place(search)
    return Place(found.routes[0], (search,) if len(found.routes) > 1 else ())


def listing(route: Search, view: View) -> Screen:
    """A page of what is found, best first."""
    heading = f"<b>{view.words.gettext('Search')}</b>"
    if not route.words:
        return frame(f"{heading}\n\n{how(view)}", (), route, view)
    found = view.edition.index.find(route.words)
    match found.certainty:
        case Certainty.NONE:
            text = view.words.gettext("Nothing was found for these words. Perhaps it is on this menu:")
            return frame(f"{heading}\n\n{text}", sections(view), route, view)
        case Certainty.NEAREST:
            text = view.words.gettext("Nothing fits all of these words. This comes nearest:")
            nearest = Results(found.routes[:_NEAREST], found.certainty)
            return _page(f"{heading}\n{text}", nearest, route, view, _others(sections(view), nearest.routes))
        case Certainty.CLEAR | Certainty.SEVERAL:
            count = view.words.ngettext("{count} result", "{count} results", len(found.routes))
            written = count.format(count=view.words.number(len(found.routes)))
            return _page(f"{heading}\n{written}", found, route, view)
        case _:
            assert_never(found.certainty)


def how(view: View) -> str:
    """Say how to search, with an example."""
    if view.in_group:
        return view.words.gettext(
            "In a group, write a name, an organization or a topic after /search, or after a mention of the bot: one "
            "word is often enough, with or without accents.\n\n"
            "For example: <code>/search {example}</code>"
        ).format(example=_example(view))
    return view.words.gettext(
        "Send a name, an organization or a topic: one word is often enough, with or without accents.\n\n"
        "For example: <i>{example}</i>"
    ).format(example=_example(view))


def _example(view: View) -> str:
    """Give the beginnings of somebody's names, in small letters and without a care."""
    return escape(" ".join(word[:4] for word in view.catalog.members.items[0].name.lower().split()[:2]))


def _page(head: str, found: Results, route: Search, view: View, below: Sequence[Row] = ()) -> Screen:
    last = pages(len(found.routes))
    page = min(route.page, last)
    shown = found.routes[(page - 1) * PAGE : page * PAGE]
    here = Search(route.words, page)
    lines = "\n".join(_line(hit, view) for hit in shown)
    rows = [
        *column(step(label(name(hit, view)), hit, here, view) for hit in shown),
        *pager(page, last, view, lambda number: Search(route.words, number)),
        *below,
    ]
    return frame(f"{head}\n\n{lines}", rows, here, view)


def _others(menu: Sequence[Row], hits: Collection[Route]) -> list[Row]:
    """Give the rows of the menu without what is offered above them."""
    rows = (tuple(button for button in row if _destination(button) not in hits) for row in menu)
    return [row for row in rows if row]


def _destination(button: Button) -> Route | None:
    return button.tap.place.route if isinstance(button, Go) else None


def _line(hit: Route, view: View) -> str:
    return " · ".join([f"<b>{escape(name(hit, view))}</b>", *map(escape, details(hit, view))])


def name(hit: Route, view: View) -> str:
    """Give what a hit is called, with the sign of its kind before it."""
    catalog = view.catalog
    match hit:
        case Member(id):
            return f"👤 {catalog.members.items[catalog.members.place(id)].name}"
        case Organization(id):
            return f"🏢 {catalog.organizations.items[catalog.organizations.place(id)].name}"
        case Report(id):
            return f"📄 {view.text(catalog.reports.items[catalog.reports.place(id)].label)}"
        case Enabler(id):
            return f"🔑 {view.text(catalog.enablers.items[catalog.enablers.place(id)].title)}"
        case _:
            return titles(view.words)[type(hit)]


def details(hit: Route, view: View) -> list[str]:
    """Give what tells a hit apart: whose it is, how many they are, which one it is."""
    catalog, words = view.catalog, view.words
    match hit:
        case Member(id):
            person = catalog.members.items[catalog.members.place(id)]
            employer = catalog.organizations.get(person.organization or "")
            return [*([view.text(person.title)] if person.title else []), *([employer.name] if employer else [])]
        case Organization(id):
            count = len(catalog.people_of(id))
            return [words.ngettext("{count} member", "{count} members", count).format(count=words.number(count))]
        case Report(id):
            number = catalog.reports.items[catalog.reports.place(id)].number
            return [words.gettext("Report {number}").format(number=number)]
        case Enabler():
            return [words.gettext("Enabler")]
        case _:
            return []
