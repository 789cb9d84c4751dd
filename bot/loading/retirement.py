"""Ids that were published: each is still there, or retired.yaml says what became of it."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from bot.core.upkeep import KINDS, Retired, end
from bot.errors import Fault
from bot.loading.source import Source

PUBLISHED, RETIRED = "published.yaml", "retired.yaml"
FILES: Mapping[str, str] = {
    "reports": "reports.yaml",
    "enablers": "enablers.yaml",
    "organizations": "taskforce.yaml",
    "members": "taskforce.yaml",
}
"""In which file the items of each kind stand."""


def ids(models: Mapping[str, Any], kind: str) -> list[str]:
    """Give the ids of the items of a kind, in the order of their file."""
    return [item.id for item in getattr(models[FILES[kind]], kind)]


def faults(sources: Mapping[str, Source], models: Mapping[str, Any]) -> Iterator[Fault]:
    """Give what is wrong with published ids that are gone; of files that are not well nothing can be said."""
    if not {PUBLISHED, RETIRED} <= models.keys():
        return
    for kind in KINDS:
        if FILES[kind] in models:
            yield from _gone(kind, sources[FILES[kind]], models)
            yield from _misled(kind, sources[RETIRED], models)


def warnings(sources: Mapping[str, Source], models: Mapping[str, Any]) -> Iterator[Fault]:
    """Give the items whose ids are not published yet, and those that were retired without ever being published."""
    if not any(getattr(models[PUBLISHED], kind) for kind in KINDS):
        yield sources[PUBLISHED].warning(
            (), "lists no ids; write it with python -m bot publish, so that no button dies"
        )
        return
    for kind in KINDS:
        listed = set(getattr(models[PUBLISHED], kind))
        for number, id in enumerate(ids(models, kind)):
            if id not in listed:
                words = (
                    f"{id} is new; add it to {PUBLISHED} (python -m bot publish does), so that its buttons never die"
                )
                yield sources[FILES[kind]].warning((kind, number, "id"), words)
        for number, item in enumerate(getattr(models[RETIRED], kind)):
            if item.id not in listed:
                words = (
                    f"{item.id} is not in {PUBLISHED}, so no button leads to it; correct the id, or take the item out"
                )
                yield sources[RETIRED].warning((kind, number, "id"), words)


def _gone(kind: str, found: Source, models: Mapping[str, Any]) -> Iterator[Fault]:
    present, published = ids(models, kind), getattr(models[PUBLISHED], kind)
    retired = {item.id for item in getattr(models[RETIRED], kind)}
    new = [id for id in present if id not in published]
    for id in dict.fromkeys(published):
        if id not in retired and id not in present:
            renamed = get_close_matches(id, new, n=1) or (new if len(new) == 1 else [])
            hint = f" (moved: {renamed[0]}?)" if renamed else ""
            words = (
                f"{id} is gone, and buttons that were sent still lead to it; put it back, or add it to {RETIRED}{hint}"
            )
            yield found.fault((kind,), words)


def _misled(kind: str, found: Source, models: Mapping[str, Any]) -> Iterator[Fault]:
    present = ids(models, kind)
    retired: tuple[Retired, ...] = getattr(models[RETIRED], kind)
    moved = {item.id: item.moved for item in retired}
    for number, item in enumerate(retired):
        if item.id in present:
            words = f"{item.id} is still among the {kind}; take it out there, or this item here"
            yield found.fault((kind, number, "id"), words)
        elif item.moved is not None and item.moved not in (*present, *moved):
            near = get_close_matches(item.moved, present, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; write the id of one that is there"
            yield found.fault((kind, number, "moved"), f"there is nothing with the id {item.moved} in {kind}{hint}")
        elif end(item.id, moved) is None:
            words = f"{item.id} leads round in a circle; let one of them lead to an item that is there"
            yield found.fault((kind, number, "moved"), words)
