"""All places together: their screens, their names, the steps between them, and how far away each is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.atlas import Screens, Way, places, taps, ways
from bot.core.edition import Edition
from bot.core.locales import SOURCE
from bot.core.paths import path
from bot.core.routes import Route
from bot.preview.listing import Listed, in_order
from bot.preview.markup import Html, tag
from bot.preview.speech import both


@dataclass(frozen=True, slots=True)
class Chart:
    """What the pages are drawn from: `listed` has the places in order, `taps` only those that buttons reach."""

    languages: Mapping[str, str]
    screens: Mapping[Route, Screens]
    listed: Mapping[Route, Listed]
    ways_to: Mapping[Route, Sequence[Way]]
    ways_from: Mapping[Route, Sequence[Way]]
    taps: Mapping[Route, int]

    def link(self, route: Route) -> Html:
        """Make a link to a place under its name."""
        return tag("a", self.listed[route].name, href=f"#{path(route)}")


def survey(edition: Edition) -> Chart:
    """Walk through the whole bot and write down what was found."""
    screens = places(edition)
    steps = ways(screens)
    listed = in_order(screens, edition.catalog)
    order = {route: number for number, route in enumerate(listed)}
    ways_to: dict[Route, list[Way]] = defaultdict(list)
    ways_from: dict[Route, list[Way]] = defaultdict(list)
    for way in sorted(steps, key=lambda way: order[way.origin]):
        ways_to[way.target].append(way)
        ways_from[way.origin].append(way)
    languages = {locale: words.button_name for locale, words in edition.languages.items()}
    return Chart(languages, screens, listed, ways_to, ways_from, taps(steps))


def labels(texts: Mapping[str, Sequence[str]]) -> Html:
    """Show what stands on buttons, by language."""
    joined = {locale: " · ".join(those) for locale, those in texts.items()}
    return tag("span", both({SOURCE: next(iter(joined.values())), **joined}), class_="label")
