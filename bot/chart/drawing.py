"""The drawing itself: stacked bars that can be read on a phone. Only the process that draws loads this module."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

DOTS_PER_INCH = 200
SIZE = (6.0, 5.6)
"""Inches; with the dots that is 1200 × 1120, which a phone shows at about a third: 13 points are read as 12 there."""
_MARGIN = 0.03
_ROW = 0.043
_SQUARE = 0.025
"""Shares of the picture: what is left free beside it, the height of a name, and the width of its colour."""

_INK = "#1b2733"
_QUIET = "#5b6875"
_RULE = "#e3e7eb"
_COLOURS = {
    "reports": "#2a5c8a",
    "enablers": "#3a9d8f",
    "taskforce": "#e8a33d",
    "about": "#8a6fb3",
    "search": "#d2606c",
    "others": "#b4bcc5",
}
_FEWEST = 7
_MANY = 60
"""Days; as many bars touch each other, for gaps between them would only flicker."""


def draw(chart: Mapping[str, Any]) -> bytes:
    """Draw a chart, which is `bot.core.chart.Chart` as JSON has it."""
    style = rc_context({"font.family": "DejaVu Sans", "font.size": 13, "text.color": _INK, "text.parse_math": False})
    with style:
        figure = Figure(SIZE, dpi=DOTS_PER_INCH, facecolor="white")
        _head(figure, chart)
        left = 0.04 + 0.019 * max(len(label) for _, label in chart["lines"])
        axes = figure.add_axes((left, 0.125, 0.945 - left, 0.575))
        _frame(axes, chart)
        _bars(axes, chart)
        if not chart["series"]:
            axes.text(0.5, 0.5, chart["nothing"], transform=axes.transAxes, ha="center", va="center", color=_QUIET)
        png = io.BytesIO()
        figure.savefig(png, format="png")
        return png.getvalue()


def _head(figure: Figure, chart: Mapping[str, Any]) -> None:
    """Write the title, the days, which colour is which section, and at the foot how it was counted."""
    figure.text(_MARGIN, 0.928, chart["title"], size=19, weight="bold")
    figure.text(_MARGIN, 0.876, chart["subtitle"], color=_QUIET)
    figure.text(_MARGIN, 0.022, chart["note"], size=10, color=_QUIET)
    rows = -(-len(chart["series"]) // 2)
    right = _column(figure, chart["series"][:rows], _MARGIN)
    _column(figure, chart["series"][rows:], right + 0.045)


def _column(figure: Figure, series: Sequence[Mapping[str, Any]], left: float) -> float:
    """Write names below each other, each with its colour and its total, and give where the longest ends."""
    ends, renderer = [left], FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's own
    for row, each in enumerate(series):
        base = 0.818 - row * _ROW
        place, height = (left, base - 0.004), _SQUARE * SIZE[0] / SIZE[1]
        figure.add_artist(Rectangle(place, _SQUARE, height, color=_COLOURS[each["key"]], linewidth=0))
        text = figure.text(left + 0.04, base, f"{each['name']} · {each['total']}")
        ends.append(text.get_window_extent(renderer).x1 / figure.bbox.width)
    return max(ends)


def _frame(axes: Axes, chart: Mapping[str, Any]) -> None:
    """Draw the lines across with their numbers, and the days below."""
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_QUIET)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=_RULE, linewidth=1)
    axes.tick_params(length=0, labelcolor=_QUIET, labelsize=13, pad=5)
    axes.tick_params(axis="x", length=4, color=_QUIET)
    axes.set_yticks([line for line, _ in chart["lines"]], [label for _, label in chart["lines"]])
    axes.set_ylim(0, chart["lines"][-1][0] * 1.02)
    axes.set_xticks([day for day, _ in chart["days"]], [label for _, label in chart["days"]])


def _bars(axes: Axes, chart: Mapping[str, Any]) -> None:
    """Stack the sections; few days do not become broad slabs."""
    last = chart["days"][-1][0]
    room = max(0.0, (_FEWEST - last - 1) / 2)
    axes.set_xlim(-0.6 - room, last + 0.6 + room)
    width = 0.82 if last < _MANY else 1.0
    bottoms = [0] * (last + 1)
    for series in chart["series"]:
        values = series["values"]
        axes.bar(range(last + 1), values, width, bottoms, color=_COLOURS[series["key"]], linewidth=0)
        bottoms = [below + value for below, value in zip(bottoms, values, strict=True)]
