"""What a search costs at 38, 1,000, 10,000 and 100,000 people: `python -m benchmarks.search`.

The 38 are the shipped content; the others are made up, with names and organizations as unevenly spread as they are in
life, and queries as people type them: a surname, a first name and a surname, a slip, two beginnings, a first name,
somebody unknown. Sizes take turns, so that whatever else the machine does falls on all of them.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import loading
from bot.core.routes import Member, Organization
from bot.core.search import Index
from bot.core.search.documents import Document, documents

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 100_000)
QUERIES = 300
ROUNDS = 5
_SYLLABLES = [f"{start}{end}" for start in "bcdfghjlmnprstvz" for end in "aeio"] + ["gue", "lla", "qui", "tra"]


@dataclass(slots=True)
class Subject:
    """An index, how long it took to make, and the queries for it with their times in milliseconds."""

    people: int
    index: Index
    seconds: float
    queries: Sequence[str]
    times: list[float]


def main() -> None:
    """Measure, and print a table in Markdown."""
    subjects = [_shipped(), *map(_invented, SIZES)]
    for _ in range(ROUNDS):
        for subject in subjects:
            subject.times += [_timed(subject.index, query) for query in subject.queries]
    lines = [
        "| people | index made in | a query: median | 90th of 100 | 99th of 100 |",
        "| --- | --- | --- | --- | --- |",
        *map(_row, subjects),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _shipped() -> Subject:
    edition = loading.load(ROOT / "content", ROOT / "locales")
    found = documents(edition.catalog, edition.languages)
    return _subject(len(edition.catalog.members), found, tuple(edition.languages))


def _invented(people: int) -> Subject:
    return _subject(people, invented(people), ("en", "es"))


def invented(people: int) -> list[Document]:
    """Make up organizations, then so many people, each of one of them."""
    chance = random.Random(people)  # noqa: S311  # the same people each time
    surnames = [_word(chance, chance.randint(2, 4)) for _ in range(max(300, people // 10))]
    first_names = [_word(chance, chance.randint(2, 3)) for _ in range(400)]

    def one(names: Sequence[str]) -> str:
        return names[int(len(names) * chance.random() ** 2.5)]  # a few are frequent, most are rare

    organizations = [f"{one(surnames)} {one(surnames)}".title() for _ in range(people // 3)]
    return [
        *(Document(Organization(f"o{number}"), (name,)) for number, name in enumerate(organizations)),
        *(_member(number, one, first_names, surnames, chance.choice(organizations)) for number in range(people)),
    ]


def _member(
    number: int,
    one: Callable[[Sequence[str]], str],
    first_names: Sequence[str],
    surnames: Sequence[str],
    organization: str,
) -> Document:
    name = f"{one(first_names)} {one(surnames)} {one(surnames)}".title()
    return Document(Member(f"m{number}"), (name,), (organization,))


def _subject(people: int, found: Sequence[Document], languages: Sequence[str]) -> Subject:
    with loading.without_collections():  # as the bot makes it
        started = time.perf_counter()
        index = Index(found, languages)
        seconds = time.perf_counter() - started
    chance = random.Random(7)  # noqa: S311  # the same queries each time
    return Subject(people, index, seconds, [_query(chance, found) for _ in range(QUERIES)], [])


def _query(chance: random.Random, found: Sequence[Document]) -> str:
    words = chance.choice(found).names[0].split()
    first, last = words[0], words[-1]
    place = chance.randrange(len(last))
    slip = last[:place] + chance.choice("aeioutrs") + last[place + 1 :]
    return chance.choice([last, f"{first} {last}", slip, f"{first[:3]} {last[:4]}", first, "nadie conocido"])


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)) + chance.choice(
        ["z", "s", "n", "", "", "l", "r"]
    )


def _timed(index: Index, query: str) -> float:
    started = time.perf_counter()
    index.find(query)
    return (time.perf_counter() - started) * 1000


def _row(subject: Subject) -> str:
    hundredths = statistics.quantiles(subject.times, n=100)
    figures = " | ".join(f"{hundredths[at - 1]:.2f} ms" for at in (50, 90, 99))
    return f"| {subject.people:,} | {subject.seconds:.2f} s | {figures} |"


if __name__ == "__main__":
    main()
