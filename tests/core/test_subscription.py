"""The word about announcements: what it says, and where its buttons lead."""

import pytest

from bot.core.edition import Edition
from bot.core.routes import Home, Place, Settings, Subscription, Tap
from tests.core.walk import go_buttons, labels, shown, unfit

ON, OFF = Subscription(on=True), Subscription(on=False)


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize("route", [ON, OFF])
def test_it_fits_and_its_buttons_lead_to_the_other_word_to_the_settings_home_and_the_other_language(
    edition: Edition, route: Subscription, locale: str
) -> None:
    screen, other = shown(edition, locale, route), {"en": "es", "es": "en"}[locale]
    assert unfit(screen) == []
    assert [button.tap for button in go_buttons(screen)] == [
        Tap(locale, Place(Subscription(on=not route.on))),
        Tap(locale, Place(Settings())),
        Tap(locale, Place(Home())),
        Tap(other, Place(route), switch=True),
    ]


@pytest.mark.parametrize(
    ("locale", "beginning", "label"),
    [
        ("en", "<b>Announcements</b>\n\n🔔 Announcements are <b>on</b>", "🔕 Turn announcements off"),
        ("es", "<b>Anuncios</b>\n\n🔔 Los anuncios están <b>activados</b>", "🔕 Desactivar los anuncios"),
    ],
)
def test_where_they_are_on_it_says_how_to_stop_them(edition: Edition, locale: str, beginning: str, label: str) -> None:
    screen = shown(edition, locale, ON)
    assert screen.text.startswith(beginning)
    assert "/unsubscribe" in screen.text
    assert labels(screen)[0] == label


@pytest.mark.parametrize(
    ("locale", "beginning", "label"),
    [
        ("en", "<b>Announcements</b>\n\n🔕 Announcements are <b>off</b>", "🔔 Turn announcements on"),
        ("es", "<b>Anuncios</b>\n\n🔕 Los anuncios están <b>desactivados</b>", "🔔 Activar los anuncios"),
    ],
)
def test_where_they_are_off_it_offers_them(edition: Edition, locale: str, beginning: str, label: str) -> None:
    screen = shown(edition, locale, OFF)
    assert screen.text.startswith(beginning)
    assert labels(screen)[0] == label
