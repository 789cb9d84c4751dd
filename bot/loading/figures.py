"""Numbers in two languages: `21st` and `siglo XXI`, `2nd` and `segundo`, `2 billion` and `2,000 millones`."""

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

_SPOKEN = {
    1: "one first un una primer primero primera",
    2: "two second dos segundo segunda",
    3: "three third tres tercer tercero tercera",
    4: "four fourth cuatro cuarto cuarta",
    5: "five fifth cinco quinto quinta",
    6: "six sixth seis sexto sexta",
    7: "seven seventh siete séptimo séptima",
    8: "eight eighth ocho octavo octava",
    9: "nine ninth nueve noveno novena",
    10: "ten tenth diez décimo décima",
}
_WORDS = {word: number for number, words in _SPOKEN.items() for word in words.split()}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)

Figures = dict[Decimal, str]
"""Values, each with how it is written."""


def difference(original: str, text: str) -> tuple[list[str], list[str]]:
    """Give the numbers of the original that are not in the text, and those of the text that are not in the original.

    They are given as they are written; a number in figures may stand in Roman ones or in words on the other side.
    """
    there, here = _figures(original), _figures(text)
    return _without(there, {*here, *_others(text)}), _without(here, {*there, *_others(original)})


def _without(figures: Figures, known: set[Decimal]) -> list[str]:
    return [written for value, written in figures.items() if value not in known]


def _figures(text: str) -> Figures:
    return dict(_figure(match, text) for match in _FIGURE.finditer(text))


def _figure(match: re.Match[str], text: str) -> tuple[Decimal, str]:
    value = Decimal(_THOUSANDS.sub("", match[0]).replace(",", "."))
    unit = _UNIT.match(text, match.end())
    return _times_its_unit(value, match, text), match[0] + (unit[0] if unit else "")


def _others(text: str) -> set[Decimal]:
    """Give the numbers in Roman figures and in words, with which a number in figures may be translated."""
    spoken = {_times_its_unit(Decimal(_WORDS[word[0].casefold()]), word, text) for word in _WORD.finditer(text)}
    return spoken | {_arabic(match[0]) for match in _ROMAN.finditer(text)}


def _times_its_unit(value: Decimal, number: re.Match[str], text: str) -> Decimal:
    """Take a unit into account: its own, or that of the number up to which it goes (`60 to 70 billion`)."""
    unit = _UNIT.match(text, number.end())
    following = _RANGE.match(text, unit.end() if unit else number.end())
    last = _UNIT.match(text, following.end()) if following else None
    if last and (unit is None or (unit[0].strip(), last[0].strip()) == ("mil", "mil millones")):
        unit = last
    return value.scaleb(next((power for power in _POWERS if unit and unit[f"e{power}"]), 0))


def _arabic(roman: str) -> Decimal:
    values = [_LETTERS[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return Decimal(sum(-value if value < following else value for value, following in pairs))
