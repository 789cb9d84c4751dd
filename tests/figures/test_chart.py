"""The chart: what stands on it, and the process that draws it."""

import asyncio
import struct
import sys
import time
from datetime import date, timedelta

import pytest

from bot.chart.process import Charts
from bot.core.chart import Chart, chart
from bot.core.edition import Edition
from bot.core.figures import Figures
from bot.errors import ChartError

TODAY = date(2026, 11, 25)
SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")


def _figures(days: int = 30, **counts: int) -> Figures:
    """Let so much be opened today, and as much the day before."""
    found = {(TODAY - timedelta(days=ago), place): count for place, count in counts.items() for ago in (0, 1)}
    return Figures(TODAY, {}, found, days)


def _chart(edition: Edition, figures: Figures, locale: str = "en") -> Chart:
    return chart(figures, edition.languages[locale])


def test_each_section_that_was_opened_is_a_series_with_its_total(edition: Edition) -> None:
    drawn = _chart(edition, _figures(3, reports=600, home=2))
    assert [(series.name, series.total, series.values) for series in drawn.series] == [
        ("Reports", "1,200", (0, 600, 600)),
        ("Menu and others", "4", (0, 2, 2)),
    ]


def test_dates_and_numbers_are_written_as_the_language_does(edition: Edition) -> None:
    drawn = [_chart(edition, _figures(reports=600), locale) for locale in ("en", "es")]
    assert [each.subtitle.replace("\u2009", "") for each in drawn] == [
        "Oct 27–Nov 25, 2026: 1,200 openings",
        "27 de oct–25 de nov 2026: 1,200 consultas",
    ]
    assert [each.days[-1] for each in drawn] == [(29, "Nov 25"), (29, "25 nov")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, ["Nov 25"]),
        (3, ["Nov 23", "Nov 24", "Nov 25"]),
        (10, ["Nov 17", "Nov 19", "Nov 21", "Nov 23", "Nov 25"]),
        (30, ["Oct 28", "Nov 4", "Nov 11", "Nov 18", "Nov 25"]),
        (366, ["Jan 14", "Apr 1", "Jun 17", "Sep 2", "Nov 18"]),
    ],
)
def test_a_few_days_are_labelled_the_last_of_them_today(edition: Edition, days: int, expected: list[str]) -> None:
    labels = [label for _, label in _chart(edition, _figures(days)).days]
    assert labels[-1] == "Nov 25"
    assert len(labels) <= 6
    assert days > 300 or labels == expected


@pytest.mark.parametrize(
    ("highest", "lines"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (5, ["0", "1", "2", "3", "4", "5"]),
        (6, ["0", "2", "4", "6"]),
        (90, ["0", "20", "40", "60", "80", "100"]),
        (4_300, ["0", "1,000", "2,000", "3,000", "4,000", "5,000"]),
    ],
)
def test_lines_across_are_few_and_at_round_numbers(edition: Edition, highest: int, lines: list[str]) -> None:
    assert [label for _, label in _chart(edition, _figures(search=highest)).lines] == lines


@pytest.mark.parametrize("figures", [_figures(1), _figures(30), _figures(30, about=1), _figures(366, reports=70_000)])
async def test_the_picture_has_the_size_that_a_phone_shows_well(edition: Edition, figures: Figures) -> None:
    png = await Charts().draw(_chart(edition, figures, "es"))
    assert struct.unpack(">II", png[16:24]) == (1200, 1120)


async def test_a_program_that_fails_is_told_with_what_it_said(edition: Edition) -> None:
    charts = Charts((sys.executable, "-c", "raise SystemExit('no ink')"))
    with pytest.raises(ChartError, match="no ink"):
        await charts.draw(_chart(edition, _figures()))


async def test_what_is_no_picture_is_not_taken_for_one(edition: Edition) -> None:
    with pytest.raises(ChartError):
        await Charts((sys.executable, "-c", "print('a picture, honestly')")).draw(_chart(edition, _figures()))


async def test_a_program_that_is_not_there_is_told(edition: Edition) -> None:
    with pytest.raises(ChartError):
        await Charts(("/nowhere/python",)).draw(_chart(edition, _figures()))


async def test_a_picture_that_takes_too_long_is_given_up(edition: Edition) -> None:
    with pytest.raises(ChartError, match="not in time"):
        await Charts(SLEEPER, seconds=0.2).draw(_chart(edition, _figures()))


async def test_a_shutdown_ends_a_drawing_that_is_about_to_begin(edition: Edition) -> None:
    charts = Charts(SLEEPER, seconds=600)
    drawing = asyncio.create_task(charts.draw(_chart(edition, _figures())))
    await asyncio.sleep(0)  # the program is being started
    charts.close()
    with pytest.raises(ChartError):
        await drawing


async def test_a_shutdown_ends_the_drawing(edition: Edition) -> None:
    charts = Charts(SLEEPER)
    drawing = [asyncio.create_task(charts.draw(_chart(edition, _figures()))) for _ in range(2)]
    await asyncio.sleep(0.2)
    charts.close()
    started = time.monotonic()
    outcomes = await asyncio.gather(*drawing, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [ChartError, ChartError]
    assert time.monotonic() - started < 10


async def test_the_program_is_told_no_secrets(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    told = "import os; raise SystemExit(os.environ.get('TELEGRAM_BOT_TOKEN', 'nothing'))"
    with pytest.raises(ChartError, match="nothing"):
        await Charts((sys.executable, "-c", told)).draw(_chart(edition, _figures()))
