"""What is told of the architecture is so: names, folders, layers, and the way of one tap, which is really made."""

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import app, errors, settings
from bot.cli.commands import cli
from bot.simulator import Telegram, serve
from bot.watch import METHODS
from tests.conftest import ROOT
from tests.processes import free_port
from tests.project.picture import PICTURES, Call, followed, in_order, paths, steps, told

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WAY = PAGE.partition("## The way of one tap")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = sorted(set(re.findall(r"`([^`\n]+)`", BLOCK.sub("", PAGE))))
PICTURES_OF_A_TAP = ["tap.svg", "tap-dark.svg"]
NARROW, WIDE = 26, 60
"""Characters that a box has room for, also in a wide font."""


@cache
def defined() -> frozenset[str]:
    """Whatever our code defines or takes from elsewhere, by its bare name."""
    files = [file for folder in ("bot", "handlers") for file in (ROOT / folder).rglob("*.py")]
    return frozenset(name for file in files for name in _names(ast.parse(file.read_text(encoding="utf-8"))))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)


def exists(name: str) -> bool:
    """Tell whether something that is named between backticks is there."""
    match name.split():
        case ["python", "-m", "bot", command]:
            return command in {each.name or getattr(each.callback, "__name__", "") for each in cli.registered_commands}
        case ["python", path]:
            return (ROOT / path).is_file()
        case ["make", target]:
            return f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        case [path] if path.startswith("/"):
            return f'"{path}"' in (ROOT / "bot" / "web" / "server.py").read_text(encoding="utf-8")
        case [path] if "/" in path or "." in path:
            return (ROOT / path).exists()
        case [one]:
            return one in defined() or one in METHODS or (ROOT / one).is_dir()
        case _:
            return False


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_exists(name: str) -> None:
    assert exists(name)


def test_there_are_names_enough_to_look_at() -> None:
    assert len(NAMES) > 100


def test_each_picture_and_page_that_is_linked_exists() -> None:
    linked = re.findall(r"\]\(([^)#:]+)", PAGE) + re.findall(r'src(?:set)?="([^"]+)"', PAGE)
    assert [path for path in linked if not (ROOT / "docs" / path).exists()] == []
    assert "pictures/tap.svg" in linked


def test_the_folders_are_the_packages_that_there_are() -> None:
    table = PAGE.partition("| package |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| `([\w/]+)` \|", table, re.MULTILINE)
    packages = {file.parent.relative_to(ROOT).as_posix() for file in (ROOT / "bot").rglob("__init__.py")}
    assert sorted(named) == sorted((packages - {"bot"}) | {"handlers"})


def contract(name: str) -> dict[str, Any]:
    """Give the import contract of which the name begins so."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any]
    (found,) = (each for each in project["tool"]["importlinter"]["contracts"] if each["name"].startswith(name))
    return found


def test_the_layers_are_those_of_the_import_contract() -> None:
    (block,) = BLOCK.findall(PAGE)
    assert block.splitlines() == contract("Dependencies point one way")["layers"]


def test_the_simulator_may_import_nothing_of_ours() -> None:
    parts = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    ours = parts - {"bot.__init__", "bot.__main__", "bot.simulator"} | {"handlers"}
    assert set(contract("The simulator knows nothing")["forbidden_modules"]) == ours


def test_each_error_of_ours_is_in_the_tree_and_the_page_says_where_it_ends() -> None:
    ours = {
        each.__name__ for each in vars(errors).values() if isinstance(each, type) and each.__module__ == "bot.errors"
    }
    kinds = {name for name in ours if issubclass(getattr(errors, name), errors.BotError)}
    assert kinds == set(re.findall(r"\w+Error", errors.__doc__ or ""))
    above_others = {base.__name__ for name in kinds for base in getattr(errors, name).__bases__} - {"StartError"}
    failures = PAGE.partition("## When something fails")[2].partition("\n## ")[0]
    assert kinds - above_others == set(re.findall(r"`(\w+Error)`", failures))


def test_the_pictures_are_as_they_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("tap", PICTURES / "tap.py")
    assert spec is not None
    assert spec.loader is not None
    tap = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "tap", tap)
    spec.loader.exec_module(tap)
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
    port = free_port()
    async with serve(telegram, port=0) as server:
        given = settings.read(
            telegram_bot_token=telegram.token,
            telegram_api_url=server.url,
            webhook_url=f"http://127.0.0.1:{port}",
            host="127.0.0.1",
            port=port,
            database_url=database_url,
        )
        async with app.running(given) as running:
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
