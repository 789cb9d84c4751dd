"""What is picked to be printed: whole sections, or single places by their ids."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from bot.core.edition import Edition
from bot.core.printed import Kind, Printed
from bot.errors import PrintingError

_SECTIONS: Mapping[str, Kind] = MappingProxyType({**{kind.value: kind for kind in Kind}, "taskforce": Kind.MEMBERS})
_CLOSE = 3
_LIKENESS = 0.7
_TELLING = 3
"""So many letters tell whose name they may be a part of."""
BOTH = "both"


def chosen(everything: Sequence[Printed], only: Iterable[str]) -> tuple[Printed, ...]:
    """Give those of everything that are named, in their order; where nothing is named, everything.

    A name is that of a section (reports, enablers, taskforce or members, organizations, sections), an id, or a start
    parameter; several may stand in one text, with commas between them.

    Raises:
        PrintingError: there is no such thing; the message names what comes close.
    """
    names = [name.strip().lower() for text in only for name in text.split(",")]
    known = {known for place in everything for known in _names(place)}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise PrintingError("\n".join(_unknown(name, known) for name in unknown))
    return tuple(place for place in everything if not names or _names(place).intersection(names))


def language(name: str, edition: Edition) -> str | None:
    """Give the language in which the codes open; None where that is to be the reader's own.

    Raises:
        PrintingError: the bot does not speak it.
    """
    if name == BOTH:
        return None
    if name not in edition.languages:
        raise PrintingError(f"--language {name}: there is {', '.join(edition.languages)} or {BOTH}")
    return name


def _names(place: Printed) -> set[str]:
    """Give everything under which a place can be picked."""
    sections = {name for name, kind in _SECTIONS.items() if kind is place.kind}
    parameter = set() if place.parameter() in _SECTIONS else {place.parameter()}  # "reports" are all the reports
    return sections | parameter | {item for item in (getattr(place.route, "id", None),) if item}


def _unknown(name: str, known: Iterable[str]) -> str:
    kindred = sorted(other for other in known if ("_" in other) is ("_" in name))
    holding = [other for other in kindred if len(name) >= _TELLING and name in other]
    close = holding[:_CLOSE] or get_close_matches(name, kindred, _CLOSE, _LIKENESS)
    way_out = (
        f"perhaps {' or '.join(close)}"
        if close
        else f"sections are {', '.join(_SECTIONS)}, ids stand in content/*.yaml"
    )
    return f"--only {name or '(nothing)'}: there is no such section or id; {way_out}"
