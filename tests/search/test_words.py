"""Words as a search compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.routes import ID
from bot.core.search.words import slug, sound, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Enrique Königue", ["enrique", "konigue"]),
        ("LOPEZ, Cynthia", ["lopez", "cynthia"]),
        ("U.S.-Mexico", ["us", "mexico"]),
        ("R&D", ["rd"]),
        ("the world's largest", ["the", "worlds", "largest"]),
        ("3M", ["3m"]),
        ("peñafiel Ø ß", ["penafiel", "ss"]),
        ("¿…?", []),
        ("привет", []),
    ],
)
def test_a_text_is_split_into_words_without_case_and_accents(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zozaya", "zozalla"),
        ("softtek", "softec"),
        ("gonzalez", "gonsales"),
        ("jimenez", "gimenez"),
        ("schneider", "shneider"),
        ("corradossi", "corradosi"),
        ("llaca", "yaca"),
        ("berho", "vero"),
        ("cynthia", "sintia"),
        ("cynthia", "cinthya"),
    ],
)
def test_what_ears_do_not_tell_apart_sounds_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("cruz", "chruz"), ("gil", "gal"), ("casa", "cada"), ("nieto", "nito")])
def test_what_ears_tell_apart_does_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@given(st.text(max_size=100))
def test_a_slug_can_stand_in_a_button_and_says_the_same_again(text: str) -> None:
    written = slug(split(text))
    assert written == "" or ID.fullmatch(written)
    assert slug(split(written)) == written


def test_a_slug_leaves_out_the_words_that_no_longer_fit() -> None:
    assert slug(["a" * 20, "b" * 19, "c"]) == f"{'a' * 20}-{'b' * 19}"
    assert slug(["a" * 50, "b"]) == "a" * 40
