"""The addresses of the bot's places: deep links, which stand on printed codes and in other chats.

A start parameter is the kind of a place and its id, `member_jana-nieto`, and may begin with the language in which it is
to open: `es_report_workforce`. What has once been written stays readable: kinds are added here, never changed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from bot.core.commands import ROUTES
from bot.core.routes import (
    ID,
    LANGUAGE,
    Enabler,
    Forget,
    Home,
    Member,
    Organization,
    Report,
    Route,
    Search,
    Subscription,
)
from bot.errors import UnreadableLinkError

PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")  # https://core.telegram.org/bots/features#deep-linking
_SECTIONS: Mapping[str, Route] = MappingProxyType(
    {name: route for name, route in ROUTES.items() if not isinstance(route, Home | Forget | Subscription)}
)
"""All but those that ask or change something: nobody should come to these by a link of somebody else's."""
_ITEMS: Mapping[str, Callable[[str], Route]] = MappingProxyType(
    {"report": Report, "enabler": Enabler, "organization": Organization, "member": Member, "search": Search}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place, and the language in which it is to open; without one, that of the chat."""

    route: Route
    locale: str | None = None


def parameter(link: Link) -> str | None:
    """Write a start parameter: at most 64 of A-Z a-z 0-9 _ -; None for a place that has no address of its own."""
    written = _written(link.route)
    if written is None:
        return None
    return f"{link.locale}_{written}" if link.locale else written


def read(parameter: str) -> Link:
    """Give the link of a start parameter; capitals do not matter, for people type it, too.

    Raises:
        UnreadableLinkError: the parameter was never written by `parameter`.
    """
    if not PARAMETER.fullmatch(parameter):
        raise UnreadableLinkError("not a start parameter")
    first, _, rest = parameter.lower().partition("_")
    locale, written = (first, rest) if LANGUAGE.fullmatch(first) else (None, parameter.lower())
    return Link(_route(written), locale)


def address(username: str, link: Link | None = None) -> str:
    """Give the address that opens the bot, at a place if there is one."""
    written = parameter(link) if link else None
    return f"https://t.me/{username}" + (f"?start={written}" if written else "")


def sharing(url: str, text: str) -> str:
    """Give the address with which Telegram asks to whom a link is to be sent, with a line of text.

    https://core.telegram.org/widgets/share
    """
    return f"https://t.me/share/url?{urlencode({'url': url, 'text': text}, quote_via=quote)}"


def _written(route: Route) -> str | None:
    match route:
        case Home():
            return "home"
        case Report(id) | Enabler(id) | Organization(id) | Member(id):
            return f"{type(route).__name__.lower()}_{id}"
        case Search(words) if words:
            return f"search_{words}"
        case _:
            return next((name for name, section in _SECTIONS.items() if type(section) is type(route)), None)


def _route(written: str) -> Route:
    if written == "home":
        return Home()
    if written in _SECTIONS:
        return _SECTIONS[written]
    kind, _, id = written.partition("_")
    if ID.fullmatch(id) and kind in _ITEMS:
        return _ITEMS[kind](id)
    raise UnreadableLinkError("not a place of this bot")
