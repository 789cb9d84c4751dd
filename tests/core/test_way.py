"""Ways between places: the nearest that is left, back, and onward."""

import pytest

from bot.core.edition import Edition
from bot.core.routes import (
    About,
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
    Settings,
    Subscription,
    TaskForce,
)
from bot.core.screens.way import back, nearest, onward, page_of, pages

BY_NAME, BY_ORGANIZATION = Order.BY_NAME, Order.BY_ORGANIZATION


@pytest.mark.parametrize(
    "route",
    [
        Home(),
        Home(Greeting.APOLOGY),
        About(),
        Reports(),
        Report("mexico"),
        Enablers(),
        Enabler("talent"),
        TaskForce(BY_ORGANIZATION, 4),
        TaskForce(BY_NAME, 5),
        Organization("vesta"),
        Member("jana-nieto"),
        Language(),
        Settings(),
        Help(),
        Privacy(),
        Forget(),
        Forget(done=True),
        Subscription(on=True),
        Subscription(on=False),
    ],
)
def test_a_place_that_exists_is_its_own_nearest(edition: Edition, route: Route) -> None:
    assert nearest(route, edition.catalog) == route


@pytest.mark.parametrize(
    ("route", "left"),
    [
        (Report("gone"), Reports()),
        (Enabler("gone"), Enablers()),
        (Organization("gone"), TaskForce()),
        (Organization("gone", 7), TaskForce()),
        (Member("gone"), TaskForce()),
        (Reports(2), Reports()),
        (Enablers(999_999), Enablers()),
        (TaskForce(BY_ORGANIZATION, 9), TaskForce(BY_ORGANIZATION, 4)),
        (TaskForce(BY_NAME, 6), TaskForce(BY_NAME, 5)),
        (Organization("3m", 2), Organization("3m")),
    ],
)
def test_of_a_place_that_is_gone_its_list_or_its_last_page_is_left(edition: Edition, route: Route, left: Route) -> None:
    assert nearest(route, edition.catalog) == left


@pytest.mark.parametrize(
    ("route", "parent"),
    [
        (Home(Greeting.WELCOME), Home()),
        (About(), Home()),
        (Reports(), Home()),
        (Report("mexico"), Reports()),
        (Enablers(), Home()),
        (Enabler("talent"), Enablers()),
        (TaskForce(BY_NAME, 3), Home()),
        (Organization("3m"), TaskForce(BY_ORGANIZATION)),
        (Organization("vesta"), TaskForce(BY_ORGANIZATION, 4)),
        (Member("alejandra-mendez-salorio"), TaskForce(BY_NAME)),
        (Member("sergio-tagliapietra"), TaskForce(BY_NAME, 5)),
        (Language(), Home()),
        (Settings(), Home()),
        (Help(), Home()),
        (Privacy(), Home()),
        (Forget(), Privacy()),
        (Forget(done=True), Privacy()),
    ],
)
def test_back_without_a_trail_leads_to_the_page_of_the_list_in_which_a_place_stands(
    edition: Edition, route: Route, parent: Route
) -> None:
    assert back(Place(route), edition.catalog) == Place(parent)


def test_back_leads_to_the_nearest_step_of_the_trail_and_keeps_the_rest(edition: Edition) -> None:
    trail = (Organization("3m"), TaskForce(BY_ORGANIZATION, 2), Home())
    assert back(Place(Member("jana-nieto"), trail), edition.catalog) == Place(trail[0], trail[1:])


def test_back_to_a_place_that_is_gone_leads_to_the_nearest_that_is_left(edition: Edition) -> None:
    trail = (TaskForce(BY_NAME, 8), About())
    assert back(Place(Member("jana-nieto"), trail), edition.catalog) == Place(TaskForce(BY_NAME, 5), (About(),))


def test_back_never_leads_to_the_place_itself(edition: Edition) -> None:
    trail = (Member("gone"), TaskForce(), About())
    assert back(Place(TaskForce(), trail), edition.catalog) == Place(About())


def test_back_from_the_last_place_that_is_left_leads_where_it_leads_without_a_trail(edition: Edition) -> None:
    assert back(Place(TaskForce(), (Organization("gone"),)), edition.catalog) == Place(Home())


def test_onward_puts_this_place_in_front_of_the_trail() -> None:
    here = Place(Organization("3m", 2), (TaskForce(),))
    assert onward(here, Member("jana-nieto")) == Place(Member("jana-nieto"), (Organization("3m", 2), TaskForce()))


def test_onward_to_a_place_on_the_trail_is_going_back_to_it() -> None:
    here = Place(Member("b"), (Member("a"), Organization("3m"), TaskForce()))
    assert onward(here, Organization("3m")) == Place(Organization("3m"), (TaskForce(),))


def test_onward_to_another_page_of_a_place_on_the_trail_is_a_new_step() -> None:
    here = Place(Member("a"), (Organization("3m", 2),))
    assert onward(here, Organization("3m")) == Place(Organization("3m"), (Member("a"), Organization("3m", 2)))


@pytest.mark.parametrize(("items", "count"), [(0, 1), (1, 1), (8, 1), (9, 2), (64, 8), (65, 9), (1000, 125)])
def test_a_page_has_eight_items(items: int, count: int) -> None:
    assert pages(items) == count


@pytest.mark.parametrize(("place", "page"), [(0, 1), (7, 1), (8, 2), (15, 2), (16, 3)])
def test_the_page_of_an_item_is_found_from_its_place(place: int, page: int) -> None:
    assert page_of(place) == page
