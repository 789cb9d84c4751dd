"""The wheel, built as `make dist` builds it and installed beside what requirements.txt locks, and nothing else."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project import locks

SOURCES = ("bot", "handlers", "content", "locales", "benchmarks", "docs", "tests")
FILES = (".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.txt")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has left in dist/."""

    wheel: Path
    sdist: Path


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the bot in it, which knows nothing of this repository."""

    folder: Path

    @property
    def python(self) -> str:
        """Its Python."""
        return str(self.folder / "bin" / "python")

    @property
    def bot(self) -> str:
        """The command that the wheel brings along."""
        return str(self.folder / "bin" / "ally-shoring-bot")


def copied(to: Path) -> Path:
    """Copy what a clone of the repository would hold, as far as it matters to a build."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", ".venv", "node_modules"))
    for name in FILES:
        shutil.copy(ROOT / name, to / name)
    return to


def carried_out(*command: str, cwd: Path, umask: int = 0o022, **environment: str) -> str:
    """Carry out a command as a clean machine would, and give what it said."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def left(folder: Path) -> Built:
    """Give what lies in dist/, which is one wheel and one sdist."""
    sdist, wheel = sorted((folder / "dist").iterdir(), key=lambda file: file.suffix)
    return Built(wheel, sdist)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wheel and the sdist, as `make dist` builds them."""
    folder = copied(tmp_path_factory.mktemp("clone"))
    carried_out(
        *("make", "-o", f"{sys.prefix}/dev.stamp", f"VENV={sys.prefix}", "dist"),
        cwd=folder,
        SOURCE_DATE_EPOCH="1700000000",  # a date that somebody has for other builds
    )
    return left(folder)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own."""
    one = Installed(tmp_path_factory.mktemp("environment"))
    venv.create(one.folder, symlinks=True)
    (packages,) = one.folder.glob("lib/python*/site-packages")
    _link_locked(packages, locks.read("requirements.txt", (ROOT / "requirements.txt").read_text(encoding="utf-8")))
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", one.python)
    carried_out(*pip, "install", "--no-index", str(built.wheel), cwd=one.folder)
    return one


def _link_locked(packages: Path, locked: Mapping[str, locks.Locked]) -> None:
    """Lend an environment what is locked, of all that is installed here."""
    for name in locked:
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(found.locate_file(top))))
