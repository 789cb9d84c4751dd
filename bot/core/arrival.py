"""What is shown to whoever comes by a link: the place, or a kind line where there is none any more."""

from dataclasses import replace

from bot.core import links
from bot.core.catalog import Catalog
from bot.core.edition import View
from bot.core.links import Link
from bot.core.routes import Greeting, Home, Route
from bot.core.screen import Screen
from bot.core.screens import render
from bot.core.screens.frame import headed
from bot.core.screens.way import detour, nearest
from bot.errors import UnreadableLinkError

_LOST = Home(Greeting.LOST)


def arrival(parameter: str, view: View) -> Screen:
    """Give the screen of a start parameter, in the language of the link where it names one that there is."""
    link = _read(parameter)
    view = replace(view, locale=view.edition.locale_for(link.locale, view.locale))
    screen = render(_destination(link, view.catalog), view)
    gone = detour(link.route, view.catalog)
    if gone is None or gone.farewell is None:
        return screen
    return headed(view.text(gone.farewell), screen)


def destination(parameter: str, catalog: Catalog) -> Route:
    """Give the place that is shown for a start parameter."""
    return _destination(_read(parameter), catalog)


def _read(parameter: str) -> Link:
    try:
        return links.read(parameter)
    except UnreadableLinkError:
        return Link(_LOST)


def _destination(link: Link, catalog: Catalog) -> Route:
    gone = detour(link.route, catalog)
    return _LOST if gone and gone.farewell is None else nearest(link.route, catalog)
