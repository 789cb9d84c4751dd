"""What a message shows is told by its buttons."""

import pytest

from bot.core import routes
from bot.core.edition import Edition
from bot.core.routes import Place, Report, Tap
from bot.core.shown import shown
from tests.core.walk import go_buttons, walk


@pytest.mark.parametrize("locale", ["en", "es"])
def test_of_every_screen_with_a_language_button_it_is_known_what_it_shows(edition: Edition, locale: str) -> None:
    for (own, place), screen in walk(edition, Report("workforce")).screens.items():
        data = [routes.write(button.tap) for button in go_buttons(screen)]
        found = shown(data)
        assert found is not None
        assert (found.locale, found.place.route) == (own, place.route)


@pytest.mark.parametrize("data", [[], [""], ["broken"], ["en:h"], ["es>r/workforce", "es>u/off"]])
def test_of_other_messages_it_is_not(data: list[str]) -> None:
    assert shown(data) is None


def test_what_cannot_be_read_does_not_hide_the_rest() -> None:
    assert shown(["broken", "en:h", "es!r/workforce~r"]) == Tap("en", Place(Report("workforce"), (routes.Reports(),)))
