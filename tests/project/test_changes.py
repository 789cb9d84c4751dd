"""After the lock files were renewed, it is said what changed, and what to look at."""

from io import StringIO

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from rich.console import Console

from tests.project import held
from tests.project.changes import LEGEND, found, show

RUN, DEV = "requirements.txt", "requirements-dev.txt"


def locked(**versions: str) -> str:
    """Write a lock file."""
    return "".join(f"{name}=={version} \\\n    --hash=sha256:00\n    # via x\n" for name, version in versions.items())


def looked_at(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Give why each change asks for a look."""
    return {one.package: one.look for one in found(before, after)}


@pytest.mark.parametrize(
    ("old", "new", "look"),
    [
        ("1.2.3", "1.3.0", ""),
        ("1.9", "2.0", "MAJOR"),
        ("2025.1", "2026.1", "MAJOR"),
        ("0.31.2", "0.31.3", ""),
        ("0.31.2", "0.32.0", "MAJOR"),
        ("0.32.0", "0.31.2", "OLDER"),
        ("2.0", "1.9", "OLDER"),
    ],
)
def test_a_major_and_a_step_back_ask_for_a_look(old: str, new: str, look: str) -> None:
    assert looked_at({RUN: locked(segno=old)}, {RUN: locked(segno=new)}) == {"segno": look}


def test_what_is_new_and_what_is_gone_ask_for_a_look() -> None:
    assert looked_at({RUN: locked(old="1")}, {RUN: locked(new="1")}) == {"new": "NEW", "old": "GONE"}


def test_what_stays_is_not_mentioned() -> None:
    assert looked_at({RUN: locked(segno="1")}, {RUN: locked(segno="1"), DEV: ""}) == {}


def test_what_stands_in_two_files_is_said_once_with_the_purpose_that_matters_more() -> None:
    (change,) = found(*({RUN: locked(segno=one), DEV: locked(segno=one)} for one in ("1", "2")))
    assert change.purpose == "running"


def test_packages_of_npm_are_read_as_well() -> None:
    lock = '{"packages": {"": {}, "node_modules/grammy": {"version": "%s", "integrity": "sha512-0"}}}'
    file = "benchmarks/peers/package-lock.json"
    assert looked_at({file: lock % "1.46.0"}, {file: lock % "2.0.0"}) == {"grammy": "MAJOR"}


def shown(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Give the words that are shown where nobody looks on, without the frame of the table."""
    console = Console(file=StringIO(), width=80)
    show(found(before, after), console)
    assert isinstance(console.file, StringIO)
    lines = [" ".join(line.replace("│", " ").split()) for line in console.file.getvalue().splitlines()]
    return [line for line in lines if line and line[0] not in "┏┃┡└"]


def test_what_asks_for_a_look_comes_first_and_with_the_way_on() -> None:
    assert shown({RUN: locked(aiohttp="3.1", segno="1.6")}, {RUN: locked(aiohttp="3.2", segno="2.0")}) == [
        "segno 1.6 2.0 MAJOR running",
        "aiohttp 3.1 3.2 running",
        LEGEND,
        "Next: make check test, then commit the lock files.",
    ]


def test_where_nothing_changed_that_is_said() -> None:
    assert shown({RUN: locked(segno="1")}, {RUN: locked(segno="1")}) == [
        "The lock files name the same versions as those of the last commit."
    ]


@pytest.mark.parametrize(
    ("wanted", "newest", "said"),
    [
        ("aiohttp>=3.14,<4", "3.20", []),
        ("aiohttp>=3.14,<4", "4.0", ["HELD BACK: aiohttp 4.0 is there, pyproject.toml says <4,>=3.14"]),
        ("aiohttp>=3.14", "4.0", []),
        (
            "aiohttp>=3.14,<4",
            None,
            ["NOT LOOKED AT: whether there is a newer aiohttp; the package index cannot be asked"],
        ),
    ],
)
def test_what_pyproject_holds_back_is_said(wanted: str, newest: str | None, said: list[str]) -> None:
    assert held.lines([Requirement(wanted)], lambda _: Version(newest) if newest else None) == said
