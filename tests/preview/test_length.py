"""How much is used of what Telegram allows, and where little is left."""

import pytest

from bot.core.routes import Home, Member, Organization, Place, Tap
from bot.core.screen import Go, Open, Screen
from bot.preview.length import Length, lengths

LONG = "x" * 40


def test_a_text_is_counted_as_people_see_it_and_an_emoji_as_two() -> None:
    text, _, _ = lengths(Screen("<b>R&amp;D</b> 🤝", ()))
    assert (text.used, text.allowed) == (6, 4096)


def test_the_longest_button_counts_and_an_address_carries_nothing() -> None:
    short, long = Go("Home", Tap("en", Place(Home()))), Go("Jana", Tap("en", Place(Member("jana-nieto"))))
    _, button, buttons = lengths(Screen("Text", ((short, long), (Open("Page", "https://example.org/" + LONG * 9),))))
    assert (button.used, button.allowed) == (len("en:m/jana-nieto"), 64)
    assert (buttons.used, buttons.allowed) == (3, 100)


def test_a_screen_without_buttons_uses_nothing_of_them() -> None:
    assert [length.used for length in lengths(Screen("Text", ()))] == [4, 0, 0]


def test_a_way_back_fills_a_button_but_does_not_make_it_tight() -> None:
    go = Go("Jana", Tap("en", Place(Member("jana-nieto"), (Organization(LONG),))))
    _, button, _ = lengths(Screen("Text", ((go,),)))
    assert (button.used, button.is_tight) == (58, False)


@pytest.mark.parametrize(("used", "is_tight"), [(0, False), (160, False), (161, True), (200, True)])
def test_over_four_fifths_is_tight(used: int, is_tight: bool) -> None:
    assert Length("length-text", used, 200).is_tight is is_tight
