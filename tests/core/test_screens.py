"""Walk everything that is shipped: each place in each language renders, fits, and leads somewhere."""

from collections.abc import Iterator

import pytest

from bot.core.edition import Edition
from bot.core.routes import (
    About,
    Ask,
    Enabler,
    Enablers,
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
from bot.core.screen import Go, Open
from bot.core.screens.way import nearest
from tests.core.walk import WELCOME, Walk, buttons, carried, go_buttons, shown, unfit, walk


@pytest.fixture(scope="module")
def walked(edition: Edition) -> Walk:
    """Everything that can be reached from /start."""
    return walk(edition)


def test_every_screen_fits_and_is_well_formed(walked: Walk) -> None:
    faults = {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))}
    assert faults == {}


def test_everything_of_the_content_is_reached(walked: Walk, edition: Edition) -> None:
    catalog = edition.catalog
    items = {
        *(Report(report.id) for report in catalog.reports.items),
        *(Enabler(enabler.id) for enabler in catalog.enablers.items),
        *(Organization(organization.id) for organization in catalog.organizations.items),
        *(Member(member.id) for member in catalog.members.items),
    }
    sections = {Home(), WELCOME, About(), Reports(), Enablers(), Search(), Language(), Settings(), Help(), Privacy()}
    questions = {Forget(), Forget(done=True), Subscription(on=True), Subscription(on=False)}
    pages = {
        *(TaskForce(Order.BY_ORGANIZATION, page) for page in range(1, 5)),
        *(TaskForce(Order.BY_NAME, page) for page in range(1, 6)),
    }
    assert walked.routes() == items | sections | questions | pages


def test_everything_is_at_most_three_taps_from_start_a_first_turn_of_a_page_not_counted(
    walked: Walk, edition: Edition
) -> None:
    items = (Report, Enabler, Organization, Member)
    for locale in edition.languages:
        taps = _taps_from_start(edition, locale)
        assert set(taps) == walked.routes()
        assert {route: count for route, count in taps.items() if count > 3 and isinstance(route, items)} == {}


def test_every_screen_but_home_has_a_way_home(walked: Walk) -> None:
    without = [
        place
        for (locale, place), screen in walked.screens.items()
        if not isinstance(place.route, Home)
        and Tap(locale, Place(Home())) not in (button.tap for button in go_buttons(screen))
    ]
    assert without == []


def test_every_screen_offers_the_other_language_at_the_same_place(walked: Walk) -> None:
    other = {"en": "es", "es": "en"}
    offered = {
        (locale, place): [button.tap for button in go_buttons(screen) if button.tap.locale != locale]
        for (locale, place), screen in walked.screens.items()
    }
    expected = {
        (locale, place): [Tap(other[locale], place, Ask.PLACE if isinstance(place.route, Forget) else Ask.SWITCH)]
        for locale, place in walked.screens
    }
    assert offered == expected


def test_the_screens_of_both_languages_have_the_same_shape(walked: Walk) -> None:
    shapes: dict[str, dict[Place, object]] = {"en": {}, "es": {}}
    for (locale, place), screen in walked.screens.items():
        shapes[locale][place] = [
            [
                button.tap.place if isinstance(button, Go) and button.tap.locale == locale else type(button)
                for button in row
            ]
            for row in screen.rows
        ]
    assert shapes["en"] == shapes["es"]


def test_no_screen_says_the_same_in_both_languages(walked: Walk) -> None:
    texts = {
        place: (screen.text, walked.screens[("es", place)].text)
        for (locale, place), screen in walked.screens.items()
        if locale == "en"
    }
    assert [place for place, (english, spanish) in texts.items() if english == spanish] == []


def test_no_button_leads_to_a_place_that_is_not_there(walked: Walk, edition: Edition) -> None:
    assert [tap for *_, tap in walked.steps() if nearest(tap.place.route, edition.catalog) != tap.place.route] == []


def test_back_leads_to_where_one_came_from(walked: Walk, edition: Edition) -> None:
    astray = [
        (locale, place, tap.place, _back(edition, tap))
        for locale, place, tap in _ways_down(walked)
        if _back(edition, tap).route != place.route
    ]
    assert astray == []


def test_back_from_a_place_to_which_one_returned_leads_to_where_one_came_from_at_first(
    walked: Walk, edition: Edition
) -> None:
    for _, place, _, tap in walked.steps():
        if tap.place.route in place.trail and not isinstance(tap.place.route, Home):
            behind = place.trail[place.trail.index(tap.place.route) + 1 :]
            assert tap.place.trail == behind
            assert not behind or _back(edition, tap) == Place(behind[0], behind[1:])


def test_there_are_four_ways_to_a_person_and_back_knows_each(walked: Walk) -> None:
    ways = {type(place.route) for _, place, tap in _ways_down(walked) if isinstance(tap.place.route, Member)}
    orders = {
        place.route.order
        for _, place, tap in _ways_down(walked)
        if isinstance(tap.place.route, Member) and isinstance(place.route, TaskForce)
    }
    assert (ways, orders) == ({TaskForce, Organization, Member}, {Order.BY_NAME, Order.BY_ORGANIZATION})


def test_a_language_keeps_the_way_back(walked: Walk, edition: Edition) -> None:
    for _, place, _, tap in walked.steps():
        if tap.ask is Ask.SWITCH and tap.place.trail:
            assert (tap.place, _back(edition, tap).route) == (place, place.trail[0])


def test_no_button_of_a_screen_leads_to_the_screen_itself_but_a_page_and_a_language(walked: Walk) -> None:
    idle = [
        (button.label, place)
        for locale, place, button, tap in walked.steps()
        if (tap.locale, tap.place.route) == (locale, place.route) and tap.ask is Ask.PLACE and "·" not in button.label
    ]
    assert idle == []


def test_every_address_is_one_of_the_content(walked: Walk) -> None:
    urls = {button.url for screen in walked.screens.values() for button in buttons(screen) if isinstance(button, Open)}
    assert urls == {"https://usmexicofoundation.org", "https://usmexicofoundation.org/allyshoring"}


@pytest.mark.parametrize("greeting", Greeting)
def test_each_greeting_fits(edition: Edition, greeting: Greeting) -> None:
    assert [unfit(shown(edition, locale, Home(greeting))) for locale in edition.languages] == [[], []]


CHAINS = [
    (TaskForce(Order.BY_ORGANIZATION, 3), "Rockwell Automation (2)", "Eduardo Amaro", "Paulina Escobedo Marquez"),
    (TaskForce(Order.BY_ORGANIZATION, 4), "Traxion Global (3)", "Enrique Llaca", "Edmundo Barragan"),
    (TaskForce(Order.BY_NAME, 1), "Alejandra Méndez Salorio", "Edmundo Barragan", "Enrique Llaca"),
    (TaskForce(Order.BY_NAME, 3), "Guillermo Garza Martinez", "Marcelo Davila Martinez", "Arca (2)"),
]


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(("start", "steps"), [(start, steps) for start, *steps in CHAINS])
def test_back_and_back_again_leads_to_the_list_with_its_order_and_page(
    edition: Edition, locale: str, start: Route, steps: list[str]
) -> None:
    tap = Tap(locale, Place(start))
    for step in steps:
        screen = shown(edition, tap.locale, tap.place.route, tap.place.trail)
        (button,) = (button for button in go_buttons(screen) if button.label == step)
        tap = carried(button.tap)
    passed = []
    for _ in steps:
        place = _back(edition, tap)
        passed.append(place.route)
        tap = Tap(locale, place)
    assert start in passed
    assert {type(route) for route in passed[: passed.index(start)]} <= {Member, Organization}


def _ways_down(walked: Walk) -> Iterator[tuple[str, Place, Tap]]:
    """Give the steps that lead from a list or a card to something in it: neither sideways nor back."""
    for locale, place, _, tap in walked.steps():
        here, there = place.route, tap.place.route
        turned = type(here) is type(there) and not isinstance(here, Member)
        up = isinstance(here, Home) or isinstance(there, Home) or there in place.trail
        section = isinstance(here, Help) and not isinstance(there, Privacy)
        parent = isinstance(here, Member | Organization | Report | Enabler | Forget) and isinstance(
            there, Reports | Enablers | TaskForce | Privacy
        )
        if not (
            turned or up or section or parent or tap.locale != locale or here == there or isinstance(there, Forget)
        ):
            yield locale, place, tap


def _back(edition: Edition, tap: Tap) -> Place:
    """Tap the button that leads back from a place: the first of the last row."""
    screen = shown(edition, tap.locale, tap.place.route, tap.place.trail)
    button = screen.rows[-1][0]
    assert isinstance(button, Go)
    return carried(button.tap).place


def _taps_from_start(edition: Edition, locale: str) -> dict[Route, int]:
    """Count the taps to each route; on each way the first turn of a page is free."""
    costs: dict[tuple[Place, bool], int] = {(Place(WELCOME), False): 0}
    waiting = [(Place(WELCOME), False)]
    for place, turned in waiting:  # grows as it is walked
        screen = shown(edition, locale, place.route, place.trail)
        for button in go_buttons(screen):
            there = carried(button.tap).place
            turns = _is_turn(place.route, there.route)
            cost = costs[(place, turned)] + (0 if turns and not turned else 1)
            step = (there, turned or turns)
            if button.tap.locale == locale and cost < costs.get(step, 10):
                costs[step] = cost
                waiting.append(step)
    taps: dict[Route, int] = {}
    for (place, _), cost in costs.items():
        taps[place.route] = min(cost, taps.get(place.route, cost))
    return taps


def _is_turn(here: Route, there: Route) -> bool:
    match here, there:
        case TaskForce(order), TaskForce(other):
            return order is other
        case Organization(id), Organization(other_id):
            return id == other_id
        case (Reports(), Reports()) | (Enablers(), Enablers()):
            return True
        case _:
            return False
