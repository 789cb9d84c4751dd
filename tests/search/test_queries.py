"""The measured set: what people type, and what they mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.edition import Edition
from bot.core.paths import path
from bot.core.search import Certainty

TARGET = 0.97
FOLDER = Path(__file__).parent


def _queries(file: str) -> Iterator[tuple[str, list[str]]]:
    for queries in _read(file).values():
        for query, places in queries.items():
            yield query, places if isinstance(places, list) else [places]


def _read(file: str) -> Any:
    return yaml.load((FOLDER / file).read_text(encoding="utf-8"), yaml.BaseLoader)


QUERIES = [*_queries("queries.yaml"), *_queries("queries_blind.yaml")]
NOBODY = list(dict.fromkeys([*_read("nobody.yaml"), *_read("nobody_blind.yaml")]))


def _first(edition: Edition, query: str) -> str | None:
    routes = edition.index.find(query).routes
    return path(routes[0]) if routes else None


def test_what_is_meant_comes_first(edition: Edition) -> None:
    missed = [(query, places, first) for query, places in QUERIES if (first := _first(edition, query)) not in places]
    assert len(QUERIES) >= 150
    assert len(missed) <= (1 - TARGET) * len(QUERIES), missed


def test_a_query_that_means_several_opens_none_of_them(edition: Edition) -> None:
    opened = [query for query, places in QUERIES if len(places) > 1 and _certainty(edition, query) is Certainty.CLEAR]
    assert opened == []


def test_most_queries_for_one_open_it_at_once(edition: Edition) -> None:
    single = [query for query, places in QUERIES if len(places) == 1]
    opened = [query for query in single if _certainty(edition, query) is Certainty.CLEAR]
    assert len(opened) >= 0.9 * len(single)


@pytest.mark.parametrize("query", NOBODY)
def test_what_names_nobody_opens_no_card(edition: Edition, query: str) -> None:
    assert _certainty(edition, query) is not Certainty.CLEAR


def _certainty(edition: Edition, query: str) -> Certainty:
    return edition.index.find(query).certainty
