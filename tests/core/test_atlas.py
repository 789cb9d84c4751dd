"""The atlas: every place, the steps between them, and how far each is from /start."""

from bot.core.atlas import Way, places, taps, ways
from bot.core.commands import ROUTES
from bot.core.edition import Edition
from bot.core.routes import (
    Enablers,
    Greeting,
    Help,
    Home,
    Language,
    Member,
    Organization,
    Report,
    Reports,
    Search,
    Subscription,
    TaskForce,
)
from tests.core.walk import WELCOME, go_buttons, shown, walk


def test_it_has_every_place_that_a_person_can_get_to(edition: Edition) -> None:
    tapped = set().union(*(walk(edition, start, every_way=False).routes() for start in ROUTES.values()))
    greetings = {Home(greeting) for greeting in (Greeting.UNKNOWN, Greeting.APOLOGY, Greeting.LOST)}
    searches = {Search(words) for words in ("alejandra", "alejandra-zzzz", "zzzz")}
    subscription = {Subscription(on=True), Subscription(on=False)}
    assert set(places(edition)) == tapped | greetings | searches | subscription


def test_a_step_says_what_stands_on_its_button_in_each_language(edition: Edition) -> None:
    steps = ways(places(edition))
    assert Way(Home(), Reports(), {"en": ("📄 Reports",), "es": ("📄 Reportes",)}) in steps
    assert Way(Reports(), Home(), {"en": ("🏠 Home",), "es": ("🏠 Inicio",)}) in steps


def test_each_step_is_there_once_and_none_stays_where_it_is(edition: Edition) -> None:
    found = places(edition)
    wanted = {
        (route, button.tap.place.route)
        for route in found
        for locale in edition.languages
        for button in go_buttons(shown(edition, locale, route))
    }
    steps = [(way.origin, way.target) for way in ways(found)]
    assert set(steps) == {(origin, target) for origin, target in wanted if origin != target}
    assert len(steps) == len(set(steps))


def test_taps_are_counted_from_start(edition: Edition) -> None:
    away = taps(ways(places(edition)))
    assert {
        route: away[route]
        for route in (
            WELCOME,
            Enablers(),
            Help(),
            Report("workforce"),
            Language(),
            Organization("3m"),
            Member("jana-nieto"),
        )
    } == {
        WELCOME: 0,
        Enablers(): 1,
        Help(): 1,
        Report("workforce"): 2,
        Language(): 2,
        Organization("3m"): 2,
        Member("jana-nieto"): 3,
    }
    assert TaskForce() in away
    assert Home(Greeting.UNKNOWN) not in away
