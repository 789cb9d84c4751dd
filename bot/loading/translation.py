"""Suspicious translations: what is found by comparing a text with its original, without understanding either."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.html import plain
from bot.core.upkeep import What
from bot.errors import Fault
from bot.loading.figures import difference

LONG_ENOUGH = 60
"""Characters from which on two lengths can be compared at all."""
SHORTEST, LONGEST = 0.6, 1.8
"""How long a translation usually is, its original being 1: Spanish is a quarter longer than English."""

_LINK = re.compile(r"(?:https?://|tg://|mailto:|tel:|www\.)[^\s\"'<>]+(?<![.,;:!?)])")
_PLACEHOLDER = re.compile(r"\{(?=[^{}]*\w)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its original, with their languages; `warn` makes a warning in the place of the text."""

    original_language: str
    original: str
    language: str
    text: str
    warn: Callable[[str], Fault]


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning that an editor can accept: what it is, and the text, name, number, link or placeholder in question."""

    fault: Fault
    what: What
    found: str | None = None


def findings(pair: Pair) -> Iterator[Finding]:
    """Give what is suspicious about a translation; one that is no translation at all is not looked at further."""
    if _same(pair):
        words = f"reads the same as {pair.original_language}; translate it, or accept it"
        text = " ".join(pair.text.split())
        yield Finding(pair.warn(words), What.SAME, text if len(text) < LONG_ENOUGH else None)
        return
    yield from _length(pair)
    yield from _missing(pair, What.LINKS, "link", *_both(pair, _links))
    yield from _missing(pair, What.PLACEHOLDERS, "placeholder", *_both(pair, _placeholders))
    yield from _missing(pair, What.NUMBERS, "number", *difference(_words(pair.original), _words(pair.text)))


def _same(pair: Pair) -> bool:
    words = _words(pair.text)
    return _words(pair.original) == words and any(map(str.isalpha, words))


def _length(pair: Pair) -> Iterator[Finding]:
    length, usual = _extent(pair.text), _extent(pair.original)
    if max(length, usual) >= LONG_ENOUGH and not SHORTEST <= length / usual <= LONGEST:
        much = "much shorter" if length < usual else "much longer"
        words = (
            f"is {much} than {pair.original_language} ({length:,} characters, {usual:,} there); "
            "look whether something is missing in one of them, or accept it"
        )
        yield Finding(pair.warn(words), What.LENGTH)


def _missing(pair: Pair, what: What, noun: str, lost: list[str], added: list[str]) -> Iterator[Finding]:
    for one in lost:
        words = f"the {noun} {one} stands in {pair.original_language} and not here; correct one of them, or accept it"
        yield Finding(pair.warn(words), what, one)
    for one in added:
        words = f"the {noun} {one} stands here and not in {pair.original_language}; correct one of them, or accept it"
        yield Finding(pair.warn(words), what, one)


def _both(pair: Pair, find: Callable[[str], list[str]]) -> tuple[list[str], list[str]]:
    there, here = find(pair.original), find(pair.text)
    return [one for one in there if one not in here], [one for one in here if one not in there]


def _links(text: str) -> list[str]:
    return list(dict.fromkeys(_LINK.findall(text)))


def _placeholders(text: str) -> list[str]:
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def _words(text: str) -> str:
    """Give what people read, without the addresses and placeholders in it, which are compared by themselves."""
    return " ".join(_PLACEHOLDER.sub(" ", _LINK.sub(" ", plain(text))).split())


def _extent(text: str) -> int:
    """Count characters; one of Chinese, Japanese or Korean says as much as three letters."""
    return sum(3 if unicodedata.east_asian_width(character) in "WF" else 1 for character in plain(text))
