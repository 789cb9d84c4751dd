"""Places that are gone: what is left of each, and every way that leads over them."""

from collections import deque
from itertools import permutations

import pytest

from bot.core.catalog import Catalog
from bot.core.edition import Edition
from bot.core.routes import (
    Enabler,
    Enablers,
    Home,
    Member,
    Order,
    Organization,
    Place,
    Report,
    Reports,
    Route,
    TaskForce,
)
from bot.core.screen import Screen
from bot.core.screens.way import Detour, back, detour, nearest
from tests.core.walk import carried, go_buttons, shown, unfit
from tests.loading.draft import small

GONE = """\
reports:
  - {id: old, moved: first}
enablers:
  - {id: old, farewell: {en: The enabler is gone., es: Ya no está.}}
organizations:
  - {id: old, moved: older}
  - {id: older, moved: arca}
members:
  - {id: old, moved: ana}
  - {id: gone, farewell: {en: Somebody is gone., es: Alguien se fue.}}
  - {id: first-to-go, moved: gone}
"""
ENABLER_FAREWELL = {"en": "The enabler is gone.", "es": "Ya no está."}
FAREWELL = {"en": "Somebody is gone.", "es": "Alguien se fue."}
RETIRED: tuple[Route, ...] = (
    *(Report("old"), Enabler("old"), Organization("old"), Organization("old", 3), Organization("older")),
    *(Member("old"), Member("gone"), Member("first-to-go"), Member("never-was")),
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """One item of each kind, and some that are gone."""
    draft = small(tmp_path_factory.mktemp("retired"))
    draft.write("content/retired.yaml", GONE)
    return draft.load()


@pytest.fixture
def catalog(edition: Edition) -> Catalog:
    return edition.catalog


@pytest.mark.parametrize(
    ("route", "left", "word"),
    [
        (Report("old"), Report("first"), None),
        (Report("first"), Report("first"), None),
        (Enabler("old"), Enablers(), Detour(ENABLER_FAREWELL)),
        (Organization("old"), Organization("arca"), None),
        (Organization("old", 3), Organization("arca"), None),
        (Organization("older"), Organization("arca"), None),
        (Member("old"), Member("ana"), None),
        (Member("gone"), TaskForce(), Detour(FAREWELL)),
        (Member("first-to-go"), TaskForce(), Detour(FAREWELL)),
        (Member("never-was"), TaskForce(), Detour()),
        (Organization("never-was", 2), TaskForce(), Detour()),
        (Reports(7), Reports(), Detour()),
    ],
)
def test_of_a_place_that_is_gone_its_successor_or_its_list_with_a_word_is_left(
    catalog: Catalog, route: Route, left: Route, word: Detour | None
) -> None:
    assert (nearest(route, catalog), detour(route, catalog)) == (left, word)


@pytest.mark.parametrize(
    ("place", "origin"),
    [
        (Place(Report("first"), (Report("old"), Home())), Place(Home())),
        (Place(Member("ana"), (Organization("old", 2), TaskForce())), Place(Organization("arca"), (TaskForce(),))),
        (Place(Organization("arca"), (Organization("older"), Member("gone"))), Place(TaskForce())),
        (Place(TaskForce(), (Member("first-to-go"), Member("old"))), Place(Member("ana"))),
        (Place(Member("ana"), (Member("old"),)), Place(TaskForce(Order.BY_NAME))),
    ],
)
def test_back_leads_to_what_is_left_and_never_to_where_one_is(catalog: Catalog, place: Place, origin: Place) -> None:
    assert back(place, catalog) == origin


def test_every_way_that_leads_over_what_is_gone_can_be_walked_to_its_end(edition: Edition) -> None:
    starts = {Place(route, trail) for route in RETIRED for trail in permutations(RETIRED, 2)}
    screens = followed(edition, starts)
    assert len(screens) > len(starts)
    assert {where: faults for where, screen in screens.items() if (faults := unfit(screen))} == {}


def test_going_back_over_what_is_gone_ends_at_home(edition: Edition, catalog: Catalog) -> None:
    for trail in permutations(RETIRED, 3):
        place, steps = Place(nearest(Member("old"), catalog), trail), 0
        while place.route != Home():
            origin = back(place, catalog)
            assert origin.route != place.route
            place, steps = origin, steps + 1
        assert steps <= len(trail) + 2


def followed(edition: Edition, starts: set[Place]) -> dict[tuple[str, Place], Screen]:
    """Tap every button from each start in each language, as somebody would who has the messages, until all is seen."""
    screens: dict[tuple[str, Place], Screen] = {}
    waiting = deque((locale, place) for locale in edition.languages for place in starts)
    while waiting:
        locale, asked = waiting.popleft()
        place = Place(nearest(asked.route, edition.catalog), asked.trail)
        if (locale, place) not in screens:
            screen = screens[(locale, place)] = shown(edition, locale, place.route, place.trail)
            waiting.extend((tap.locale, tap.place) for tap in (carried(go.tap) for go in go_buttons(screen)))
    return screens
