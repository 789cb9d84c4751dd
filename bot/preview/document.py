"""The preview as one file: the list of places, the places, the map, announcements, and what the bot says besides."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from bot.core.edition import Edition
from bot.preview.chart import Chart, survey
from bot.preview.letters import letters
from bot.preview.markup import Html, joined, tag
from bot.preview.overview import overview
from bot.preview.place import place
from bot.preview.sayings import sayings
from bot.preview.speech import say

_GAP = re.compile(r"<!-- (\w+)(?: ([\w-]+))? -->")


def write(edition: Edition) -> str:
    """Give the preview as one HTML document; a place is opened by its path, as in `preview.html#report/workforce`."""
    chart = survey(edition)
    style, script = _page("preview.css"), _page("preview.js")
    parts = {
        "style": style,
        "script": script,
        "policy": _policy(style, script),
        "list": _list(chart),
        "screens": f"{len(chart.listed):,}",
        "places": joined((place(route, chart) for route in chart.listed), "\n"),
        "map": overview(chart),
        "letters": letters(edition),
        "words": sayings(edition),
    }
    return _GAP.sub(lambda gap: say(gap[2]) if gap[1] == "say" else parts[gap[1]], _page("preview.html"))


def _page(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this style and this script, and nothing else, whatever should ever get into the content."""
    return (
        f"default-src 'none'; style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _fingerprint(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _list(chart: Chart) -> Html:
    """List the places under the headings of their sections."""
    sections = groupby(chart.listed, lambda route: chart.listed[route].section)
    return joined(_section(heading, [tag("li", chart.link(route)) for route in routes]) for heading, routes in sections)


def _section(heading: str, items: list[Html]) -> Html:
    count = tag("span", f"{len(items):,}", class_="count")
    return tag("details", tag("summary", say(heading), " ", count), tag("ul", *items), open=True)
