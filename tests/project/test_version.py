"""The version stands in one place, and everything that tells it tells the same."""

import re
import tomllib

from bot import __version__
from tests.conftest import ROOT


def test_the_newest_heading_of_the_changelog_is_this_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == __version__


def test_the_project_takes_it_from_the_code() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (project["project"]["dynamic"], project["tool"]["hatch"]["version"]) == (
        ["version"],
        {"path": "bot/__init__.py"},
    )
