"""What `make lock` and `make update` changed in the lock files since the last commit, and what to look at."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version
from rich.console import Console
from rich.table import Table

from tests.project import locks

LEGEND = "MAJOR: its changelog says what breaks. NEW, OLDER, GONE: find out why."
PURPOSES = dict(zip(locks.FILES, ("running", "developing", "make bench", "make bench"), strict=True))


@dataclass(frozen=True, slots=True)
class Change:
    """Another version of a package; None is no version at all."""

    package: str
    file: str
    old: Version | None
    new: Version | None

    @property
    def look(self) -> str:
        """Why it asks for a look, where it is more than a step forward."""
        match self.old, self.new:
            case None, _:
                return "NEW"
            case _, None:
                return "GONE"
            case Version() as old, Version() as new if new < old:
                return "OLDER"
            case Version() as old, Version() as new if _significant(old) != _significant(new):
                return "MAJOR"
            case _:
                return ""

    @property
    def purpose(self) -> str:
        """What its lock file is for."""
        return PURPOSES[self.file]


def _significant(version: Version) -> tuple[int, ...]:
    """Give what may change when something breaks: 3 of 3.1.4, and 0.31 of 0.31.2."""
    return version.release[: 1 if version.major else 2]


def found(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Compare the texts of lock files by their names; a package that stands in several counts in the first."""
    changes: dict[str, Change] = {}
    for file, text in after.items():
        old, new = locks.read(file, before[file]) if file in before else {}, locks.read(file, text)
        for package in sorted(old.keys() | new.keys()):
            versions = [side[package].version if package in side else None for side in (old, new)]
            if versions[0] != versions[1]:
                changes.setdefault(package, Change(package, file, *versions))
    return list(changes.values())


def show(changes: Sequence[Change], console: Console) -> None:
    """Show a table of what changed, what asks for a look first, and say what comes next."""
    if not changes:
        return console.print("The lock files name the same versions as those of the last commit.")
    table = Table("package", "was", "is", "", "for")
    for one in sorted(changes, key=lambda one: not one.look):
        table.add_row(one.package, str(one.old or ""), str(one.new or ""), one.look, one.purpose)
    console.print(table)
    if any(one.look for one in changes):
        console.print(LEGEND)
    return console.print("Next: make check test, then commit the lock files.")


def _committed(file: str) -> str | None:
    shown = subprocess.run(["git", "show", f"HEAD:./{file}"], capture_output=True, text=True, check=False)
    return shown.stdout if shown.returncode == 0 else None


def main() -> None:
    """Compare the lock files in this folder with those of the last commit."""
    before = {file: text for file in locks.FILES if (text := _committed(file)) is not None}
    after = {file: Path(file).read_text(encoding="utf-8") for file in locks.FILES}
    show(found(before, after), Console())


if __name__ == "__main__":
    main()
