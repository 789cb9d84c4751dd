"""Ways between places: what survives of one that is gone, where back leads, and how a list falls into pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from bot.core.catalog import Catalog, ItemT, Shelf
from bot.core.routes import (
    Enabler,
    Enablers,
    Forget,
    Home,
    Invitation,
    Member,
    Order,
    Organization,
    Place,
    Plain,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    TaskForce,
)

PAGE = 8
"""Items on a page: as many rows as a phone shows above its own keyboard."""


def pages(items: int) -> int:
    """Count the pages of a list; an empty list has one."""
    return max(1, -(-items // PAGE))


def page_of(place: int) -> int:
    """Give the page, from 1, on which the item at a place, from 0, stands."""
    return place // PAGE + 1


def slice_of(shelf: Shelf[ItemT], page: int) -> tuple[ItemT, ...]:
    """Give the items of a page, from 1."""
    return shelf.items[(page - 1) * PAGE : page * PAGE]


def nearest(route: Route, catalog: Catalog) -> Route:
    """Give the route itself where it exists, else the nearest: the last page, an item's successor, or its list."""
    match route:
        case Reports(page):
            return Reports(min(page, pages(len(catalog.reports))))
        case Enablers(page):
            return Enablers(min(page, pages(len(catalog.enablers))))
        case TaskForce(order, page):
            return TaskForce(order, min(page, pages(_length(order, catalog))))
        case Report(id):
            return route if catalog.reports.get(id) else catalog.moved.get(route, Reports())
        case Enabler(id):
            return route if catalog.enablers.get(id) else catalog.moved.get(route, Enablers())
        case Organization(id, page):
            if catalog.organizations.get(id) is None:
                return catalog.moved.get(Organization(id), TaskForce())
            return Organization(id, min(page, pages(len(catalog.people_of(id)))))
        case Member(id):
            return route if catalog.members.get(id) else catalog.moved.get(route, TaskForce())
        case Home() | Plain() | Forget() | Search() | Subscription() | Invitation():
            return route
        case _:
            assert_never(route)


@dataclass(frozen=True, slots=True)
class Detour:
    """The word that a tap leads elsewhere than its button says: the farewell of what is gone, if it has one."""

    farewell: Mapping[str, str] | None = None


def detour(route: Route, catalog: Catalog) -> Detour | None:
    """Tell whether a route leads elsewhere; a successor is what was asked for."""
    item = Organization(route.id) if isinstance(route, Organization) else route
    if item in catalog.moved or nearest(route, catalog) == route:
        return None
    return Detour(catalog.farewells.get(item))


def back(place: Place, catalog: Catalog) -> Place:
    """Give the place that a person came from, or, where nobody knows, the list in which the place stands."""
    for step, passed in enumerate(place.trail):
        origin = nearest(passed, catalog)
        if origin != place.route:
            return Place(origin, place.trail[step + 1 :])
    return Place(_parent(place.route, catalog))


def onward(here: Place, to: Route) -> Place:
    """Give the place that a button leads to from here; returning to a place on the trail is going back to it."""
    for step, passed in enumerate(here.trail):
        if passed == to:
            return Place(passed, here.trail[step + 1 :])
    return Place(to, (here.route, *here.trail))


def _parent(route: Route, catalog: Catalog) -> Route:
    match route:
        case Report(id):
            return Reports(page_of(catalog.reports.place(id)))
        case Enabler(id):
            return Enablers(page_of(catalog.enablers.place(id)))
        case Organization(id):
            return TaskForce(Order.BY_ORGANIZATION, page_of(catalog.by_organization.place(id)))
        case Member(id):
            return TaskForce(Order.BY_NAME, page_of(catalog.members.place(id)))
        case Forget():
            return Privacy()
        case Subscription():
            return Settings()
        case Home() | Plain() | Reports() | Enablers() | TaskForce() | Search() | Invitation():
            return Home()
        case _:
            assert_never(route)


def _length(order: Order, catalog: Catalog) -> int:
    return len(catalog.members) if order is Order.BY_NAME else len(catalog.by_organization)
