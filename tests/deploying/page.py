"""docs/deploy.md as an operator follows it: its sections with the lines that are typed there."""

import re
import shlex
from dataclasses import dataclass

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
BETWEEN = ("&&", "||", "|", ";", "&")


@dataclass(frozen=True)
class Section:
    """One section of one of the ways."""

    way: str
    title: str
    lines: tuple[str, ...]


def sections() -> list[Section]:
    """Give the sections in their order; a line that the next one goes on with is one with it."""
    found, way, title = [], "", ""
    for piece in re.split(r"^(?=##+ )", PAGE, flags=re.MULTILINE):
        heading = re.match(r"(##+) (.+)\n", piece)
        if heading and heading[1] == "##":
            way, title = heading[2], ""
        elif heading:
            title = heading[2]
        lines = [line for block in _blocks(piece) for line in block.replace("\\\n", " ").splitlines()]
        if lines:
            found.append(Section(way, title, tuple(lines)))
    return found


def _blocks(piece: str) -> list[str]:
    """Give what is typed; every block on the page is that, so none may be anything else."""
    blocks: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", piece, re.MULTILINE | re.DOTALL)
    assert {kind for kind, _ in blocks} <= {"sh"}
    return [block for _, block in blocks]


def commands(line: str) -> list[str]:
    """Give the commands of a line, also that in brackets of which a variable gets the answer."""
    words = shlex.shlex(line, posix=False, punctuation_chars="|&;")
    words.whitespace_split, words.commenters = True, ""
    found: list[list[str]] = [[]]
    for word in words:
        if word in BETWEEN:
            found.append([])
        else:
            found[-1].append(word)
    return [re.sub(r"^\w+=\$\(|\)$", "", " ".join(command)) for command in found]
