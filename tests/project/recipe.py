"""CONTRIBUTING.md as somebody follows it who does what stands there, and nothing else."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(part.split("\n", 1) for part in GUIDE.partition("\n# Recipes\n")[2].split("\n## ")[1:])

_FENCE = re.compile(
    r"^```(?P<kind>\w*)\n(?P<block>.*?)^```$(?:\n\n```text\n(?P<told>.*?)^```$)?", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"\b(?:[Ii]n|file)\s`([\w./-]+\.\w+)`")
_LEFT_OUT = (".git", ".venv", "node_modules", "__pycache__", ".pytest_cache", ".hypothesis", "build", "dist", "data")


@dataclass(frozen=True, slots=True)
class Step:
    """A block of a recipe: a change of a file, a new file, or commands, and of these what they complain of."""

    kind: str
    file: str
    block: str
    told: str


def steps(recipe: str) -> Iterator[Step]:
    """Give the steps of a recipe; the paragraph before a block says to which file it belongs."""
    before = 0
    for fence in _FENCE.finditer(recipe):
        paragraph = recipe[before : fence.start()].rstrip().rpartition("\n\n")[2]
        named = _FILE.search(paragraph)
        yield Step(fence["kind"], named[1] if named else "", fence["block"], fence["told"] or "")
        before = fence.end()


class Copy:
    """A copy of the repository in which a recipe is followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "copy"
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        _install(self.folder / ".venv")

    def follow(self, recipe: str) -> None:
        """Take the steps of a recipe, or of a part of one."""
        for step in steps(recipe):
            self.take(step)

    def take(self, step: Step) -> None:
        """Take one step."""
        match step.kind:
            case "diff":
                self._change(self.folder / step.file, step.block)
            case "sh":
                self.run(step.block, step.told)
            case _:
                self._create(self.folder / step.file, step.block)

    def run(self, commands: str, told: str = "") -> None:
        """Type commands, which have to succeed, or to complain just so."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        done = subprocess.run(
            ["sh", "-euc", commands], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == bool(told), f"{commands}\n{said[-6000:]}"
        assert _lines(told) - _lines(said) == set(), f"{commands}\n{said[:6000]}"

    def _create(self, file: Path, text: str) -> None:
        assert not file.exists(), f"{file.name} is there already"
        file.write_text(text, encoding="utf-8")

    def _change(self, file: Path, block: str) -> None:
        text = file.read_text(encoding="utf-8")
        for place in block.split("@@\n"):
            text = changed(text, place, file.name)
        file.write_text(text, encoding="utf-8")


def changed(text: str, place: str, file: str) -> str:
    """Change a place of a file: what has no sign, or a minus, has to stand in it just so, once."""
    lines = place.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    found = list(re.finditer(f"^{re.escape(before)}", text, re.MULTILINE))
    assert len(found) == 1, f"this stands {len(found)} times in {file}, and has to stand there once:\n{before}"
    return text[: found[0].start()] + after + text[found[0].end() :]


def _lines(text: str) -> set[str]:
    """Give the lines without the numbers of lines and columns, which move when something is added above."""
    return {re.sub(r":\d+:\d+:", ":", line) for line in text.splitlines()}


def _install(environment: Path) -> None:
    """Set up what make would install, out of what is installed here."""
    here = Path(sys.prefix)
    (environment / "bin").mkdir(parents=True)
    for name in ("pyvenv.cfg", "lib"):
        (environment / name).symlink_to(here / name)
    for program in (here / "bin").iterdir():
        _put(program, environment / "bin" / program.name)
    for stamp in ("python", "run", "dev"):
        (environment / f"{stamp}.stamp").touch()


def _put(program: Path, place: Path) -> None:
    """Link a program; one that names the Python that runs it gets the one of its own environment."""
    content = program.read_bytes()
    if content.startswith(b"#!"):
        shebang = b"#!%b\n" % bytes(place.with_name("python"))
        place.write_bytes(re.sub(rb"\A#!\S+/python[\d.]*\n", shebang, content))
        place.chmod(0o755)
    else:
        place.symlink_to(program)
