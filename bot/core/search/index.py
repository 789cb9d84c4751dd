"""The index: made once from all documents, asked for each query."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import islice
from sys import intern
from typing import NamedTuple

from bot.core.routes import Route
from bot.core.search.documents import Document
from bot.core.search.results import Certainty, Results
from bot.core.search.stems import stemmer
from bot.core.search.vocabulary import Doubt, Match, Matches, Vocabulary, beginning
from bot.core.search.words import slug, split

MOST_RESULTS = 200
MOST_WORDS = 8
"""Words of a query that are looked at; nobody types more to find somebody."""
MOST_CANDIDATES = 20_000
"""Documents with one of the words that are looked through for the others."""
MOST_SCORED = 250
"""Documents with all the words that are weighed against each other."""
MARGIN = 0.08
"""How much better than the next the best has to be to be the only one that is meant."""
BESIDE, TEXT = 0.75, 0.5
"""What a word counts that stands beside a name or in a text, one in a name counting 1."""

COVERED = 0.1
"""What is added where the query names something as a whole."""

_IN_TEXT = Match(TEXT, Doubt.SHORT)
_GUESSED = Match(0.9 * TEXT, Doubt.OTHER)
_NO_STEMS: frozenset[str] = frozenset()

Scores = dict[int, "_Score"]


class _Entry(NamedTuple):
    """A document as words: those of each of its names, those beside them, and the stems of its texts."""

    names: tuple[frozenset[str], ...]
    beside: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of a query: the words of names that it may mean, its stems, and how much it tells, being rare."""

    word: str
    matches: Matches
    stems: tuple[str, ...]
    guessed: bool
    """Whether the stems are of words that are only near."""
    weight: float

    def among(self, words: Iterable[str]) -> Match | None:
        """Give the best match among some words, if there is one."""
        found = [match for word in words if (match := self._match(word))]
        return max(found, key=lambda match: match.quality, default=None)

    def _match(self, word: str) -> Match | None:
        return self.matches.get(word) or (beginning(self.word, word) if word.startswith(self.word) else None)


@dataclass(frozen=True, slots=True)
class _Score:
    """How well a document fits, whether all the words of the query do, and what speaks against it."""

    value: float
    whole: bool
    doubt: Doubt
    named: bool
    """Whether the query has all the words of its name."""
    said: bool
    """Whether its texts have all the words of the query."""


class Index:
    """Finds what is meant by a few words; the words of `passed_over` say nothing."""

    def __init__(self, documents: Sequence[Document], languages: Iterable[str], passed_over: str = "") -> None:
        self._stems = stemmer(languages)
        self._passed_over = frozenset(split(passed_over))
        self._routes = tuple(document.route for document in documents)
        self._spoken = Vocabulary(_words_of_texts(documents), (), self._stems)
        beside = cache(_words)  # as many people as an organization has share its words
        self._entries = tuple(self._entry(document, beside(document.beside)) for document in documents)
        self._named = _postings(entry.beside.union(*entry.names) for entry in self._entries)
        self._said = _postings(entry.stems for entry in self._entries)
        titles = (name for document in documents if document.inflected for name in document.names)
        inflected = {word for title in titles for word in split(title)}
        self._vocabulary = Vocabulary(self._named, inflected, self._stems)

    def find(self, query: str) -> Results:
        """Give what is meant by a query, in any language, whatever its accents, its order and its slips."""
        words = self._words(query)
        wanted = [self._wanted(word, slips=False) for word in words]
        scores = self._whole(wanted)
        if not scores:
            wanted = [self._wanted(word, slips=True) for word in words]
            scores = self._whole(wanted)
        if not scores:
            near = self._best(self._partly(wanted))
            return Results(self._places(near), Certainty.NEAREST if near else Certainty.NONE)
        best = self._best(scores)
        clear = _is_clear([scores[number] for number in best], len(words))
        return Results(self._places(best), Certainty.CLEAR if clear else Certainty.SEVERAL)

    def slug(self, query: str) -> str:
        """Write the words of a query that say something as a button can carry them; empty where there are none."""
        return slug(self._words(query))

    def _entry(self, document: Document, beside: frozenset[str]) -> _Entry:
        names = tuple([self._telling(_words((name,))) for name in document.names])
        return _Entry(names, beside, self._stemmed(document.texts) if document.texts else _NO_STEMS)

    def _stemmed(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(stem for text in texts for word in split(text) for stem in self._stems(word))

    def _telling(self, name: frozenset[str]) -> frozenset[str]:
        """Leave out the words of a name that say nothing, unless all of them do."""
        return name if name.isdisjoint(self._passed_over) else name - self._passed_over or name

    def _words(self, query: str) -> list[str]:
        words = self._joined(word for word in split(query) if word not in self._passed_over)
        return list(dict.fromkeys(words))[:MOST_WORDS]

    def _joined(self, words: Iterable[str]) -> list[str]:
        """Write together what is one word here: `martin rea`, `3 m`."""
        joined: list[str] = []
        for word in words:
            if joined and joined[-1] + word in self._vocabulary:
                joined[-1] += word
            else:
                joined.append(word)
        return joined

    def _wanted(self, word: str, *, slips: bool) -> _Wanted:
        matches = self._vocabulary.written(word)
        if slips or not matches:
            matches = {**self._vocabulary.slips(word), **matches}
        stems = self._stems(word)
        if guessed := slips and self._said.keys().isdisjoint(stems):
            stems = tuple(stem for near in self._spoken.near(word) for stem in self._stems(near))
        named = sum(len(self._named[match]) for match in matches)
        said = sum(len(self._said.get(stem, ())) for stem in stems)
        return _Wanted(word, matches, stems, guessed, math.log(2 + len(self._entries) / (1 + named + said)))

    def _whole(self, wanted: Sequence[_Wanted]) -> Scores:
        """Score the documents that have all the words."""
        telling = sorted((one for one in wanted if len(one.word) > 1), key=lambda one: -one.weight)
        if not telling:
            return {}
        numbers = self._documents(telling[0], MOST_CANDIDATES)
        for one in telling[1:]:
            others = frozenset(self._documents(one, MOST_CANDIDATES))
            numbers = [number for number in numbers if number in others]
        scores = {number: self._score(number, wanted) for number in numbers[:MOST_SCORED]}
        return {number: score for number, score in scores.items() if score.whole}

    def _partly(self, wanted: Sequence[_Wanted]) -> Scores:
        telling = [one for one in wanted if len(one.word) > 1]
        numbers = {number for one in telling for number in self._documents(one, MOST_RESULTS)}
        return {number: self._score(number, telling) for number in numbers}

    def _documents(self, wanted: _Wanted, most: int) -> list[int]:
        """Give the documents with a word, those with the best matches first."""
        found: dict[int, None] = {}
        for word in sorted(wanted.matches, key=lambda word: -wanted.matches[word].quality):
            found.update(dict.fromkeys(self._named[word]))
            if len(found) > most:
                break
        for stem in wanted.stems:
            found.update(dict.fromkeys(self._said.get(stem, ())))
        return list(islice(found, most))

    def _score(self, number: int, wanted: Sequence[_Wanted]) -> _Score:
        entry = self._entries[number]
        elsewhere = [_elsewhere(one, entry) for one in wanted]
        said = all(one.word in self._spoken and not entry.stems.isdisjoint(one.stems) for one in wanted)
        return max((_score(wanted, elsewhere, name, said) for name in entry.names), key=lambda score: score.value)

    def _best(self, scores: Scores) -> list[int]:
        return nsmallest(MOST_RESULTS, scores, key=lambda number: (-scores[number].value, number))

    def _places(self, numbers: Iterable[int]) -> tuple[Route, ...]:
        return tuple(self._routes[number] for number in numbers)


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Give the words of some texts; each is kept once, for thousands of people have few different ones."""
    return frozenset([word for text in texts for word in map(intern, split(text))])


def _postings(words_of_each: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_of_each):
        for word in words:
            postings[word].append(number)
    return dict(postings)


def _words_of_texts(documents: Iterable[Document]) -> Iterator[str]:
    return (word for document in documents for text in document.texts for word in split(text))


def _elsewhere(wanted: _Wanted, entry: _Entry) -> Match | None:
    """Match a word beside the names and in the texts."""
    if match := wanted.among(entry.beside):
        return Match(BESIDE * match.quality, match.doubt)
    if entry.stems.isdisjoint(wanted.stems):
        return None
    return _GUESSED if wanted.guessed else _IN_TEXT


def _score(wanted: Sequence[_Wanted], elsewhere: Sequence[Match | None], name: Collection[str], said: bool) -> _Score:
    named = [one.among(name) for one in wanted]
    best = [_better(here, there) for here, there in zip(named, elsewhere, strict=True)]
    value = sum(one.weight * match.quality for one, match in zip(wanted, best, strict=True) if match)
    covered = sum(match is not None and match is here for match, here in zip(best, named, strict=True))
    return _Score(
        value / sum(one.weight for one in wanted) + COVERED * min(1.0, covered / len(name)),
        all(best),
        max((match.doubt for match in best if match), default=Doubt.OTHER),
        covered >= len(name),
        said,
    )


def _better(here: Match | None, there: Match | None) -> Match | None:
    return there if here is None or (there is not None and there.quality > here.quality) else here


def _is_clear(scores: Sequence[_Score], words: int) -> bool:
    """Tell whether the first is meant and no other.

    A short beginning needs another word beside it; a part of a name may as well be a word that others speak of.
    """
    best, *others = scores
    allowed = Doubt.SHORT if words > 1 else Doubt.NONE
    spoken_of = not best.named and any(other.said for other in others)
    ahead = not others or best.value - others[0].value >= MARGIN
    return best.doubt <= allowed and ahead and not spoken_of
