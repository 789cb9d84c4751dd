"""What is shown to whoever comes by a link: the place, or a kind line where there is none any more."""

from dataclasses import replace

from bot.core import links
from bot.core.edition import View
from bot.core.routes import Greeting, Home
from bot.core.screen import Screen
from bot.core.screens import render
from bot.core.screens.frame import headed
from bot.core.screens.way import detour
from bot.errors import UnreadableLinkError


def arrival(parameter: str, view: View) -> Screen:
    """Give the screen of a start parameter, in the language of the link where it names one that there is."""
    try:
        link = links.read(parameter)
    except UnreadableLinkError:
        return render(Home(Greeting.LOST), view)
    view = replace(view, locale=view.edition.locale_for(link.locale, view.locale))
    gone = detour(link.route, view.catalog)
    if gone is None:
        return render(link.route, view)
    if gone.farewell is None:
        return render(Home(Greeting.LOST), view)
    return headed(view.text(gone.farewell), render(link.route, view))
