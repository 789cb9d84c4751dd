"""What is printed: every place that has a card, under its names; and the admins' button for its code."""

from pathlib import Path

import pytest

from bot.core import links, render
from bot.core.edition import Edition, View
from bot.core.html import fault, plain, units
from bot.core.links import Link
from bot.core.printed import Caption, captions, place_of, printed, signed
from bot.core.routes import (
    Ask,
    Enabler,
    Forget,
    Greeting,
    Help,
    Home,
    Language,
    Member,
    Order,
    Organization,
    Place,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    Tap,
    TaskForce,
)
from bot.core.screen import Go
from tests.core.editions import files, longest, written
from tests.core.walk import Walk, buttons, shown, unfit, walk


@pytest.fixture(scope="module")
def walked(edition: Edition) -> Walk:
    """Everything that can be reached from /start."""
    return walk(edition, every_way=False)


def test_every_card_is_printed_and_each_once(edition: Edition, walked: Walk) -> None:
    cards: set[Route] = {route for route in walked.routes() if isinstance(route, (Report, Enabler, Member))}
    cards |= {Organization(route.id) for route in walked.routes() if isinstance(route, Organization)}
    found = [place.route for place in printed(edition)]
    assert cards < set(found)
    assert len(found) == len(set(found)) == len({place.parameter() for place in printed(edition)})


def test_what_is_printed_is_read_as_it_was_meant(edition: Edition) -> None:
    for locale in (None, "en", "es"):
        read = [links.read(place.parameter(locale)) for place in printed(edition)]
        assert read == [Link(place.route, locale) for place in printed(edition)]


@pytest.mark.parametrize(
    ("route", "english", "spanish"),
    [
        (Home(), ("Ally-Shoring", "Open the main menu"), ("Ally-Shoring", "Abrir el menú principal")),
        (Report("workforce"), ("Workforce", "Report 2"), ("Fuerza laboral", "Reporte 2")),
        (Enabler("talent"), ("Talent", "Enabler"), ("Talento", "Habilitador")),
        (Member("jana-nieto"), ("Jana Nieto", "3M"), ("Jana Nieto", "3M")),
        (
            Member("federico-talavera"),
            ("Federico Talavera", "Member of the task force"),
            ("Federico Talavera", "Integrante del Grupo de Trabajo"),
        ),
        (Organization("gm"), ("GM", "Organization"), ("GM", "Organización")),
    ],
)
def test_under_a_code_stands_what_it_is(
    edition: Edition, route: Route, english: tuple[str, str], spanish: tuple[str, str]
) -> None:
    assert captions(route, edition) == {"en": Caption(*english), "es": Caption(*spanish)}


def test_under_a_picture_stands_what_it_is_and_where_it_leads_whatever_the_name(tmp_path: Path) -> None:
    content = files(1, text=longest)
    content["taskforce.yaml"]["organizations"][0]["name"] = "A & B"
    edition = written(tmp_path, content)
    for place in printed(edition):
        text = signed(place.route, View(edition, "es"), links.address("B" * 32, Link(place.route)))
        assert (fault(text), units(plain(text)) <= 1024) == (None, True)
    organization = next(place.route for place in printed(edition) if isinstance(place.route, Organization))
    assert signed(organization, View(edition, "en"), "https://t.me/x") == (
        "<b>A &amp; B</b>\nOrganization\n\nhttps://t.me/x"
    )


@pytest.mark.parametrize(
    ("route", "place"),
    [
        (Reports(2), Reports()),
        (TaskForce(Order.BY_NAME, 3), TaskForce()),
        (Organization("3m", 2), Organization("3m")),
        (Home(Greeting.WELCOME), Home()),
        (Home(Greeting.LOST), None),
        (Search(), Search()),
        (Search("x"), None),
        *((route, None) for route in (Settings(), Language(), Help(), Privacy(), Forget(), Subscription(on=True))),
    ],
)
def test_a_code_stands_for_a_whole_list_and_for_nothing_that_passes(route: Route, place: Route | None) -> None:
    assert place_of(route) == place


def test_for_an_admin_every_screen_fits_and_offers_the_code_of_its_place_and_of_no_other(
    edition: Edition, walked: Walk
) -> None:
    for locale, place in walked.screens:
        screen = render(place.route, View(edition, locale, place.trail, admin=True))
        assert unfit(screen) == []
        asked = [button.tap for button in buttons(screen) if isinstance(button, Go) and button.tap.ask is Ask.CODE]
        own = [Tap(locale, Place(place.route, place.trail), Ask.CODE)]
        assert asked == (own if place_of(place.route) else [])


def test_nobody_else_is_offered_a_code(edition: Edition) -> None:
    for place in printed(edition):
        taps = [button.tap for button in buttons(shown(edition, "en", place.route)) if isinstance(button, Go)]
        assert [tap for tap in taps if tap.ask is Ask.CODE] == []
