"""What the bot offers in any chat, where somebody writes its name and some words: cards to send on."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import render, routes
from bot.core.commands import ROUTES, described
from bot.core.edition import View
from bot.core.html import plain
from bot.core.locales import Words
from bot.core.routes import Enabler, Home, Member, Organization, Report, Route, Search
from bot.core.screen import Screen, Visit
from bot.core.screens import taskforce
from bot.core.screens.search import details, name
from bot.core.sections import SECTIONS

QUERY_CHARACTERS = 256  # https://core.telegram.org/bots/api#inlinequery
PAGE = 20
"""Offers at a time; Telegram takes 50, a phone shows five."""
_DESCRIPTION = 120
_CARDS = (Member, Organization, Report, Enabler)


@dataclass(frozen=True, slots=True)
class Offer:
    """A card: how it is offered, and what is sent."""

    id: str
    title: str
    description: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class Offers:
    """A page of offers, the offset of the next one if there is one, and the button above them, which opens the bot."""

    shown: tuple[Offer, ...]
    following: str
    opening: Visit
    personal: bool
    """Whether others who ask the same get something else."""


def offers(query: str, offset: str, view: View) -> Offers:
    """Give what fits a query, best first; without words, the newest reports and the sections.

    An offset that nobody here gave out is the beginning.
    """
    words = view.edition.index.slug(query[:QUERY_CHARACTERS])
    found = tuple(_found(words, view))
    start = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 6 else 0
    shown = tuple(_offer(route, view) for route in found[start : start + PAGE])
    following = str(start + PAGE) if start + PAGE < len(found) else ""
    opening = Visit(opening_label(view.words), Search(words) if words else Home())
    return Offers(shown, following, opening, personal=len(view.edition.languages) > 1)


def opening_label(words: Words) -> str:
    """What stands above the offers."""
    return words.gettext("Open the bot")


def card_label(words: Words) -> str:
    """What stands below a card that was sent."""
    return words.gettext("Open in the bot")


def _found(words: str, view: View) -> Iterator[Route]:
    if not words:
        yield from (Report(report.id) for report in view.catalog.reports.items[:3])
        yield from SECTIONS
        return
    yield from (route for route in view.edition.index.find(words).routes if isinstance(route, _CARDS))


def _offer(route: Route, view: View) -> Offer:
    screen = _sent(route, view)
    return Offer(f"{view.locale}:{routes.write_route(route)}", name(route, view), _description(route, view), screen)


def _sent(route: Route, view: View) -> Screen:
    """Give the card as others get it, with a button that opens the bot there in place of its own."""
    card = render(route, view)
    text = taskforce.sent_on(route, view) if isinstance(route, Member) else card.text
    return Screen(text, ((Visit(card_label(view.words), route),),), picture=card.picture)


def _description(route: Route, view: View) -> str:
    """Say in a line what a card is."""
    catalog = view.catalog
    match route:
        case Report(id):
            return _cut(view.text(catalog.reports.items[catalog.reports.place(id)].title))
        case Enabler(id):
            return _cut(plain(view.text(catalog.enablers.items[catalog.enablers.place(id)].text)))
        case Member() | Organization():
            return " · ".join(details(route, view))
        case _:
            commands = {command.name: command.description for command in described(view.words)}
            return next(commands[command] for command, section in ROUTES.items() if section == route)


def _cut(text: str) -> str:
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1].rstrip()}…"
