"""One module a section: each gives the screens of its routes."""

from typing import assert_never

from bot.core.edition import View
from bot.core.routes import (
    About,
    Enabler,
    Enablers,
    Forget,
    Help,
    Home,
    Invitation,
    Language,
    Member,
    Organization,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    TaskForce,
)
from bot.core.screen import Screen
from bot.core.screens import about, enablers, home, privacy, reports, search, service, subscription, taskforce
from bot.core.screens.way import nearest


def shows_what_is_held(route: Route) -> bool:
    """Tell whether a screen needs what is remembered of the chat: for all others nobody has to look it up."""
    return isinstance(route, Settings) or (isinstance(route, Forget) and not route.done)


def render(route: Route, view: View) -> Screen:
    """Give the screen of a route, or of the nearest one that still exists."""
    route = nearest(route, view.catalog)
    match route:
        case Home():
            return home.menu(route, view)
        case About():
            return about.overview(route, view)
        case Reports():
            return reports.listing(route, view)
        case Report():
            return reports.card(route, view)
        case Enablers():
            return enablers.listing(route, view)
        case Enabler():
            return enablers.card(route, view)
        case TaskForce():
            return taskforce.listing(route, view)
        case Organization():
            return taskforce.organization(route, view)
        case Member():
            return taskforce.member(route, view)
        case Language():
            return service.language(route, view)
        case Settings():
            return service.settings(route, view)
        case Help():
            return service.help_(route, view)
        case Privacy():
            return privacy.privacy(route, view)
        case Forget():
            return privacy.forget(route, view)
        case Search():
            return search.listing(route, view)
        case Subscription():
            return subscription.word(route, view)
        case Invitation():
            return subscription.invitation(route, view)
        case _:
            assert_never(route)
