"""Entities of a text, as the server keeps them: which may lie in which, where they are split, and what is trimmed.

After fix_formatted_text (td/telegram/MessageEntity.cpp) of github.com/tdlib/td. Styles (bold, italic …) may overlap
anything and are split where it begins or ends; nothing lies in code; links lie in nothing but quotations and styles.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

Entity = dict[str, Any]

SHOWN = 100
"""How many entities of a message are kept."""

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTATIONS = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"pre", "code"})

_PRIORITIES = {"pre": 10, "code": 20, "text_link": 49, "text_mention": 49, "custom_emoji": 99}
_PRIORITIES |= dict.fromkeys(QUOTATIONS, 0) | {kind: 90 + number for number, kind in enumerate(STYLES)}
_WHITE = " \n"
_DROPPED = frozenset("\r\u0333\u033f\u030a" + "".join(map(chr, range(0x2028, 0x202F))))
_SPACED = frozenset(map(chr, range(0x21))) - {"\n", "\r"}
_EDGE = 1_000_000


class EntityError(Exception):
    """The server refuses an entity; the message is the server's."""


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def end(entity: Entity) -> int:
    """Give the offset after an entity's last unit."""
    last: int = entity["offset"] + entity["length"]
    return last


def ordered(entities: Iterable[Entity]) -> list[Entity]:
    """Sort as the server does: by offset, the longer first, what contains before what is contained."""
    return sorted(
        entities, key=lambda entity: (entity["offset"], -entity["length"], _PRIORITIES.get(entity["type"], 50))
    )


def fixed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Clean a text, trim it, and give its entities as the server keeps them, outermost first.

    Raises:
        EntityError: an entity lies outside of the text or cuts a character.
    """
    for entity in entities:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= _EDGE:
                raise EntityError(f"Receive an entity with incorrect {name} {entity[name]}")
    text, entities = _cleaned(text, nested([entity for entity in entities if entity["length"]]))
    text, entities = _trimmed(text, entities)
    return text, nested(entities)[:SHOWN]


def nested(entities: list[Entity]) -> list[Entity]:
    """Drop what may not lie where it lies, and split styles at what they cross."""
    entities = ordered(entities)
    if _are_valid(entities):
        return entities
    styles = [entity for entity in entities if entity["type"] in STYLES]
    quotations = _apart(entity for entity in entities if entity["type"] in QUOTATIONS)
    others = _apart(entity for entity in entities if entity["type"] not in STYLES and entity["type"] not in QUOTATIONS)
    others = ordered(quotations + [entity for entity in others if not _crosses(entity, quotations)])
    return ordered(others + _split(styles, others))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Turn control characters into spaces, drop invisible ones, and move the entities with the text."""
    places: dict[int, int] = {}
    shown: list[str] = []
    before = after = 0
    for character in text:
        places[before] = after
        before += units(character)
        if character not in _DROPPED:
            shown.append(" " if character in _SPACED else character)
            after += units(character)
    places[before] = after
    for entity in entities:
        _check_edges(text, entity, places, before)
    moved = [
        {**entity, "offset": places[entity["offset"]], "length": places[end(entity)] - places[entity["offset"]]}
        for entity in entities
    ]
    return "".join(shown), [entity for entity in moved if entity["length"]]


def _check_edges(text: str, entity: Entity, places: dict[int, int], length: int) -> None:
    start, stop = entity["offset"], end(entity)
    if start > length:
        raise EntityError(f"Entity begins after the end of the text at UTF-16 offset {start}")
    if start not in places:
        raise EntityError(f"Entity begins in a middle of a UTF-16 symbol at byte offset {_byte(text, start)}")
    if stop > length:
        raise EntityError(
            f"Entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {stop}"
        )
    if stop not in places:
        where = f"in a middle of a UTF-16 symbol at byte offset {_byte(text, stop)}"
        raise EntityError(f"Entity beginning at UTF-16 offset {start} ends {where}")


def _byte(text: str, unit: int) -> int:
    """Give the byte at which the character after a cut one begins."""
    start = text.encode("utf-16-le")[: (unit + 1) * 2].decode("utf-16-le", "ignore")
    return len(start.encode())


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    left = units(text[: len(text) - len(text.lstrip(_WHITE))])
    shown = text.strip(_WHITE)
    length = units(shown)
    moved = []
    for entity in entities:
        start, stop = max(0, entity["offset"] - left), min(length, end(entity) - left)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return shown, moved


def _are_valid(entities: list[Entity]) -> bool:
    """Say whether sorted entities may stay as they are."""
    around: list[Entity] = []
    ends: dict[str, int] = {}
    for entity in entities:
        while around and entity["offset"] >= end(around[-1]):
            around.pop()
        if around and not _may_lie_in(entity, around):
            return False
        if entity["type"] in STYLES:
            if ends.get(entity["type"]) == entity["offset"]:
                return False
            ends[entity["type"]] = end(entity)
        around.append(entity)
    return True


def _may_lie_in(entity: Entity, around: list[Entity]) -> bool:
    kinds = {outer["type"] for outer in around}
    if end(entity) > end(around[-1]) or entity["type"] in kinds or kinds & CODE or kinds & set(STYLES):
        return False
    return entity["type"] in STYLES or kinds <= QUOTATIONS


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Drop what overlaps an earlier one."""
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity["offset"] >= end(kept[-1]):
            kept.append(entity)
    return kept


def _crosses(entity: Entity, quotations: list[Entity]) -> bool:
    """Say whether an entity overlaps a quotation without lying in it."""
    return any(
        entity["offset"] < end(quotation)
        and quotation["offset"] < end(entity)
        and not (quotation["offset"] <= entity["offset"] and end(entity) <= end(quotation))
        for quotation in quotations
    )


def _split(styles: list[Entity], others: list[Entity]) -> list[Entity]:
    """Cut styles at every edge of the others and where another style begins; leave none in code."""
    result: list[Entity] = []
    for start, stop in _stretches(others):
        if not any(other["type"] in CODE and other["offset"] <= start and stop <= end(other) for other in others):
            result += _in_stretch(styles, start, stop)
    return result


def _stretches(others: list[Entity]) -> Iterator[tuple[int, int]]:
    edges = sorted({0, 3 * _EDGE} | {entity["offset"] for entity in others} | {end(entity) for entity in others})
    return pairwise(edges)


def _in_stretch(styles: list[Entity], start: int, stop: int) -> list[Entity]:
    """Merge the styles of a stretch by kind, and cut all that are open wherever one begins."""
    merged = _merged(styles, start, stop)
    cuts = sorted({first for spans in merged.values() for first, _ in spans})
    result = []
    for kind, spans in merged.items():
        for first, last in spans:
            edges = [first, *(cut for cut in cuts if first < cut < last), last]
            result += [{"type": kind, "offset": edge, "length": until - edge} for edge, until in pairwise(edges)]
    return result


def _merged(styles: list[Entity], start: int, stop: int) -> dict[str, list[tuple[int, int]]]:
    merged: dict[str, list[tuple[int, int]]] = {}
    for style in styles:
        first, last = max(start, style["offset"]), min(stop, end(style))
        if first >= last:
            continue
        spans = merged.setdefault(style["type"], [])
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return merged
