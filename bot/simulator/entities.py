"""What the server makes of a text and its entities before anybody sees them.

After fix_formatted_text in td/telegram/MessageEntity.cpp of github.com/tdlib/td: control characters go, white space at
both ends goes, entities that may not be nested are dropped or split, links and commands are found.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.simulator import links
from bot.simulator.formatting import Entity, units

SHOWN = 100
"""So many entities a message are kept."""
FURTHEST = 1_000_000

_SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES = ("blockquote", "expandable_blockquote")
_PRE = ("pre", "code")
_BY_HAND = frozenset({*_SPLITTABLE, *_QUOTES, *_PRE, "text_link", "text_mention", "custom_emoji", "date_time"})
_BY_ITSELF = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
_ORDER = (*_QUOTES, "pre", "code", "text_link", "text_mention")
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
_SPACES = " \n"
_REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_PATH = r"(?:[/?#][^\s<>\"]*[^\s<>\".,;:!?)\]'])"
_PATTERNS = (
    ("url", re.compile(rf"(?<![\w@./])(?:https?://)?{_HOST}(?::\d+)?{_PATH}?/?", re.IGNORECASE)),
    ("email", re.compile(rf"(?<![\w.+-])[\w.+-]+@{_HOST}", re.I)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?![\w#])")),
)
_SPANS = tuple[int, int]


class EntityError(Exception):
    """The server refuses the text or its entities; the message is its own."""


def fixed(text: str, entities: list[Entity], *, allow_empty: bool = False) -> tuple[str, list[Entity]]:
    """Give text and entities as a message has them.

    Raises:
        EntityError: the server would refuse them.
    """
    _check_places(entities)
    kept = [entity for entity in entities if entity["length"] and entity["type"] not in _BY_ITSELF]
    cleaned, kept = _cleaned(text, kept)
    if not cleaned.strip(_SPACES):
        if allow_empty:
            return "", []
        raise EntityError("text must be non-empty")
    shown, kept = _trimmed(cleaned, _arranged(kept, []))
    return shown, _arranged(_limited(kept), list(found(shown)))


def given(entities: list[Entity]) -> list[Entity]:
    """Check entities that came instead of a parse mode, as far as their shape goes.

    Raises:
        EntityError: the server would refuse them.
    """
    return [_given(entity) for entity in entities]


def found(text: str) -> Iterator[Entity]:
    """Find what the server finds by itself: addresses, commands, mentions, hashtags; the first of any overlapping."""
    spans: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in spans):
                spans.append((match.start(), match.end(), kind))
    for start, end, kind in sorted(spans):
        yield {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}


def _given(entity: Entity) -> Entity:
    kind = entity["type"]
    if kind not in _BY_HAND | _BY_ITSELF:
        raise EntityError("can't parse MessageEntity: Unsupported type specified")
    needed = _NEEDS.get(kind)
    if needed and needed not in entity:
        raise EntityError(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    if kind == "custom_emoji" and not re.fullmatch(r"-?[0-9]{1,18}", entity["custom_emoji_id"]):
        raise EntityError('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')
    if kind != "text_link":
        return entity
    if user := links.user_in(entity["url"]):
        return {key: entity[key] for key in ("offset", "length")} | {"type": "text_mention", "user": {"id": user}}
    try:
        return {**entity, "url": links.checked(entity["url"])}
    except links.LinkError as error:
        raise EntityError(f"entity {error}") from error


def _check_places(entities: list[Entity]) -> None:
    for entity in entities:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= FURTHEST:
                raise EntityError(f"receive an entity with incorrect {name} {entity[name]}")


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take out what the server takes out, and move the entities to where their characters are now."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise EntityError("strings must be encoded in UTF-8") from None
    places, kept = _places(text)
    moved = []
    for entity in sorted(entities, key=_rank):
        begin, end = _edges(entity)
        _check_edges(text, places, begin, end)
        moved.append({**entity, "offset": places[begin], "length": places[end] - places[begin]})
    return kept, [entity for entity in moved if entity["length"]]


def _places(text: str) -> tuple[dict[int, int], str]:
    """Map each place between two characters, in UTF-16 units, to where it is once the text is clean."""
    places = {0: 0}
    at = now = 0
    kept: list[str] = []
    for character in text:
        width = 1 if character <= "\uffff" else 2
        at += width
        if character not in _REMOVED:
            kept.append(" " if character < " " and character != "\n" else character)
            now += width
        places[at] = now
    return places, "".join(kept)


def _check_edges(text: str, places: dict[int, int], begin: int, end: int) -> None:
    whole = max(places)
    if begin > whole or (begin == whole and end > begin):
        raise EntityError(f"entity begins after the end of the text at UTF-16 offset {begin}")
    if begin not in places:
        raise EntityError(f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(text, begin + 1)}")
    if end > whole:
        raise EntityError(
            f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
        )
    if end not in places:
        where = f"ends in a middle of a UTF-16 symbol at byte offset {_bytes(text, end + 1)}"
        raise EntityError(f"entity beginning at UTF-16 offset {begin} {where}")


def _bytes(text: str, at: int) -> int:
    return len(text.encode("utf-16-le")[: at * 2].decode("utf-16-le").encode())


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take white space off both ends; at the beginning only as far as the first entity."""
    shown = text.rstrip(_SPACES)
    length = units(shown)
    first = min((entity["offset"] for entity in entities if entity["offset"] < length), default=length)
    left = min(len(shown) - len(shown.lstrip(_SPACES)), first)
    kept = []
    for entity in entities:
        begin, end = _edges(entity)
        if begin < length:
            kept.append({**entity, "offset": begin - left, "length": min(end, length) - begin})
    return shown[left:], kept


def _limited(entities: list[Entity]) -> list[Entity]:
    """Drop what is too much: of more than a hundred, the bold and the like go first."""
    free = [entity for entity in entities if entity["type"] == "custom_emoji"]
    firm = [entity for entity in entities if entity["type"] not in (*_SPLITTABLE, "custom_emoji")]
    soft = [entity for kind in _SPLITTABLE for entity in _merged(kind, entities)]
    soft.sort(key=_rank)
    return free + (firm + soft)[:SHOWN]


def _arranged(entities: list[Entity], new: list[Entity]) -> list[Entity]:
    """Drop and split entities until they are nested as the server allows."""
    firm = _disjoint(entity for entity in entities if entity["type"] not in (*_SPLITTABLE, *_QUOTES))
    firm = sorted(firm + [entity for entity in new if not _meets(entity, firm)], key=_rank)
    quotes = _disjoint(entity for entity in entities if entity["type"] in _QUOTES)
    firm = [entity for entity in firm if all(_is_clear(entity, quote) for quote in quotes)]
    return sorted([*firm, *quotes, *_split(entities, firm + quotes)], key=_rank)


def _disjoint(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in sorted(entities, key=_rank):
        if not _meets(entity, kept):
            kept.append(entity)
    return kept


def _meets(entity: Entity, others: list[Entity]) -> bool:
    begin, end = _edges(entity)
    return any(begin < _edges(other)[1] and _edges(other)[0] < end for other in others)


def _is_clear(entity: Entity, quote: Entity) -> bool:
    """Say whether an entity is inside a quote, or out of its way."""
    (begin, end), (first, last) = _edges(entity), _edges(quote)
    return end <= first or begin >= last or (first <= begin and end <= last)


def _split(entities: list[Entity], firm: list[Entity]) -> Iterator[Entity]:
    """Cut bold and the like where another entity begins, and take them out of code."""
    soft = [entity for kind in _SPLITTABLE for entity in _merged(kind, entities)]
    cuts = {entity["offset"] for entity in soft} | {edge for entity in firm for edge in _edges(entity)}
    code = [entity for entity in firm if entity["type"] in _PRE]
    for entity in soft:
        begin, end = _edges(entity)
        for left, right in pairwise(sorted({begin, end} | {cut for cut in cuts if begin < cut < end})):
            piece = {"type": entity["type"], "offset": left, "length": right - left}
            if not _meets(piece, code):
                yield piece


def _merged(kind: str, entities: list[Entity]) -> list[Entity]:
    spans: list[_SPANS] = []
    for begin, end in sorted(_edges(entity) for entity in entities if entity["type"] == kind):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return [{"type": kind, "offset": begin, "length": end - begin} for begin, end in spans]


def _edges(entity: Entity) -> _SPANS:
    return entity["offset"], entity["offset"] + entity["length"]


def _rank(entity: Entity) -> tuple[int, int, int]:
    kind = entity["type"]
    place = 90 + _SPLITTABLE.index(kind) if kind in _SPLITTABLE else _ORDER.index(kind) if kind in _ORDER else 50
    return entity["offset"], -entity["length"], place
