"""The picture of the figures as a value, with every word and number already written as its language does."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from bot.core.figures import Figures, Section
from bot.core.locales import Words

_LABELS = 5
_LINES = 5


@dataclass(frozen=True, slots=True)
class Series:
    """The openings of one section, day by day; `key` settles its colour."""

    key: str
    name: str
    total: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars, one a day. `days` are the labels below some of them, by their numbers from 0, `lines` those beside.

    `nothing` is said where there is not a single opening; `note` stands at the foot.
    """

    title: str
    subtitle: str
    days: tuple[tuple[int, str], ...]
    lines: tuple[tuple[int, str], ...]
    series: tuple[Series, ...]
    nothing: str
    note: str


def chart(figures: Figures, words: Words) -> Chart:
    """Chart the openings of each day, by section."""
    by_day = figures.by_day()
    series = tuple(
        Series(section, names(words)[section], words.number(sum(values)), values)
        for section, values in by_day.items()
        if any(values)
    )
    highest = max(map(sum, zip(*by_day.values(), strict=True)))
    return Chart(
        words.gettext("Opened per day"),
        subtitle(figures, words),
        tuple((number, _day(figures, number, words)) for number in _labelled(figures.days)),
        tuple((line, words.number(line)) for line in _lines(highest)),
        series,
        words.gettext("Nothing was opened in these days."),
        words.gettext("Counted by the bot, by day in UTC, without anything about persons."),
    )


def subtitle(figures: Figures, words: Words) -> str:
    """Say which days these are, and how many openings."""
    opened = figures.opened(figures.days)
    period = words.period(figures.first_day, figures.today)
    return words.ngettext("{period}: {count} opening", "{period}: {count} openings", opened).format(
        period=period, count=words.number(opened)
    )


def names(words: Words) -> dict[Section, str]:
    """Give what the sections are called."""
    return {
        Section.REPORTS: words.gettext("Reports"),
        Section.ENABLERS: words.gettext("Enablers"),
        Section.TASK_FORCE: words.gettext("Task force"),
        Section.OVERVIEW: words.gettext("Overview"),
        Section.SEARCH: words.gettext("Search"),
        Section.OTHERS: words.gettext("Menu and others"),
    }


def _day(figures: Figures, number: int, words: Words) -> str:
    return words.short_day(figures.first_day + timedelta(days=number))


def _labelled(days: int) -> list[int]:
    """Choose the days that are labelled: today, and others in weeks or in equal steps before it."""
    step = max(1, -(-days // _LABELS))
    if days > _LABELS:
        step = -(-step // 7) * 7 if days > 2 * 7 else step
    return list(range(days - 1, -1, -step))[::-1]


def _lines(highest: int) -> list[int]:
    """Choose the lines across: few of them, at round numbers, the last at or above the highest bar."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if step * _LINES >= highest)
    return list(range(0, max(1, -(-highest // step)) * step + 1, step))
