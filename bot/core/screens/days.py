"""The openings day by day, by section and by item, for those who want to look closer."""

from dataclasses import dataclass

from bot.core.chart import names
from bot.core.edition import View
from bot.core.figures import Figures, item
from bot.core.html import escape, plain, units
from bot.core.screens.frame import label
from bot.core.screens.search import name
from bot.core.screens.way import nearest

MOST_OPENED = 5
TITLE_UNITS = 60


@dataclass(frozen=True, slots=True)
class Day:
    """What was opened on a day: altogether, in the sections, and the items that were opened most often."""

    name: str
    total: str
    sections: str
    items: str


def days(figures: Figures, view: View) -> list[Day]:
    """Give each of the days that are looked back on, the newest first."""
    return [_day(figures.of_day(ago), view) for ago in range(figures.days)]


def folded(days: list[Day], room: int) -> str:
    """Write days as HTML that unfolds at a tap: as many of the newest as there is room for, in UTF-16 units."""
    written: list[str] = []
    for day in days:
        lines = (f"<b>{escape(day.name)} · {day.total}</b>", escape(day.sections), escape(day.items))
        room -= units(plain(text := "\n".join(filter(None, lines)))) + 2
        if room < 0:
            break
        written.append(text)
    blank = "\n\n".join(written)
    return f"<blockquote expandable>{blank}</blockquote>" if written else ""


def title(key: str, view: View) -> str:
    """Give what an item is called; one that has left the content since goes by its id."""
    place = item(key)
    return key if place is None or nearest(place, view.catalog) != place else label(name(place, view), "", TITLE_UNITS)


def _day(figures: Figures, view: View) -> Day:
    words = view.words
    sections = [
        f"{names(words)[section]} {words.number(count)}" for section, count in figures.by_section(1).items() if count
    ]
    items = [f"{title(key, view)} {words.number(count)}" for key, count in figures.most_opened(MOST_OPENED)]
    return Day(words.short_day(figures.today), words.number(figures.opened(1)), " · ".join(sections), " · ".join(items))
