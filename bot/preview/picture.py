"""The picture of the map: kinds of places in columns by the taps they are away from /start, and the ways forward."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.paths import path
from bot.core.routes import Route
from bot.preview.chart import Chart
from bot.preview.listing import Kind
from bot.preview.markup import Html, tag
from bot.preview.speech import say

_WIDTH, _HEIGHT = 190, 56
_ACROSS, _DOWN = 270, 76
_MARGIN = 8
_HEADING = 34


@dataclass(frozen=True, slots=True)
class _Node:
    """A kind of places in the picture, and where its upper left corner is."""

    kind: Kind
    routes: Sequence[Route]
    x: int
    y: int


def picture(groups: Mapping[Kind, Sequence[Route]], chart: Chart) -> Html:
    """Draw the map; ways back, home and to the other language are left out, so that it can be read."""
    columns = _columns(groups, chart)
    nodes = _nodes(groups, columns)
    width = _MARGIN + (len(columns) - 1) * _ACROSS + _WIDTH + _MARGIN
    height = _HEADING + max(map(len, columns)) * _DOWN
    return tag(
        "svg",
        *(_column_heading(number) for number in range(len(columns))),
        *(_arrow(nodes[one], nodes[other]) for one, other in _forward(columns, chart)),
        *(_box(node, chart) for node in nodes.values()),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="group",
        aria_labelledby="-map",
    )


def _columns(groups: Mapping[Kind, Sequence[Route]], chart: Chart) -> list[list[Kind]]:
    """Put each kind into the column of its nearest place."""
    columns: dict[int, list[Kind]] = defaultdict(list)
    for kind, routes in groups.items():
        away = [chart.taps[route] for route in routes if route in chart.taps]
        if away:
            columns[min(away)].append(kind)
    return [columns[number] for number in sorted(columns)]


def _nodes(groups: Mapping[Kind, Sequence[Route]], columns: Sequence[Sequence[Kind]]) -> dict[Kind, _Node]:
    rows = max(map(len, columns))
    return {
        kind: _Node(
            kind,
            groups[kind],
            _MARGIN + column * _ACROSS,
            _HEADING + round((row + 0.5) * rows * _DOWN / len(kinds) - _HEIGHT / 2),
        )
        for column, kinds in enumerate(columns)
        for row, kind in enumerate(kinds)
    }


def _forward(columns: Sequence[Sequence[Kind]], chart: Chart) -> list[tuple[Kind, Kind]]:
    """Give the steps between kinds that lead to a column further on."""
    column = {kind: number for number, kinds in enumerate(columns) for kind in kinds}
    steps = {
        (chart.listed[way.origin].kind, chart.listed[way.target].kind)
        for ways in chart.ways_from.values()
        for way in ways
    }
    drawn = ((one, other) for one, other in steps if one in column and other in column)
    return sorted((one, other) for one, other in drawn if column[one] < column[other])


def _column_heading(number: int) -> Html:
    return tag("text", say("taps", "tspan"), f" {number}", x=_MARGIN + number * _ACROSS, y=18, class_="column")


def _arrow(one: _Node, other: _Node) -> Html:
    x, y, to_x, to_y = one.x + _WIDTH, one.y + _HEIGHT // 2, other.x - 7, other.y + _HEIGHT // 2
    bend = (to_x - x) // 2
    curve = f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"
    head = f"M{to_x} {to_y - 4}l7 4-7 4z"
    return tag("g", tag("path", d=curve, class_="way"), tag("path", d=head, class_="head"))


def _box(node: _Node, chart: Chart) -> Html:
    count = len(node.routes)
    middle = node.y + _HEIGHT // 2
    number = tag("text", f"{count:,} ", say("screens", "tspan"), x=node.x + 14, y=middle + 17, class_="count")
    return tag(
        "a",
        tag("rect", x=node.x, y=node.y, width=_WIDTH, height=_HEIGHT, rx=12),
        tag("text", say(f"kind-{node.kind}", "tspan"), x=node.x + 14, y=middle + (5 if count == 1 else -4)),
        number if count > 1 else None,
        href=f"#{path(node.routes[0])}",
    )
