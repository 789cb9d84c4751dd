"""A YAML file as plain data in which every scalar is text, with the place of everything in it."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import EditionError, Fault, Severity
from bot.loading import lookalikes
from bot.loading.syntax import compose

Steps = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"]

_LEFT_OUT = re.compile(r" +#[^\s#]")
"""What is most likely part of a text (`Report #1`), though YAML takes it for a remark; remarks have a space."""
_REMARK = "put the whole text between quotes, or a space after # if it is a remark"


@dataclass(slots=True)
class Source:
    """What a file holds: `data` for validation, `places` for its faults, and the faults that YAML itself has."""

    name: str
    text: str = field(default="", repr=False)
    data: Data | None = None
    places: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, steps: Steps, words: str) -> Fault:
        """Make a fault in the place of a value, or of the nearest thing around one that is missing."""
        known = steps
        while known not in self.places and known:
            known = known[:-1]
        line, column = self.places.get(known, (1, 1))
        return Fault(self.name, line, column, spelled(steps), words)

    def warning(self, steps: Steps, words: str) -> Fault:
        """Make a warning in the place of a value; its path has ids instead of places: `reports[mexico].title.es`."""
        return replace(self.fault(steps, words), path=self.named(steps), severity=Severity.WARNING)

    def named(self, steps: Steps) -> str:
        """Write a path that stays the same when items are added above: an item with an id is called by it."""
        here: Any = self.data
        path = ""
        for step in steps:
            here = here[step]
            id = here.get("id") if isinstance(here, dict) and isinstance(step, int) else None
            path += spelled((step,)) if id is None and isinstance(step, int) else f"[{id}]" if id else f".{step}"
        return path.removeprefix(".")


def spelled(steps: Steps) -> str:
    """Write a path as editors read it: `reports[1].title.es`, counted from 0."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.removeprefix(".")


def read(file: Path, name: str, *, optional: bool = False) -> Source:
    """Read one file; what is wrong with it is in `faults`, and `data` is None where nothing can be used.

    One that is `optional` may be missing or empty.
    """
    source = Source(name)
    if optional and not file.exists():
        source.data = {}
        return source
    try:
        source.text = file.read_text(encoding="utf-8-sig")
        node = compose(source.text, name)
    except FileNotFoundError:
        source.faults.append(Fault(name, 1, 1, "", "is missing; put the file back"))
    except OSError as error:
        source.faults.append(Fault(name, 1, 1, "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        source.faults.append(not_utf8(name, error))
    except EditionError as error:
        source.faults += error.faults
    else:
        if (node is None or node.value == "") and optional:
            source.data = {}
        elif node is None or node.value == "":
            source.faults.append(Fault(name, 1, 1, "", "is empty; put its content back"))
        else:
            source.data = _plain(node, (), source)
    return source


def not_utf8(name: str, error: UnicodeDecodeError) -> Fault:
    """Make the fault of a file that was saved in another encoding, on the line of the first character that shows it."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return Fault(name, line, 1, "", "has a letter on this line that is not UTF-8; save the whole file as UTF-8")


def _plain(node: Node, steps: Steps, source: Source) -> Data:
    source.places.setdefault(steps, _place(node))
    match node:
        case MappingNode():
            return _mapping(node, steps, source)
        case SequenceNode():
            return [_item(item, (*steps, number), source) for number, item in enumerate(node.value)]
        case _:
            if _is_cut(node, source.text):
                words = f"what follows # is left out; {_REMARK}"
                source.faults.append(Fault(source.name, *_place(node), spelled(steps), words))
            return str(node.value)


def _item(node: Node, steps: Steps, source: Source) -> Data:
    if isinstance(node, ScalarNode) and not node.style and node.start_mark.line < node.end_mark.line:
        words = "goes on over several lines; put a dash before each item, or all of this one on its line"
        source.faults.append(Fault(source.name, *_place(node), spelled(steps), words))
    return _plain(node, steps, source)


def _is_cut(node: Node, text: str) -> bool:
    in_line = isinstance(node, ScalarNode) and node.style not in ("|", ">")
    return in_line and _LEFT_OUT.match(text, node.end_mark.index) is not None


def _mapping(node: MappingNode, steps: Steps, source: Source) -> dict[str, Data]:
    data: dict[str, Data] = {}
    for key, value in node.value:
        below = (*steps, str(key.value))
        if not isinstance(key, ScalarNode):
            words = (
                "there is a bracket where a key has to be; if it belongs to the text, put the whole text between quotes"
            )
            source.faults.append(Fault(source.name, *_place(key), spelled(steps), words))
        elif alike := lookalikes.words(key.value):
            source.faults.append(Fault(source.name, *_place(key), spelled(steps), alike[1]))
        elif key.value in data:
            line, _ = source.places[below]
            dash = ", or put the dash of a new item before it" if steps and isinstance(steps[-1], int) else ""
            words = f"stands here a second time, after line {line}; keep one{dash}"
            source.faults.append(Fault(source.name, *_place(key), spelled(below), words))
        else:
            source.places[below] = _place(key)
            data[key.value] = _plain(value, below, source)
    return data


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def items(data: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """Give the mappings in a list under a key, numbered, as far as the data has that shape at all."""
    found = data.get(key) if isinstance(data, dict) else None
    return (
        [(number, item) for number, item in enumerate(found) if isinstance(item, dict)]
        if isinstance(found, list)
        else []
    )
