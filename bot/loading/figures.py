"""Numbers in two languages: `21st` and `siglo XXI`, `1,250.5` and `1.250,5`, `2 billion` and `2,000 millones`."""

import re
from decimal import Decimal

_FIGURE = re.compile(r"(?<![\w-])\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[.,\s](?=\d{3}(?!\d))")
_POWERS = {
    12: r"\s?trillion|\s?billones|\s?billón",
    9: r"\s?billion|\s?bn|\s?mil millones|\s?mmdd|(?-i:B)",
    6: r"\s?million|\s?millones|\s?millón|\s?mdd|\s?mdp|(?-i:M)",
    3: r"\s?thousand|\s?mil|(?-i:K)",
}
"""Powers of ten by what they are called; an English billion is a thousand millions, a Spanish one a million of them."""
_UNIT = re.compile("|".join(rf"(?P<e{power}>{names})\b" for power, names in _POWERS.items()), re.IGNORECASE)
_RANGE = re.compile(rf"\s?(?:[-–]|\b(?:to|and|or|a|y|o)\b)\s?(?:US)?\$?(?:{_FIGURE.pattern})")
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
    return dict(_figure(match, text) for match in _FIGURE.finditer(text))


def _figure(match: re.Match[str], text: str) -> tuple[Decimal, str]:
    value = Decimal(_THOUSANDS.sub("", match[0]).replace(",", "."))
    if unit := _UNIT.match(text, match.end()):
        return _times(value, unit), match[0] + unit[0]
    following = _RANGE.match(text, match.end())  # `60 to 70 billion`
    if following and (unit := _UNIT.match(text, following.end())):
        return _times(value, unit), match[0]
    return value, match[0]


def _times(value: Decimal, unit: re.Match[str]) -> Decimal:
    return value.scaleb(next(power for power in _POWERS if unit[f"e{power}"]))


def _romans(text: str) -> set[Decimal]:
    return {_arabic(match[0]) for match in _ROMAN.finditer(text)}


def _arabic(roman: str) -> Decimal:
    values = [_LETTERS[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return Decimal(sum(-value if value < following else value for value, following in pairs))
