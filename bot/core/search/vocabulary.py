"""All the words that names are made of, and which of them somebody may mean by a word."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.search.slips import likely, other_ending
from bot.core.search.words import sound

SHORTEST_SLIP = 4
"""Letters below which a slip makes another word: `Ana` is not `Jana`."""
TWO_SLIPS = 8
"""Letters from which on two slips are forgiven."""
SURE_SLIP = 6
"""Letters from which on a word with one slip can hardly mean anything else."""
SURE_BEGINNING = 4
"""Letters from which on a beginning can hardly mean anything else."""
MOST_BEGINNINGS = 400
"""How many words with the same beginning are looked at."""

Stems = Callable[[str], Sequence[str]]


class Doubt(IntEnum):
    """What speaks against a word being meant."""

    NONE = 0
    SHORT = 1
    """There is little to go by, a short beginning or a slip in a short word: another word has to speak for it."""
    OTHER = 2
    """What was written may as well be another word: Fernando is no slip for Fernanda."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a word fits, up to 1, and what speaks against it."""

    quality: float
    doubt: Doubt = Doubt.NONE


Matches = Mapping[str, Match]

_EXACT = Match(1.0)
_SOUND = Match(0.95)
_STEM = Match(0.93)


class Vocabulary:
    """Finds the words that are meant; made once from all words that there are, of which some have other forms."""

    def __init__(self, words: Iterable[str], inflected: Iterable[str], stems: Stems) -> None:
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._stems = stems
        self._by_length = _grouped(self._words, lambda word: (len(word),))
        self._by_sound = _grouped(self._words, lambda word: (sound(word),))
        self._by_stem = _grouped(inflected, stems)

    def written(self, word: str) -> Matches:
        """Give the words that fit as it is written: by its beginning, its stem, its sound, or to the letter."""
        found = {longer: beginning(word, longer) for longer in self._beginnings(word)}
        found |= {other: _STEM for stem in self._stems(word) for other in self._by_stem.get(stem, ())}
        found |= dict.fromkeys(self._sounding(word), _SOUND)
        return found | ({word: _EXACT} if word in self._known else {})

    def slips(self, word: str) -> Matches:
        """Give the words that differ by a letter or two: one too many, too few, another, or two swapped."""
        if len(word) < SHORTEST_SLIP or word.isdigit():
            return {}
        allowed = 2 if len(word) >= TWO_SLIPS else 1
        lengths = range(len(word) - allowed, len(word) + allowed + 1)
        return {
            other: _slip(word, other, distance)
            for length in lengths
            for other, distance, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
        }

    def near(self, word: str) -> Sequence[str]:
        """Give the words of texts that may be meant by a word that none of them has: longer ones, and sure slips."""
        if len(word) < SURE_SLIP:
            return ()
        slips = (other for other, match in self.slips(word).items() if match.doubt is Doubt.NONE)
        return (*self._beginnings(word), *self._sounding(word), *slips)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def _sounding(self, word: str) -> list[str]:
        return [other for other in self._by_sound.get(sound(word), ()) if abs(len(other) - len(word)) <= 2]

    def _beginnings(self, word: str) -> list[str]:
        if len(word) < 2:
            return []
        first, last = bisect_left(self._words, word), bisect_left(self._words, f"{word}\uffff")
        return self._words[first : min(last, first + MOST_BEGINNINGS)]


Key = str | int


def _grouped(words: Iterable[str], keys: Callable[[str], Iterable[Key]]) -> Mapping[Key, Sequence[str]]:
    groups: dict[Key, list[str]] = defaultdict(list)
    for word in words:
        for key in keys(word):
            groups[key].append(word)
    return groups


def beginning(word: str, longer: str) -> Match:
    """Judge a word that another one begins with."""
    return Match(0.8 + 0.12 * len(word) / len(longer), Doubt.NONE if len(word) >= SURE_BEGINNING else Doubt.SHORT)


def _slip(word: str, other: str, distance: int) -> Match:
    """Judge a slip: the first letter is rarely wrong, and another last vowel makes another name."""
    same_start, same_length = word[0] == other[0], len(word) == len(other)
    quality = 0.9 - 0.1 * distance - (0.0 if same_start else 0.08)
    if other_ending(word, other):
        return Match(quality - 0.1, Doubt.OTHER)
    is_likely = distance == 1 and likely(word, other)
    if distance == 1 and len(word) >= SURE_SLIP and (same_start or (same_length and is_likely)):
        return Match(quality)
    return Match(quality, Doubt.SHORT if is_likely else Doubt.OTHER)
