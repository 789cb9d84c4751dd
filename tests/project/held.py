"""Newer versions that `make update` leaves alone, because pyproject.toml allows no such; pip is asked for them."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version
from rich.console import Console

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "index", "versions", "--json")

Newest = Callable[[str], Version | None]
"""Gives the newest version of a package, or None where nobody can be asked."""


def requirements(project: dict[str, Any]) -> list[Requirement]:
    """Give all that pyproject.toml asks for: to run, to develop, and to build."""
    extras = project["project"]["optional-dependencies"].values()
    every = [project["project"]["dependencies"], *extras, project["build-system"]["requires"]]
    return [Requirement(one) for group in every for one in group]


def lines(wanted: Iterable[Requirement], newest: Newest) -> list[str]:
    """Say of each package with a newest allowed version what there is beyond it."""
    found = []
    for one in wanted:
        if not any(bound.operator.startswith(("<", "=", "~")) for bound in one.specifier):
            continue
        version = newest(one.name)
        if version is None:
            found.append(f"NOT LOOKED AT: whether there is a newer {one.name}; the package index cannot be asked")
        elif version not in one.specifier:
            found.append(f"HELD BACK: {one.name} {version} is there, pyproject.toml says {one.specifier}")
    return found


def _newest(name: str) -> Version | None:
    asked = subprocess.run([*PIP, name], capture_output=True, text=True, check=False)
    try:
        return max(map(Version, json.loads(asked.stdout)["versions"]))
    except (ValueError, KeyError):
        return None


def main() -> None:
    """Look through pyproject.toml in this folder."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    found = lines(requirements(project), _newest)
    words = found or ["Nothing newer is held back by pyproject.toml."]
    Console().print("\n".join(words), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
