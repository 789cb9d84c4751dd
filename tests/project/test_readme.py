"""The README says what there is, and there is what it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from bot.cli.commands import cli
from bot.settings import Settings
from tests.commands import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_bot_is_in_the_readme_and_no_other() -> None:
    described = set(re.findall(r"^\| `/(\w+)` \|", README, re.MULTILINE))
    assert described == COMMANDS


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    table = README.partition("## Settings")[2].partition("## ")[0]
    described = set(re.findall(r"`([A-Z][A-Z_]+)`", table))
    assert described == {name.upper() for name in Settings.model_fields}


def test_every_subcommand_is_in_the_readme_and_no_other() -> None:
    described = set(re.findall(r"^\| `python -m bot ([a-z ]+?)( [A-Z]+)?`", README, re.MULTILINE))
    assert {name for name, _ in described} == set(_names(get_command(cli)))


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make (\w+)", README.replace("make;", ""))) - targets == set()


def test_every_file_that_the_readme_links_to_exists() -> None:
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link}
    assert [link for link in sorted(linked) if not Path(ROOT, link).exists()] == []


def _names(command: Any, before: str = "") -> Iterator[str]:
    """Give the subcommands of a command, and theirs, as they are typed."""
    for name, below in command.commands.items():
        yield from _names(below, f"{before}{name} ") if hasattr(below, "commands") else [f"{before}{name}"]
