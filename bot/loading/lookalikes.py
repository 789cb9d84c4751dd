"""What only looks like YAML: curly quotes, odd spaces, long dashes, and the marks of two changes that met."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.errors import Fault

_MET = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)")
_MET_WORDS = (
    "two changes of this file met here; keep one version of the lines between <<<<<<< and >>>>>>>, "
    "and take out those with <<<<<<<, ======= and >>>>>>>"
)
_CURLY = 'this quote does not hold a text together; type a straight one: "'
_ALIKE = (
    (
        re.compile("^ *(?P<sign>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"),
        "this space only looks like one; delete it, and type a new one",
    ),
    (re.compile(r"^ *(?P<sign>[–—−•])\s"), "this sign only looks like a hyphen; type - and a space instead"),
    (re.compile(r"(?:^|[:-]) +(?P<sign>[“”„«‘’])"), _CURLY),
    (re.compile(r'[:-] +"[^"]*(?P<sign>[“”„])\s*$'), _CURLY),
    (re.compile(r"^ *(?:- +)?[\w-]+ *(?P<sign>：)"), "this sign only looks like a colon; type : and a space instead"),
)


def fault(text: str, line: int, file: str) -> Fault | None:
    """Give what is the likely cause where YAML gives up on a line, counted from 0: in it, or in the one above."""
    lines = text.split("\n")
    return next(_met(lines, file), None) or next(_alike(lines, range(max(0, line - 1), line + 1), file), None)


@lru_cache(1_000)  # the same few keys stand in each of thousands of items
def words(line: str) -> tuple[int, str] | None:
    """Tell where in a line, from 0, a sign only looks like one of YAML's, and what to do."""
    found = ((sign.search(line), words) for sign, words in _ALIKE)
    return next(((match.start("sign"), words) for match, words in found if match), None)


def _met(lines: list[str], file: str) -> Iterator[Fault]:
    for number, line in enumerate(lines):
        if _MET.match(line):
            yield Fault(file, number + 1, 1, "", _MET_WORDS)


def _alike(lines: list[str], numbers: range, file: str) -> Iterator[Fault]:
    for number in numbers:
        if found := words("".join(lines[number : number + 1])):
            yield Fault(file, number + 1, found[0] + 1, "", found[1])
