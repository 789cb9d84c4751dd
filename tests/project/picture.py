"""The way of one tap: as the picture has it, as the text beside it tells it, and as a tap really goes."""

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from xml.etree import ElementTree

from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"

ENTRANCES = {
    "bot/core/screens": "render",
    "bot/tg/drawing.py": "draw",
    "bot/alone.py": "claim",
    "bot/store/claims.py": "claim",
}
"""The function with which a step begins, in modules that a tap comes to before, or that work by themselves as well."""


@dataclass(frozen=True, slots=True)
class Step:
    """A box of the picture. Of modules of which a tap comes to one or the other, both are in it."""

    number: int
    modules: tuple[str, ...]
    lines: tuple[str, ...]
    seldom: bool
    """Whether it is dashed: what was drawn once passes it by."""


def steps(picture: str) -> list[Step]:
    """Read the boxes of a picture, in their order."""
    found = [_step(group) for group in ElementTree.parse(PICTURES / picture).iter(f"{SVG}g")]
    return sorted(found, key=lambda step: step.number)


def values(picture: str) -> list[str]:
    """Read the names of our values that stand beside the arrows of a picture."""
    texts = ElementTree.parse(PICTURES / picture).iter(f"{SVG}text")
    return re.findall(r"\b[A-Z]\w+", " ".join(text.text or "" for text in texts if text.get("class") == "value"))


def _step(group: ElementTree.Element) -> Step:
    number, *texts = group.iter(f"{SVG}text")
    modules: list[str] = []
    for line in [text.text or "" for text in texts if text.get("class") == "module"]:
        beside, names = line.startswith("+ "), line.removeprefix("+ ").removeprefix("or ")
        folder = modules[0].rpartition("/")[0] + "/" if beside else ""
        modules += [folder + name for name in names.split(", ")]
    shown = tuple(text.text or "" for text in texts)
    return Step(int(number.text or ""), tuple(modules), shown, "stroke-dasharray" in group[0].attrib)


def told(text: str) -> dict[int, list[str]]:
    """Give the paths that the numbered steps of a text name."""
    parts = re.split(r"^(\d+)\. ", text, flags=re.MULTILINE)
    return {int(number): paths(words) for number, words in zip(parts[1::2], parts[2::2], strict=True)}


def paths(text: str) -> list[str]:
    """Give the paths that a text names."""
    return re.findall(r"`((?:bot|handlers)/[\w/]+(?:\.py)?)`", text)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of our functions."""

    path: str
    function: str

    def begins(self, module: str) -> bool:
        """Tell whether a step begins with it."""
        path = module if module.endswith(".py") else f"{module}/__init__.py"
        return self.path == path and self.function == ENTRANCES.get(module, self.function)


@contextmanager
def followed() -> Iterator[list[Call]]:
    """Note the calls of the bot's functions in this thread, from the first byte on that somebody sends to it.

    What goes on by itself meanwhile, in tasks of the bot's that are there already, is no part of the way.
    """
    calls: list[Call] = []
    others = {task for task in asyncio.all_tasks() if _ours(_file(task))}

    def note(frame: FrameType, event: str, _: object) -> None:
        file, function = frame.f_code.co_filename, frame.f_code.co_name
        if event != "call" or not (path := _ours(file)) or asyncio.current_task() in others:
            return
        if calls or function == "data_received":
            calls.append(Call(path, function))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def _file(task: asyncio.Task[Any]) -> str:
    """Give the file of the function that a task carries out."""
    code = getattr(task.get_coro(), "cr_code", None)
    return code.co_filename if code else ""


def _ours(file: str) -> str | None:
    if not file.startswith(f"{ROOT}/"):
        return None
    path = Path(file).relative_to(ROOT).as_posix()
    return path if path.startswith(("bot/", "handlers/")) and not path.startswith("bot/simulator/") else None


def in_order(modules: Sequence[str], calls: Sequence[Call]) -> list[str]:
    """Give those of some modules that a tap came to, in the order in which it first did."""
    first = {
        module: next((place for place, call in enumerate(calls) if call.begins(module)), None) for module in modules
    }
    came = {module: place for module, place in first.items() if place is not None}
    return sorted(came, key=came.__getitem__)
