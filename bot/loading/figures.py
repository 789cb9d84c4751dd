"""Numbers in two languages: `21st` and `siglo XXI`, `1,250.5` and `1.250,5`, `2 billion` and `2 mil millones`."""

import re
from decimal import Decimal

_FIGURE = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[.,\s](?=\d{3}(?!\d))")
_THOUSAND_MILLIONS = re.compile(r"\s*(?:billion|bn|mil millones)\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b(?:[IVXLC]{2,}|[VX])\b")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Figures = dict[Decimal, str]
"""Values, each with how it is written."""


def difference(original: str, text: str) -> tuple[list[str], list[str]]:
    """Give the numbers of the original that are not in the text, and those of the text that are not in the original.

    They are given as they are written; a number in figures may stand in Roman ones on the other side.
    """
    there, here = _figures(original), _figures(text)
    return _without(there, {*here, *_romans(text)}), _without(here, {*there, *_romans(original)})


def _without(figures: Figures, known: set[Decimal]) -> list[str]:
    return [written for value, written in figures.items() if value not in known]


def _figures(text: str) -> Figures:
    return {_value(match, text): match[0] for match in _FIGURE.finditer(text)}


def _value(match: re.Match[str], text: str) -> Decimal:
    value = Decimal(_THOUSANDS.sub("", match[0]).replace(",", "."))
    return value * 1000 if _THOUSAND_MILLIONS.match(text, match.end()) else value


def _romans(text: str) -> set[Decimal]:
    return {_arabic(match[0]) for match in _ROMAN.finditer(text)}


def _arabic(roman: str) -> Decimal:
    values = [_LETTERS[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return Decimal(sum(-value if value < following else value for value, following in pairs))
