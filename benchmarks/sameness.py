"""Whether two bots send the same edit, whatever they write it as."""

import json
from collections.abc import Mapping
from typing import Any

_OF_THE_CHAT = ("chat_id", "message_id", "method")


def differences(wanted: Mapping[str, Any], sent: Mapping[str, Any]) -> list[str]:
    """Say in what the parameters of two edits differ."""
    one, other = plain(wanted), plain(sent)
    return [
        f"{key}: {other.get(key)!r} instead of {one.get(key)!r}"
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    ]


def plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """Give the parameters of an edit without its chat, as values, whatever they were written as.

    What is not set and what is set to its default are the same to Telegram.
    """
    values = {key: _value(value) for key, value in params.items() if key not in _OF_THE_CHAT}
    return {key: _set(value) for key, value in values.items() if value not in (None, False, "")}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        return json.loads(value)
    return value


def _set(value: Any) -> Any:
    """Leave out what an object has not set."""
    if isinstance(value, dict):
        return {key: _set(one) for key, one in value.items() if one not in (None, False)}
    return [_set(one) for one in value] if isinstance(value, list) else value
