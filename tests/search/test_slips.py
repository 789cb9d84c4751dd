"""Slips that fingers and ears make, and those that make another word."""

import pytest

from bot.core.search.slips import likely, other_ending


@pytest.mark.parametrize(
    ("word", "other"),
    [("kopez", "lopez"), ("jarez", "juarez"), ("jaurez", "juarez"), ("cryz", "cruz"), ("himenez", "jimenez")],
)
def test_a_slip_of_fingers_or_ears_is_likely(word: str, other: str) -> None:
    assert likely(word, other)


@pytest.mark.parametrize(("word", "other"), [("suarez", "juarez"), ("marco", "mario")])
def test_a_letter_that_neither_mistakes_is_not(word: str, other: str) -> None:
    assert not likely(word, other)


@pytest.mark.parametrize(("word", "other"), [("fernando", "fernanda"), ("daniela", "daniel"), ("patricia", "patricio")])
def test_another_ending_makes_another_name(word: str, other: str) -> None:
    assert other_ending(word, other)


@pytest.mark.parametrize(("word", "other"), [("octavoi", "octavio"), ("guarri", "guarro"), ("fernamda", "fernanda")])
def test_what_the_fingers_did_to_an_ending_does_not(word: str, other: str) -> None:
    assert not other_ending(word, other)
