"""Each method, failing in each way, with each kind of update: what was asked for comes, once, and nobody else waits."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import handlers
from bot import tg
from bot.core.edition import Edition
from bot.simulator import WoundClock
from bot.store import Store
from tests.delivery.cells import Cell, breaches, is_lost, may_be_lost, play
from tests.delivery.conftest import World
from tests.delivery.faults import COVERED, TIMES, TRIALS, Sort
from tests.delivery.kinds import SCENES
from tests.delivery.notebook import notebook
from tests.delivery.scenes import Scene
from tests.people import with_invented_people

FOR_NOBODY = {
    *("getMe", "deleteWebhook", "getMyCommands"),
    *("getMyDescription", "getMyShortDescription", "setMyDescription", "setMyShortDescription"),
}
"""What the bot calls when it starts, and when its content changes."""
PAIRS = [(scene, method) for scene in SCENES for method in scene.methods]


def cells_of(scene: Scene, method: str) -> list[Cell]:
    """Give the cells of a method in a scene: groups alone become supergroups."""
    trials = [trial for trial in TRIALS if trial.sort is not Sort.MOVED or scene.where != "private"]
    return [Cell(scene, method, trial, times) for trial in trials for times in TIMES]


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """What is shipped, and more people, some with contact details."""
    return with_invented_people(tmp_path_factory.mktemp("edition"))


@pytest.fixture
def store() -> Store:
    return notebook()


@pytest.fixture
async def world(clock: WoundClock, edition: Edition, store: Store) -> AsyncIterator[World]:
    async with World(clock).open(edition, store) as world:
        yield world


def test_every_method_that_the_bot_calls_is_made_to_fail_or_called_for_nobody() -> None:
    sources = [source for folder in (handlers, tg) for source in Path(folder.__path__[0]).glob("*.py")]
    text = "".join(source.read_text() for source in sources)
    calls = re.findall(r"\bbot\.([a-z_]+)\(", text) + re.findall(r"\bbot\.call\(\"([a-zA-Z]+)\"", text)
    called = {re.sub("_(.)", lambda match: match[1].upper(), name) for name in calls} - {"call"}
    assert called - FOR_NOBODY == COVERED
    assert {method for scene in SCENES for method in scene.methods} == COVERED


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_where_nothing_goes_wrong_the_methods_are_called_that_are_made_to_fail(
    world: World, scene: Scene
) -> None:
    other = world.telegram.person("Ana", language_code="es-MX")
    came = await play(world, scene, None, other)
    assert breaches(scene, None, came) == []
    assert set(came.calls) - {"sendMessage"} == set(scene.methods) - {"sendMessage"}


@pytest.mark.parametrize(("scene", "method"), PAIRS, ids=[f"{scene.name}-{method}" for scene, method in PAIRS])
async def test_what_was_asked_for_comes_once_whatever_fails(
    world: World, scene: Scene, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = world.telegram.person("Ana", language_code="es-MX")
    found, lost, may = list[str](), list[Cell](), list[Cell]()
    for cell in cells_of(scene, method):
        came = await play(world, scene, cell, other)
        found += breaches(scene, cell, came)
        if cell.trial.sort is Sort.UNCLEAR:
            lost += [cell] * is_lost(scene, came)
            may += [cell] * may_be_lost(scene, cell)
    assert found == [], "\n".join(found)
    assert lost == may
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
