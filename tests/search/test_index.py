"""How well things fit, in a small world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.edition import Edition
from bot.core.routes import Enabler, Member, Organization, Route
from bot.core.search.documents import Document
from bot.core.search.index import MOST_RESULTS, Index
from bot.core.search.results import Certainty, Results

ANA, ANNA, TEC, TECH = Member("ana"), Member("anna"), Organization("tec"), Enabler("tech")
WORLD = Index(
    [
        Document(TEC, ("Tecnologías Ramírez",)),
        Document(ANA, ("Ana Ramírez",), ("Tecnologías Ramírez",)),
        Document(ANNA, ("Anna Hollis",)),
        Document(TECH, ("Technology", "Tecnología"), texts=("Exported to many markets.",), inflected=True),
    ],
    ("en", "es"),
    passed_over="the of de",
)


@pytest.mark.parametrize(
    ("query", "certainty", "routes"),
    [
        ("ana ramirez", Certainty.CLEAR, (ANA,)),
        ("the hollis", Certainty.CLEAR, (ANNA,)),
        ("ramirez", Certainty.SEVERAL, (TEC, ANA)),
        ("technologies", Certainty.CLEAR, (TECH,)),
        ("exports", Certainty.SEVERAL, (TECH,)),
        ("export market", Certainty.CLEAR, (TECH,)),
        ("ho", Certainty.SEVERAL, (ANNA,)),
        ("an ho", Certainty.CLEAR, (ANNA,)),
        ("hollys", Certainty.CLEAR, (ANNA,)),
        ("follis", Certainty.SEVERAL, (ANNA,)),
        ("ana hollis", Certainty.CLEAR, (ANNA,)),
        ("hollis unheard", Certainty.NEAREST, (ANNA,)),
        ("unheard", Certainty.NONE, ()),
        ("the of", Certainty.NONE, ()),
        ("", Certainty.NONE, ()),
    ],
)
def test_a_query_comes_to(query: str, certainty: Certainty, routes: tuple[Route, ...]) -> None:
    found = WORLD.find(query)
    assert (found.certainty, found.routes[: len(routes) or 1]) == (certainty, routes)


def test_the_names_of_people_have_no_other_forms() -> None:
    index = Index([Document(ANA, ("Claudio Ramos",))], ("en", "es"))
    assert index.find("claudia") == Results((ANA,), Certainty.SEVERAL)


def test_a_word_that_no_text_has_finds_those_that_are_near_it() -> None:
    index = Index([Document(TECH, ("Technology",), texts=("Cambios inflacionarios, inversiones.",))], ("en", "es"))
    assert [index.find(word) for word in ("inflacion", "inverciones", "inversoines")] == [
        Results((TECH,), Certainty.SEVERAL)
    ] * 3


def test_a_part_of_a_name_that_others_speak_of_opens_no_card() -> None:
    named, speaking = Document(TEC, ("Rockwell Automation",)), Document(TECH, ("AI",), texts=("It is automation.",))
    assert Index([named, speaking], ("en",)).find("automation") == Results((TEC, TECH), Certainty.SEVERAL)
    assert Index([named], ("en",)).find("automation") == Results((TEC,), Certainty.CLEAR)


def test_somebody_with_nearly_the_same_name_is_somebody_else() -> None:
    index = Index([Document(ANA, ("Mario Juárez",))], ("es",))
    assert [
        index.find(name).certainty for name in ("mario juares", "mario kuarez", "mario suarez", "marco juarez")
    ] == [
        Certainty.CLEAR,
        Certainty.CLEAR,
        Certainty.SEVERAL,
        Certainty.SEVERAL,
    ]


def test_words_written_apart_are_put_together() -> None:
    index = Index([Document(TEC, ("Martinrea",)), Document(ANA, ("Rea Martin",))], ("en",))
    assert index.find("martin rea").routes == (TEC,)


def test_of_very_many_hits_the_best_are_kept() -> None:
    crowd = [Document(Member(f"m{number}"), (f"Ana Crowd{number}",)) for number in range(3000)]
    index = Index([*crowd, Document(ANNA, ("Ana",))], ("es",))
    found = index.find("ana")
    assert (len(found.routes), found.certainty) == (MOST_RESULTS, Certainty.SEVERAL)
    assert index.find("ana crowd2999").routes == (Member("m2999"),)


@given(st.text(max_size=300))
def test_no_query_raises_and_a_slug_finds_the_same(edition: Edition, query: str) -> None:
    index = edition.index
    words = index.slug(query)
    assert index.slug(words) == words
    assert index.find(words).certainty in Certainty
    if len(words) < 30:
        assert index.find(words) == index.find(query)
