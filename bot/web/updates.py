"""What a request's body holds: an update as Telegram writes it, or nothing that is dealt with."""

import json
import math
import re
from itertools import accumulate
from typing import Any, NoReturn

DEPTH = 128
"""Levels of objects and arrays. An update has 10 of them as documented, twice as many with the message that it answers,
and four more for each list within a list of a rich message, which is up to people."""
NUMBERS = 2**63
"""Numbers stay below: Telegram's have at most 52 bits, and a database takes no larger ones."""

_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_HALF_A_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
"""The beginning of one; both halves together are an emoji, as Telegram writes it."""
_BOTH_HALVES = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def read(body: bytes) -> dict[str, Any]:
    """Read an update.

    Raises:
        ValueError: it is none, or none that Telegram would write.
    """
    if _is_deep(body):
        raise ValueError("too deep")
    update = _DECODER.decode(body.decode())
    if not isinstance(update, dict) or type(update.get("update_id")) is not int or update["update_id"] < 0:
        raise ValueError("no update")
    if _may_have_halves(body):
        json.dumps(update, ensure_ascii=False).encode()  # raises where a half has not found the other
    return update


def _may_have_halves(body: bytes) -> bool:
    """Tell whether something that looks like a half stands there without the other, as it hardly ever does."""
    if not _HALF_A_CHARACTER.search(body):
        return False
    return rb"\\" in body or bool(_HALF_A_CHARACTER.search(_BOTH_HALVES.sub(b"", body)))


def _is_deep(body: bytes) -> bool:
    """Count levels without reading what is in them, so that none is built that is not wanted."""
    if body.count(b"{") + body.count(b"[") <= DEPTH:
        return False
    unescaped = body.replace(rb"\\", b"").replace(rb"\"", b"")
    outside_of_texts = b"".join(unescaped.split(b'"')[::2])
    brackets = outside_of_texts.translate(None, _ALL_BUT_BRACKETS)
    return any(level > DEPTH for level in accumulate(map(_STEPS.__getitem__, brackets)))


def _integer(digits: str) -> int:
    number = int(digits)  # raises beyond 4300 digits
    if not -NUMBERS <= number < NUMBERS:
        raise ValueError("too large")
    return number


def _real(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("too large")
    return number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=_real, parse_constant=_refuse)
