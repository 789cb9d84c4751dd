"""A place in the preview: its screen in every language, and the ways to it and from it."""

from collections.abc import Sequence
from itertools import groupby

from bot.core.atlas import Way
from bot.core.commands import ROUTES
from bot.core.paths import path
from bot.core.routes import Route
from bot.core.screen import Open
from bot.preview.chart import Chart, labels
from bot.preview.markup import Html, joined, tag
from bot.preview.message import anchor
from bot.preview.phone import phone
from bot.preview.speech import say

_FEW = 8


def place(route: Route, chart: Chart) -> Html:
    """Draw a place: its heading, a phone for each language, where a button leads here, and where the buttons lead."""
    phones = (phone(locale, chart.languages[locale], screen) for locale, screen in chart.screens[route].items())
    ways = tag("div", _targets(route, chart), _origins(route, chart), class_="ways")
    return tag(
        "section",
        _heading(route, chart),
        tag("div", tag("div", *phones, class_="phones"), ways, class_="spread"),
        class_="place",
        id=path(route),
    )


def _heading(route: Route, chart: Chart) -> Html:
    taps = chart.taps.get(route)
    commands = ", ".join(f"/{command}" for command, target in ROUTES.items() if target == route)
    facts = [
        tag("code", f"#{path(route)}"),
        tag("span", say("no-taps")) if taps is None else tag("span", say("taps"), f" {taps}"),
        tag("span", say("commands"), f" {commands}") if commands else None,
    ]
    return tag(
        "header",
        tag("p", say(chart.listed[route].section), class_="section"),
        tag("h2", chart.listed[route].name, tabindex=-1),
        tag("p", *facts, class_="facts"),
    )


def _origins(route: Route, chart: Chart) -> Html:
    """List the places with a button that leads here; many of one section are folded together."""
    ways = chart.ways_to.get(route, ())
    sections = groupby(ways, lambda way: chart.listed[way.origin].section)
    return _list("reached-from", len(ways), [_origin(section, list(those), chart) for section, those in sections])


def _origin(section: str, ways: Sequence[Way], chart: Chart) -> Html:
    items = joined(tag("li", chart.link(way.origin), " ", labels(way.labels)) for way in ways)
    if len(ways) <= _FEW:
        return items
    return tag("li", tag("details", tag("summary", say(section), f" ({len(ways)})"), tag("ul", items)))


def _targets(route: Route, chart: Chart) -> Html:
    """List where the buttons lead: first those within the bot, then those out of it."""
    ways = chart.ways_from.get(route, ())
    items = [tag("li", labels(way.labels), " → ", chart.link(way.target)) for way in ways]
    items += [tag("li", labels(texts), " → ", anchor(url)) for url, texts in _addresses(route, chart).items()]
    return _list("leads-to", len(items), items)


def _addresses(route: Route, chart: Chart) -> dict[str, dict[str, list[str]]]:
    """Give what stands on the buttons that lead out of the bot, by address and language."""
    found: dict[str, dict[str, list[str]]] = {}
    for locale, screen in chart.screens[route].items():
        for button in (button for row in screen.rows for button in row if isinstance(button, Open)):
            found.setdefault(button.url, {}).setdefault(locale, []).append(button.label)
    return found


def _list(heading: str, count: int, items: Sequence[Html]) -> Html:
    content = tag("ul", *items) if items else tag("p", say("no-taps"))
    return tag("section", tag("h3", say(heading), f" ({count})"), content)
