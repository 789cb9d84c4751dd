"""What a tap costs, counted: one call, and nothing that was done before."""

import asyncio

import pytest

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Route
from bot.core.screen import Screen
from bot.simulator import Person
from bot.tg import context
from tests.delivery.conftest import World

BACK_AND_FORTH = ("📄 Reports", "3 ·", "‹ Back", "🏠", "👥", "🏠")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Route]:
    """The places of which screens were made for taps."""
    places: list[Route] = []

    def noted(route: Route, view: View) -> Screen:
        places.append(route)
        return render(route, view)

    monkeypatch.setattr(context, "render", noted)
    return places


async def tap_around(world: World, person: Person) -> None:
    for label in BACK_AND_FORTH:
        await world.do(person.press(label), seconds=2)


async def test_a_tap_takes_one_call_and_its_answer_is_the_reply(world: World, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    await tap_around(world, grace)
    world.telegram.calls.clear()
    before = len(world.wire.attempts)
    await tap_around(world, grace)
    assert [each.method for each in world.wire.attempts[before:]] == ["editMessageText"] * len(BACK_AND_FORTH)
    assert world.calls("answerCallbackQuery") == len(BACK_AND_FORTH) == len(grace.answers) // 2


async def test_a_screen_is_rendered_once_for_all(world: World, grace: Person, rendered: list[Route]) -> None:
    await world.do(grace.send("/start"), seconds=2)
    await tap_around(world, grace)
    seen = len(rendered)
    assert seen > 0
    await tap_around(world, grace)
    ana = world.telegram.person("Ana", language_code="en")
    await world.do(ana.send("/start"), seconds=2)
    await tap_around(world, ana)
    assert len(rendered) == seen


async def test_new_content_is_rendered_anew(world: World, grace: Person, rendered: list[Route]) -> None:
    await world.do(grace.send("/start"), seconds=2)
    await tap_around(world, grace)
    seen, services = len(rendered), world.application.bot_data.services
    edition = services.edition
    services.edition = type(edition)(edition.catalog, edition.languages, edition.index)
    await tap_around(world, grace)
    assert len(rendered) == 2 * seen


async def test_browsing_asks_nothing_of_the_database(statements: list[str], world: World, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    assert statements != []
    await tap_around(world, grace)  # it is settled on the way whether announcements are wanted
    statements.clear()
    await tap_around(world, grace)
    assert statements == []


async def test_a_tap_leaves_no_task_behind(world: World, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    tasks = asyncio.all_tasks()
    await tap_around(world, grace)
    assert asyncio.all_tasks() - tasks == set()
