"""The figures for an operator: as tables, and as a picture in a file."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot import loading
from bot.chart.process import Charts
from bot.core.chart import chart
from bot.core.edition import View
from bot.core.figures import Figures
from bot.core.locales import SOURCE
from bot.core.screens import figures as screens
from bot.core.screens.days import days
from bot.services import gathered
from bot.settings import Settings
from bot.store import open_store


async def gather(settings: Settings, days: int) -> tuple[Figures, View]:
    """Gather the figures of so many days, and the words to tell them in.

    Raises:
        EditionError: content/ or locales/, from which the titles are, is at fault.
        StoreError: the database is not there, or cannot be reached.
    """
    view = View(loading.load(settings.content_dir, settings.locales_dir), SOURCE)
    async with open_store(settings.database_url.get_secret_value(), is_made=True) as store:
        return await gathered(store, datetime.now(UTC).date(), days), view


async def draw(figures: Figures, view: View) -> bytes:
    """Draw the chart as a PNG.

    Raises:
        ChartError: it did not come about.
    """
    return await Charts().draw(chart(figures, view.words))


def tables(figures: Figures, view: View) -> RenderableType:
    """Show the figures as the chats of the admins do, each part as a table."""
    words = view.words
    parts: list[RenderableType] = [
        Text(screens.title(figures, words), style="bold"),
        _table(["", ""], screens.chats(figures, view)),
        Text(screens.about_chats(words)),
    ]
    if not figures.opened(figures.days):
        return _apart([*parts, Text(screens.nothing(words))])
    opened = _table([screens.opened(words), *screens.periods(figures, words)], screens.sections(figures, words))
    items = screens.items(figures, view)
    most = [_table([screens.most_opened(figures, words), ""], items)] if items else []
    return _apart([*parts, opened, Text(screens.trend(figures, words)), *most, _days(figures, view)])


def _table(heads: Sequence[str], lines: Sequence[screens.Line]) -> Table:
    """Put lines into a table: names at the left, numbers at the right."""
    table = Table(box=None, pad_edge=False, show_header=any(heads), header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number else "left", no_wrap=bool(number), overflow="fold")
    for line in lines:
        table.add_row(*map(Text, line))
    return table


def _days(figures: Figures, view: View) -> Table:
    """Put the days into a table whose last column may be broken, so that it fits any terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(Text(screens.by_day(view.words)), overflow="fold")
    table.add_column(justify="right", no_wrap=True, overflow="fold")
    table.add_column(overflow="fold")
    for day in days(figures, view):
        table.add_row(Text(day.name), Text(day.total), Text("\n".join(filter(None, (day.sections, day.items)))))
    return table


def _apart(parts: Sequence[RenderableType]) -> RenderableType:
    return Group(*(piece for part in parts for piece in (part, "")))
