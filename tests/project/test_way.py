"""The way of one tap is told as a tap goes that is really made: in the picture, and in the words beside it."""

import importlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import app
from bot.simulator import Telegram
from tests.conftest import ROOT
from tests.project.naming import exists
from tests.project.picture import PICTURES, Call, followed, in_order, paths, steps, told, values
from tests.webhook import reachable

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WAY = PAGE.partition("## The way of one tap")[2].partition("\n## ")[0]
PICTURES_OF_A_TAP = ["tap.svg", "tap-dark.svg"]
NARROW, WIDE = 26, 60
"""Characters that a box has room for, also in a wide font."""


def test_the_pictures_are_as_they_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PICTURES)
    tap = importlib.import_module("tap")
    monkeypatch.setattr(tap, "HERE", tmp_path)
    tap.main()
    for picture in PICTURES_OF_A_TAP:
        assert (tmp_path / picture).read_text(encoding="utf-8") == (PICTURES / picture).read_text(encoding="utf-8")


def test_words_and_picture_tell_of_the_same_steps() -> None:
    in_words = told(WAY)
    shown = {step.number: step.modules for step in steps("tap.svg")}
    assert list(in_words) == list(shown)
    for number, modules in shown.items():
        assert tuple(path for path in in_words[number] if path in modules) == modules, number


def test_the_values_beside_the_arrows_are_ours_and_told_of() -> None:
    shown = values("tap.svg")
    assert len(shown) > 5
    assert [value for value in shown if not exists(value) or f"`{value}`" not in PAGE] == []


@pytest.mark.parametrize("picture", PICTURES_OF_A_TAP)
def test_every_line_of_the_picture_fits_its_box(picture: str) -> None:
    *narrow, wide = steps(picture)
    assert [line for step in narrow for line in step.lines if len(line) > NARROW] == []
    assert [line for line in wide.lines if len(line) > WIDE] == []


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A Telegram that the bot is reached by over a socket."""
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: Telegram, database_url: str) -> AsyncIterator[app.App]:
    """The bot as it runs, with nothing replaced."""
    async with reachable(telegram, database_url) as given, app.running(given) as running:
        yield running


async def tap(telegram: Telegram, name: str) -> list[Call]:
    """Let somebody greet the bot and tap, and give the calls of the bot's functions that the tap led to."""
    person = telegram.person(name, language_code="en")
    await person.send("/start")
    with followed() as calls:
        await person.press("📄 Reports")
    assert person.last is not None
    assert person.last.text.startswith("Ally-Shoring Reports")
    return calls


@pytest.mark.usefixtures("bot")
async def test_a_tap_goes_the_way_of_the_picture(telegram: Telegram, database_url: str) -> None:
    elsewhere = "bot/store/claims.py" if database_url.startswith("sqlite") else "bot/alone.py"
    shown = [module for step in steps("tap.svg") for module in step.modules]
    calls = await tap(telegram, "Grace")
    assert in_order(shown, calls) == [module for module in shown if module != elsewhere]


@pytest.mark.usefixtures("bot")
async def test_the_webhook_replies_when_all_of_it_is_done(telegram: Telegram) -> None:
    calls = await tap(telegram, "Grace")
    before = calls[: calls.index(Call("bot/web/webhook.py", "_replied"))]
    assert set(steps("tap.svg")[-1].modules) - {call.path for call in before} == set()


@pytest.mark.usefixtures("bot")
async def test_what_was_drawn_for_one_passes_the_dashed_boxes_for_another(telegram: Telegram) -> None:
    dashed = [module for step in steps("tap.svg") if step.seldom for module in step.modules]
    assert in_order(dashed, await tap(telegram, "Grace")) == dashed
    assert in_order(dashed, await tap(telegram, "Ana")) == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_tap_comes_to_no_module_that_is_not_told_of(telegram: Telegram) -> None:
    came = {call.path for call in await tap(telegram, "Grace")}
    assert {path for path in came if not path.startswith("bot/core/")} <= set(paths(WAY))
