"""What no single item can know: ids that stand twice, organizations that are not there, published ids that are gone."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from bot.core.upkeep import KINDS
from bot.errors import Fault
from bot.loading import consents, retirement
from bot.loading.source import Source, items


def faults(sources: Mapping[str, Source], models: Mapping[str, Any]) -> Iterator[Fault]:
    """Give the faults between the items of a file, and between files as far as these are well by themselves."""
    for name in ("reports.yaml", "enablers.yaml", "taskforce.yaml"):
        yield from _within(sources[name])
    yield from _twice(sources["announcements.yaml"], "announcements", "id")
    for kind in KINDS:
        yield from _twice(sources["retired.yaml"], kind, "id")
    yield from retirement.faults(sources, models)
    if "taskforce.yaml" in models:
        yield from consents.faults(sources["taskforce.yaml"], models["taskforce.yaml"], consents.latest())


def _within(found: Source) -> Iterator[Fault]:
    for key in KINDS:
        yield from _twice(found, key, "id")
    yield from _twice(found, "reports", "number")
    if not found.faults and isinstance(found.data, dict) and isinstance(found.data.get("organizations"), list):
        yield from _lost(found)


def _lost(found: Source) -> Iterator[Fault]:
    there = [item for _, item in items(found.data, "organizations") if isinstance(item.get("id"), str)]
    ids = {item["id"] for item in there}
    ids |= {id.casefold() for id in ids}  # one in capitals is a fault by itself
    called = {str(item.get("name")).casefold(): item["id"] for item in there} | {id: id for id in ids}
    for number, member in items(found.data, "members"):
        wanted = member.get("organization")
        if isinstance(wanted, str) and wanted.strip() and wanted not in ids:
            near = get_close_matches(wanted.casefold(), called, n=1)
            hint = f" ({called[near[0]]}?)" if near else ""
            words = f"there is no organization with the id {wanted}; add it to organizations, or correct the id{hint}"
            yield found.fault(("members", number, "organization"), words)


def _twice(found: Source, key: str, field: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, item in items(found.data, key):
        value = item.get(field)
        if isinstance(value, str) and first.setdefault(value, number) != number:
            line, _ = found.places[(key, first[value], field)]
            yield found.fault((key, number, field), f"{value} is already taken on line {line}; each needs its own")
