"""The figures as text: what admins read, in their language, within what Telegram takes."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.edition import Edition, View
from bot.core.figures import Figures, Outages, key, section
from bot.core.html import fault, plain, units
from bot.core.routes import (
    Enabler,
    Forget,
    Greeting,
    Home,
    Member,
    Order,
    Organization,
    Report,
    Reports,
    Route,
    Search,
    Subscription,
    TaskForce,
)
from bot.core.screen import TEXT_UNITS
from bot.core.screens.days import days, folded
from bot.core.screens.figures import summary
from tests.core.editions import files, longest, written

TODAY = date(2026, 11, 25)
WEEK_AGO = TODAY - timedelta(days=7)
CHATS = {
    ("private", "en", True, True): 1_200,
    ("private", "es", False, True): 30,
    ("supergroup", "es", True, False): 4,
    ("group", None, False, True): 1,
}


def _text(figures: Figures, edition: Edition, locale: str = "en") -> str:
    return plain(summary(figures, View(edition, locale)).text)


def _lists(edition: Edition) -> list[tuple[Callable[[str], Route], Sequence[Any]]]:
    catalog = edition.catalog
    return [
        (Report, catalog.reports.items),
        (Enabler, catalog.enablers.items),
        (Organization, catalog.organizations.items),
        (Member, catalog.members.items),
    ]


def _opened(**counts: int) -> Figures:
    return Figures(TODAY, {}, {(TODAY, place): count for place, count in counts.items()})


def test_chats_are_counted_by_kind_language_and_whether_announcements_reach_them(edition: Edition) -> None:
    assert [line.split() for line in _text(Figures(TODAY, CHATS, {}), edition).split("\n")[2:11]] == [
        ["All", "chats", "1,235"],
        ["in", "private", "1,230"],
        ["groups", "5"],
        ["Subscribers", "1,200"],
        ["Unreachable", "4"],
        ["Language"],
        ["English", "1,200"],
        ["Español", "34"],
        ["No", "language", "chosen", "1"],
    ]


def test_sections_are_counted_in_a_week_and_in_all_days(edition: Edition) -> None:
    counts = {(TODAY, "report/workforce"): 2, (TODAY, "reports"): 1, (WEEK_AGO, "member/jana-nieto"): 30}
    assert (
        "Opened\n"
        "                7d 30d\n"
        "Reports          3   3\n"
        "Enablers         0   0\n"
        "Task force       0  30\n"
        "Overview         0   0\n"
        "Search           0   0\n"
        "Menu and others  0   0\n"
        "All              3  33\n"
        "The last 7 days: 90% less than the 7 days before.\n"
    ) in _text(Figures(TODAY, {}, counts), edition) + "\n"


@pytest.mark.parametrize("locale", ["en", "es"])
def test_tables_fit_into_the_width_of_a_phone(edition: Edition, locale: str) -> None:
    counts = {(TODAY - timedelta(days=7 * week), "member/jana-nieto"): 9_999 // 2 for week in range(2)}
    text = summary(Figures(TODAY, CHATS, counts), View(edition, locale)).text
    tables = re.findall("<pre>(.*?)</pre>", text, re.DOTALL)
    assert [len(table.splitlines()) for table in tables] == [9, 8]
    assert max(len(line) for table in tables for line in table.splitlines()) <= 28


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (0, 5, "In the 7 days before, nothing was opened."),
        (4, 5, "The last 7 days: 25% more than the 7 days before."),
        (5, 5, "The last 7 days: as many as the 7 days before."),
        (5, 0, "The last 7 days: 100% less than the 7 days before."),
    ],
)
def test_a_week_is_compared_with_the_one_before(edition: Edition, before: int, now: int, words: str) -> None:
    counts = {(TODAY, "home"): now, (WEEK_AGO, "home"): before}
    assert words in _text(Figures(TODAY, {}, counts), edition)


def test_items_are_listed_most_opened_first_and_one_that_is_gone_by_its_id(edition: Edition) -> None:
    text = _text(_opened(**{"report/workforce": 3, "member/jana-nieto": 9, "enabler/gone": 4, "home": 99}), edition)
    assert (
        "Most opened in 30 days\n1. 👤 Jana Nieto · 9\n2. enabler/gone · 4\n3. 📄 Workforce · 3\n\nDay by day\n"
    ) in text


def test_where_no_item_was_opened_none_are_announced(edition: Edition) -> None:
    assert "Most opened" not in _text(_opened(home=5), edition)


def test_each_day_of_the_week_tells_its_sections_and_items_the_newest_first(edition: Edition) -> None:
    counts = {(TODAY, "report/workforce"): 2, (TODAY, "about"): 1, (TODAY - timedelta(days=1), "home"): 5}
    assert _text(Figures(TODAY, {}, counts), edition).partition("Day by day\n")[2] == (
        "Nov 25 · 3\nReports 2 · Overview 1\n📄 Workforce 2\n\n"
        "Nov 24 · 5\nMenu and others 5\n\n"
        "Nov 23 · 0\n\nNov 22 · 0\n\nNov 21 · 0\n\nNov 20 · 0\n\nNov 19 · 0"
    )


def test_what_is_missing_is_told_with_the_reason(edition: Edition) -> None:
    outages = Outages(2, datetime(2026, 11, 25, 4, 5, tzinfo=UTC))
    text = _text(Figures(TODAY, {}, {}, outages=outages, uncounted=1), edition)
    assert text.endswith(
        "⚠️ The store did not answer 2 times since the start, last on Nov 25 at 04:05 UTC.\n\n"
        "⚠️ 1 opening is missing above: the store was away for too long."
    )


def test_a_third_language_that_is_gone_goes_by_its_code(edition: Edition) -> None:
    assert "\n  fr         7\n" in _text(Figures(TODAY, {("private", "fr", False, True): 7}, {}), edition)


@pytest.mark.parametrize("locale", ["en", "es"])
def test_the_longest_titles_and_the_largest_numbers_fit_and_the_oldest_days_give_way(
    tmp_path: Path, locale: str
) -> None:
    crowd = written(tmp_path, files(30, 30, longest))
    items = [key(route(item.id)) or "" for route, listed in _lists(crowd) for item in listed]
    counts = {(TODAY - timedelta(days=ago), item): 1_000_000 for ago in range(14) for item in items}
    text = summary(Figures(TODAY, CHATS, counts), View(crowd, locale)).text
    assert fault(text) is None
    assert 0.8 * TEXT_UNITS < units(plain(text)) <= TEXT_UNITS


def test_a_long_name_is_cut_short_so_that_its_number_is_seen(tmp_path: Path) -> None:
    crowd = written(tmp_path, files(1, 1, longest))
    person = crowd.catalog.members.items[0]
    lines = _text(_opened(**{f"member/{person.id}": 8}), crowd).splitlines()
    (line,) = [line for line in lines if line.startswith("1. 👤 xxx")]
    assert (line.endswith("x… · 8"), units(line)) == (True, 67)


def test_without_room_there_are_no_days(edition: Edition) -> None:
    assert folded(days(_opened(home=1), View(edition, "en")), 5) == ""


@pytest.mark.parametrize(
    ("route", "counted"),
    [
        (Home(), "home"),
        (Home(Greeting.WELCOME), "home"),
        (Home(Greeting.UNKNOWN), None),
        (Home(Greeting.LOST), None),
        (Reports(2), "reports"),
        (Report("workforce"), "report/workforce"),
        (Enabler("talent"), "enabler/talent"),
        (TaskForce(Order.BY_NAME, 3), "taskforce"),
        (Organization("3m"), "organization/3m"),
        (Member("jana-nieto"), "member/jana-nieto"),
        (Search("my-secret-illness"), "search"),
        (Forget(done=True), None),
        (Subscription(on=True), None),
    ],
)
def test_a_place_is_counted_without_what_somebody_wrote(route: Route, counted: str | None) -> None:
    assert key(route) == counted


def test_a_key_of_a_newer_version_is_among_the_others() -> None:
    assert section("podcast/first") == section("home")
