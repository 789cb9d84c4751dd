"""As much of JSON Schema (draft 7) as the schemas in content/ use; a keyword that is not known here is an error."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda data: isinstance(data, str),
    "integer": lambda data: isinstance(data, int) and not isinstance(data, bool),
    "number": lambda data: isinstance(data, int | float) and not isinstance(data, bool),
    "boolean": lambda data: isinstance(data, bool),
    "null": lambda data: data is None,
    "array": lambda data: isinstance(data, list),
    "object": lambda data: isinstance(data, dict),
}
_ON_TEXT: dict[str, Callable[[Any, str], bool]] = {
    "pattern": lambda pattern, text: re.search(pattern, text) is not None,
    "maxLength": lambda most, text: len(text) <= most,
}
_ON_NUMBERS: dict[str, Callable[[Any, float], bool]] = {
    "minimum": lambda least, number: number >= least,
    "maximum": lambda most, number: number <= most,
}


def faults(schema: Any, data: Any) -> list[str]:
    """Give each place at which data is not as its schema says, with the keyword that says so: `a.0.b: type`."""
    return list(_faults(schema, schema, data, ""))


def _faults(schema: Any, whole: Any, data: Any, place: str) -> Iterator[str]:
    for keyword, value in schema.items():
        match keyword:
            case "$schema" | "definitions" | "description":
                continue
            case "$ref":
                yield from _faults(whole["definitions"][value.removeprefix("#/definitions/")], whole, data, place)
            case "properties":
                for key in value.keys() & (data if isinstance(data, dict) else ()):
                    yield from _faults(value[key], whole, data[key], f"{place}.{key}")
            case "items":
                for number, item in enumerate(data if isinstance(data, list) else ()):
                    yield from _faults(value, whole, item, f"{place}.{number}")
            case _ if not _holds(keyword, value, schema, data):
                yield f"{place.removeprefix('.')}: {keyword}"


def _holds(keyword: str, value: Any, schema: Any, data: Any) -> bool:
    match keyword:
        case "type":
            return any(_TYPES[kind](data) for kind in ([value] if isinstance(value, str) else value))
        case "enum":
            return data in value
        case "required":
            return not isinstance(data, dict) or set(value) <= data.keys()
        case "additionalProperties" if value is False:
            return not isinstance(data, dict) or data.keys() <= schema["properties"].keys()
        case "pattern" | "maxLength":
            return not isinstance(data, str) or _ON_TEXT[keyword](value, data)
        case "minimum" | "maximum":
            return not _TYPES["number"](data) or _ON_NUMBERS[keyword](value, data)
        case _:
            raise NotImplementedError(keyword)
