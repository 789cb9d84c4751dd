"""What a request's body holds: an update as Telegram writes it, or nothing that is dealt with."""

from itertools import accumulate
from typing import Any

import orjson

DEPTH = 128
"""Levels of objects and arrays. An update has 10 of them as documented, twice as many with the message that it answers,
and four more for each list within a list of a rich message, which is up to people."""
NUMBERS = 2**63
"""Numbers stay below: Telegram's have at most 52 bits, and a database takes no larger ones."""

_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OUTLINE = bytes(48 if 48 <= byte < 58 else byte if byte in b'"-' else 32 for byte in range(256))
"""Makes every digit a 0, and everything but quotation marks and minus signs a space."""
_MANY_DIGITS = b"0" * 19
"""What stands in each number that is too large, and in ids that are texts, behind a quotation mark."""


def read(body: bytes) -> dict[str, Any]:
    """Read an update.

    Raises:
        ValueError: it is none, or none that Telegram would write.
    """
    if _is_deep(body):
        raise ValueError("too deep")
    update = orjson.loads(body)
    if _may_be_large(body) and _is_large(update):
        raise ValueError("too large")
    if not isinstance(update, dict) or type(update.get("update_id")) is not int or update["update_id"] < 0:
        raise ValueError("no update")
    return update


def _is_deep(body: bytes) -> bool:
    """Count levels without reading what is in them, so that none is built that is not wanted."""
    if body.count(b"{") + body.count(b"[") <= DEPTH:
        return False
    unescaped = body.replace(rb"\\", b"").replace(rb"\"", b"")
    outside_of_texts = b"".join(unescaped.split(b'"')[::2])
    brackets = outside_of_texts.translate(None, _ALL_BUT_BRACKETS)
    return any(level > DEPTH for level in accumulate(map(_STEPS.__getitem__, brackets)))


def _may_be_large(body: bytes) -> bool:
    """Tell whether there is something as long as a number that is too large, without reading it."""
    outline = body.translate(_OUTLINE)
    at = outline.find(_MANY_DIGITS)
    while outline.endswith((b'"', b'"-'), 0, max(at, 0)):  # an id that is a text: go on behind it
        at = outline.find(_MANY_DIGITS, outline.find(b'"', at))
    return at >= 0


def _is_large(value: Any) -> bool:
    """Tell whether there is a number in something that is too large; beyond 64 bits it was read as one with a point."""
    match value:
        case dict():
            return any(map(_is_large, value.values()))
        case list():
            return any(map(_is_large, value))
        case int():
            return not -NUMBERS <= value < NUMBERS
        case float():
            return abs(value) >= NUMBERS
        case _:
            return False
