"""What is told of the architecture is so: names, folders, layers, errors; test_way.py has the way of one tap."""

import re
import tomllib
from typing import Any

import pytest

from bot import errors
from tests.conftest import ROOT
from tests.project.naming import exists

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = sorted(set(re.findall(r"`([^`\n]+)`", BLOCK.sub("", PAGE))))


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
