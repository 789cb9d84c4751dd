"""Places that announcements open: each is there, and written as in the link that leads to it."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from bot.core import links
from bot.core.commands import ROUTES
from bot.core.links import Link
from bot.core.routes import Home, Route
from bot.core.upkeep import KINDS, end
from bot.errors import UnreadableLinkError
from bot.loading import retirement


def fault(opens: str, models: Mapping[str, Any]) -> str | None:
    """Say why nothing can be opened so, and what was probably meant; of files that are not well nothing is said."""
    try:
        link = links.read(opens)
    except UnreadableLinkError:
        return _unknown(opens, models)
    written = links.parameter(Link(link.route))
    if link.locale:
        return f"carries a language, and each subscriber has their own; write {written}"
    if written != opens:
        return f"has capitals; write {written}"
    return _gone(opens, link.route, models)


def _gone(opens: str, route: Route, models: Mapping[str, Any]) -> str | None:
    kind = next((kind for kind, place in KINDS.items() if place is type(route)), None)
    if kind is None or retirement.FILES[kind] not in models:
        return None
    id = opens.partition("_")[2]
    there = retirement.ids(models, kind)
    if id in there:
        return None
    retired = getattr(models[retirement.RETIRED], kind) if retirement.RETIRED in models else ()
    last = end(id, {item.id: item.moved for item in retired})
    if last in there:
        return f"opens what is gone; write {links.parameter(Link(KINDS[kind](last)))}, which took its place"
    if id in {item.id for item in retired}:
        return "opens what is gone; write another place, or take opens: out"
    return _unknown(opens, models)


def _unknown(opens: str, models: Mapping[str, Any]) -> str:
    """Name places that are spelled alike: the id alone, and a whole address, are slips that are easily made."""
    wanted = opens.rpartition("start=")[2].lower()
    places = list(_places(models))
    same = [place for place in places if place == wanted or place.endswith(f"_{wanted}")]
    near = same or get_close_matches(wanted, places, n=2, cutoff=0.75)
    hint = f"did you mean {' or '.join(near)}?" if near else "write it as in its link: report_workforce, taskforce"
    return f"there is no place {opens}; {hint}"


def _places(models: Mapping[str, Any]) -> Iterator[str]:
    """Give the start parameters of all places that can be known of."""
    routes: list[Route] = [Home(), *ROUTES.values()]
    for kind, place in KINDS.items():
        if retirement.FILES[kind] in models:
            routes += map(place, retirement.ids(models, kind))
    yield from dict.fromkeys(written for route in routes if (written := links.parameter(Link(route))))
