"""/stats: what the chats of the admins get, and nobody else; and what is counted for it, which is nobody."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.app import App
from bot.chart.process import Charts
from bot.core.chart import Chart
from bot.counting import Tally
from bot.errors import StoreError
from bot.ports import OpeningStore
from bot.services import Services
from bot.simulator import Person, Telegram, trouble
from bot.store import Store
from tests.conversations.test_unexpected import SORRY

NOW = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
TODAY = NOW.date()
PNG = b"\x89PNG\r\n\x1a\n"
OUT_OF_REACH = "The figures are out of reach just now. Please try again in a moment."
NO_CHART = "The chart could not be drawn or sent this time. The figures above are complete."


class Door:
    """The openings in the store, which can be shut."""

    def __init__(self, openings: OpeningStore) -> None:
        self._openings = openings
        self.is_shut = False

    async def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        self._pass()
        await self._openings.add(counts)

    async def since(self, day: date) -> Mapping[tuple[date, str], int]:
        self._pass()
        return await self._openings.since(day)

    def _pass(self) -> None:
        if self.is_shut:
            raise StoreError("the database does not answer")


class Slow(Charts):
    """Draws for ever, and says when it has begun."""

    def __init__(self) -> None:
        super().__init__((sys.executable, "-c", "import time; time.sleep(600)"), seconds=600)
        self.begun = asyncio.Event()

    async def draw(self, chart: Chart) -> bytes:
        self.begun.set()
        return await super().draw(chart)


@pytest.fixture
def door(store: Store) -> Door:
    """The way to the openings in the store; open at first."""
    return Door(store.openings)


@pytest.fixture
def services(bot: App, store: Store, door: Door) -> Services:
    """What the handlers work with, on a day that is always the same, with a program that draws at once."""
    services = bot.bot_data.services
    services.store = replace(store, openings=door)  # type: ignore[arg-type]  # any openings do
    services.tally = Tally(door, now=lambda: NOW)
    services.charts = Charts((sys.executable, "-c", f"import sys; sys.stdout.buffer.write({PNG!r})"))
    return services


@pytest.fixture
def admin(services: Services, grace: Person) -> Person:
    """Grace, whose chat is one of the admins'."""
    services.admins = frozenset({grace.id})
    return grace


async def counted(services: Services) -> dict[str, int]:
    """Give what was counted today."""
    await services.tally.write()
    return {place: count for (day, place), count in (await services.store.openings.since(TODAY)).items()}


def said(person: Person) -> list[tuple[str, str]]:
    """Give the kinds and texts of all that the bot sent to somebody."""
    return [(message.kind, message.text) for message in person.messages if message.by_bot]


async def test_what_is_opened_by_commands_buttons_links_and_searches_is_counted(
    services: Services, grace: Person, ana: Person
) -> None:
    await grace.send("/start")
    await grace.press("📄 Reports")
    await grace.press("Workforce")
    await ana.send("/start report_workforce")
    await ana.send("/search siemens")
    await ana.send("jana nieto")
    await ana.send("zzzz qqqq")
    assert await counted(services) == {
        "home": 1,
        "reports": 1,
        "report/workforce": 2,
        "organization/siemens": 1,
        "member/jana-nieto": 1,
        "search": 1,
    }


async def test_apologies_a_change_of_language_and_what_is_forgotten_are_not_counted(
    services: Services, grace: Person
) -> None:
    await grace.send("/nonsense")
    await grace.send("/start nowhere_at-all")
    await grace.press("🌐 Español")
    assert await counted(services) == {}


async def test_a_tap_writes_nothing_to_the_store(services: Services, store: Store, grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("Workforce")
    assert await store.openings.since(TODAY) == {}
    assert services.tally.waiting == 2


async def test_an_admin_gets_the_figures_and_then_the_chart(
    telegram: Telegram, services: Services, admin: Person, ana: Person
) -> None:
    await ana.send("/start report_workforce")
    await ana.send("/lang")
    await ana.press("🌐 English")
    await admin.send("/stats")
    (_, text), (kind, caption) = said(admin)
    assert text.startswith("Figures until November 25, 2026 (UTC)\n\nAll chats")
    assert "Reports          1   1" in text
    assert "1. 📄 Workforce · 1" in text
    assert "Nov 25 · 2\nReports 1 · Menu and others 1\n📄 Workforce 1" in text
    assert (kind, caption.replace("\u2009", "")) == ("photo", "Oct 27–Nov 25, 2026: 2 openings")
    (file,) = telegram.files.values()
    assert file.content == PNG


async def test_a_chart_that_may_have_come_is_not_said_to_be_missing(
    telegram: Telegram, admin: Person, ana: Person
) -> None:
    await ana.send("/reports")
    telegram.trouble.plan(trouble.late(), "sendPhoto")
    await admin.send("/stats")
    assert [kind for kind, _ in said(admin)] == ["text", "photo"]


async def test_the_figures_are_in_the_language_of_the_chat(services: Services, ana: Person) -> None:
    services.admins = frozenset({ana.id})
    await ana.send("/reports")
    await ana.send("/stats")
    (_, text), (kind, caption) = said(ana)[-2:]
    assert text.startswith("Cifras al 25 de noviembre de 2026 (UTC)\n\nTodos los chats")
    assert (kind, caption.replace("\u2009", "")) == ("photo", "27 de oct–25 de nov 2026: 1 consulta")


async def test_where_nothing_was_opened_there_is_no_chart(admin: Person) -> None:
    await admin.send("/stats")
    ((kind, text),) = said(admin)
    assert (kind, text.endswith("Opened\nNothing was opened in these days.")) == ("text", True)


async def test_asking_for_figures_is_not_an_opening(services: Services, admin: Person) -> None:
    await admin.send("/stats")
    assert await counted(services) == {}


async def test_nobody_else_is_told_that_there_are_figures(services: Services, admin: Person, ana: Person) -> None:
    await ana.send("/nonsense")
    await ana.send("/stats")
    nonsense, stats = said(ana)
    assert stats == nonsense


async def test_in_a_group_of_strangers_it_is_as_unknown_as_any_other(
    telegram: Telegram, services: Services, admin: Person
) -> None:
    group = telegram.group("Siemens", admin)
    await admin.send("/stats", chat=group)
    assert [message.text for message in group.messages if message.by_bot] == []
    await admin.send("/stats@AllyShoringBot", chat=group)
    (answer,) = [message.text for message in group.messages if message.by_bot]
    assert answer.startswith(SORRY)


async def test_a_group_of_admins_gets_both_as_replies(telegram: Telegram, services: Services, grace: Person) -> None:
    group = telegram.group("The foundation", grace)
    services.admins = frozenset({group.id})
    await grace.send("/reports", chat=group)
    await grace.send("/stats", chat=group)
    asked = [message for message in group.messages if message.text == "/stats"][-1]
    answers = [message for message in group.messages if message.by_bot][-2:]
    assert [(message.kind, message.reply_to) for message in answers] == [
        ("text", asked.message_id),
        ("photo", asked.message_id),
    ]


async def test_where_the_store_is_away_that_is_said(door: Door, admin: Person) -> None:
    door.is_shut = True
    await admin.send("/stats")
    assert said(admin) == [("text", OUT_OF_REACH)]


async def test_what_was_opened_while_the_store_was_away_is_in_the_figures_afterwards(
    services: Services, door: Door, admin: Person, ana: Person
) -> None:
    door.is_shut = True
    await ana.send("/reports")
    await services.tally.write()
    door.is_shut = False
    await admin.send("/stats")
    assert "Nov 25 · 1\nReports 1" in said(admin)[0][1]


async def test_a_chart_that_was_not_drawn_is_said_below_the_figures(services: Services, admin: Person) -> None:
    services.charts = Charts((sys.executable, "-c", "raise SystemExit('no ink')"))
    await admin.send("/reports")
    await admin.send("/stats")
    assert said(admin)[-1] == ("text", NO_CHART)


async def test_a_chart_that_telegram_refuses_is_said_below_the_figures(
    telegram: Telegram, services: Services, admin: Person
) -> None:
    await admin.send("/reports")
    telegram.trouble.plan(trouble.broken(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), "sendPhoto")
    await admin.send("/stats")
    assert said(admin)[-1] == ("text", NO_CHART)


async def test_while_a_chart_is_drawn_others_are_answered(services: Services, admin: Person, ana: Person) -> None:
    services.charts = charts = Slow()
    await admin.send("/reports")
    asking = asyncio.create_task(admin.send("/stats"))
    await charts.begun.wait()
    await ana.send("/about")
    assert (len(said(ana)), asking.done()) == (1, False)
    services.charts.close()
    await asking
