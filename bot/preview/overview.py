"""The whole bot on one page: a picture of the ways forward, and a table of all buttons, by kinds of places."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.core.atlas import Way
from bot.core.routes import Route
from bot.preview.chart import Chart, labels
from bot.preview.length import lengths, meter
from bot.preview.listing import Kind
from bot.preview.markup import Html, joined, tag
from bot.preview.picture import picture
from bot.preview.speech import say

_SHOWN = 3


def overview(chart: Chart) -> Html:
    """Draw the page `#map`."""
    groups: dict[Kind, list[Route]] = defaultdict(list)
    for route, entry in chart.listed.items():
        groups[entry.kind].append(route)
    facts = [
        tag("span", say("count-screens"), f" {len(chart.listed):,}"),
        tag("span", say("count-languages"), f" {', '.join(chart.languages.values())}"),
    ]
    return tag(
        "section",
        tag("header", tag("h2", say("map"), id="-map", tabindex=-1), tag("p", *facts, class_="facts")),
        tag("p", say("map-about")),
        tag("div", picture(groups, chart), class_="scrolling", tabindex=0, role="region", aria_labelledby="-map"),
        tag("h3", say("far")),
        _distances(chart),
        tag("h3", say("full")),
        _full(chart),
        tag("h3", say("all-buttons")),
        tag("p", say("all-buttons-about")),
        tag("div", *(_kind(kind, routes, chart) for kind, routes in groups.items()), class_="kinds"),
        class_="place",
        id="map",
    )


def _distances(chart: Chart) -> Html:
    """Count the screens at each distance from /start."""
    counted = Counter(chart.taps.values())
    cells = [(f"{taps}", f"{counted[taps]:,}") for taps in sorted(counted)]
    unreached = len(chart.listed) - len(chart.taps)
    rows = [tag("tr", tag("td", taps), tag("td", count)) for taps, count in cells]
    if unreached:
        rows.append(tag("tr", tag("td", say("no-taps")), tag("td", f"{unreached:,}")))
    headings = (tag("th", say(heading), scope="col") for heading in ("far-taps", "far-screens"))
    return tag("table", tag("thead", tag("tr", *headings)), tag("tbody", *rows))


def _full(chart: Chart) -> Html:
    """List what is over four fifths of what is allowed."""
    items = [
        tag("li", chart.link(route), f" ({chart.languages[locale]}) ", meter(length))
        for route in chart.listed
        for locale, screen in chart.screens[route].items()
        for length in lengths(screen)
        if length.is_tight
    ]
    return tag("ul", *items, class_="full") if items else tag("p", say("full-none"))


def _kind(kind: Kind, routes: Sequence[Route], chart: Chart) -> Html:
    """List what the buttons of one kind of places lead to, a line for each kind of places there."""
    targets: dict[Kind, list[Way]] = defaultdict(list)
    for way in (way for route in routes for way in chart.ways_from.get(route, ())):
        targets[chart.listed[way.target].kind].append(way)
    items = (
        tag("li", _sample(ways), " → ", _named(target, list({way.target for way in ways}), chart))
        for target, ways in targets.items()
    )
    return tag("section", tag("h4", _named(kind, routes, chart)), tag("ul", *items))


def _named(kind: Kind, routes: Sequence[Route], chart: Chart) -> Html:
    """Name one place, or several of a kind by their number."""
    if len(routes) == 1:
        return chart.link(routes[0])
    return joined([say(f"kind-{kind}"), f" ({len(routes):,})"])


def _sample(ways: Sequence[Way]) -> Html:
    """Show what stands on the buttons of these ways: the first few, and how many more there are."""
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    for locale, those in ((locale, those) for way in ways for locale, those in way.labels.items()):
        texts[locale].update(dict.fromkeys(those))
    return labels({locale: _few(list(those)) for locale, those in texts.items()})


def _few(texts: Sequence[str]) -> Sequence[str]:
    return texts if len(texts) <= _SHOWN + 1 else [*texts[:_SHOWN], f"… (+{len(texts) - _SHOWN:,})"]
