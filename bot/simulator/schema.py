"""Checks the parameters of a call against the description of the Bot API in bot_api.json."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

Params = dict[str, Any]


class SchemaError(Exception):
    """A parameter is missing, unknown or of the wrong type; the message is for whoever wrote the call."""


@cache
def api() -> dict[str, Any]:
    """Give the description: all_methods, methods, types."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("bot_api.json").read_text(encoding="utf-8"))
    return loaded


def canonical(method: str) -> str | None:
    """Give a method's name as documented, for any spelling of its case; None where there is no such method."""
    return _names().get(method.lower())


def check(method: str, params: Params) -> Params:
    """Give the parameters as values of their documented types.

    The real server ignores unknown parameters; here they are refused, since a misspelt parameter is a mistake.

    Raises:
        SchemaError: a parameter is missing, unknown or of the wrong type.
    """
    fields = api()["methods"][method]
    for name in params:
        if name not in fields:
            raise SchemaError(f'unexpected parameter "{name}"')
    for name, field in fields.items():
        if field.get("required") and params.get(name) in (None, ""):
            raise SchemaError(_missing(name))
    return {name: _value(fields[name]["types"], value, name) for name, value in params.items() if value is not None}


@cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in api()["all_methods"]}


def _missing(name: str) -> str:
    known = {"text": "message text is empty", "chat_id": "chat_id is empty"}
    return known.get(name, f'parameter "{name}" is required')


def _value(types: list[str], value: Any, path: str) -> Any:
    """Read a value as the first of its types that fits: forms carry everything as text, objects as JSON."""
    for wanted in sorted(types, key=_strictness):
        try:
            return _read(wanted, value, path)
        except (TypeError, ValueError):
            continue
    raise SchemaError(f'parameter "{path}" has to be {" or ".join(types)}')


def _strictness(wanted: str) -> int:
    return {"Integer": 0, "Float": 1, "Boolean": 2, "String": 9}.get(wanted, 5)


def _read(wanted: str, value: Any, path: str) -> Any:
    match wanted:
        case "Integer":
            if isinstance(value, bool) or not isinstance(value, int | str):
                raise TypeError
            return int(value)
        case "Float":
            return float(value)
        case "Boolean":
            return _boolean(value)
        case "String":
            if not isinstance(value, str):
                raise TypeError
            return value
        case "InputFile":
            raise TypeError
        case _:
            return _nested(wanted, json.loads(value) if isinstance(value, str) else value, path)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    raise TypeError


def _nested(wanted: str, value: Any, path: str) -> Any:
    if wanted.startswith("Array of "):
        if not isinstance(value, list):
            raise TypeError
        inner = wanted.removeprefix("Array of ")
        return [_value([inner], item, f"{path}[{number}]") for number, item in enumerate(value)]
    if not isinstance(value, dict):
        raise TypeError
    kind = api()["types"][wanted]
    if "subtypes" in kind:
        return _one_of(kind["subtypes"], value, path)
    return _object(kind.get("fields", {}), value, path)


def _one_of(subtypes: list[str], value: dict[str, Any], path: str) -> Any:
    for subtype in subtypes:
        try:
            return _object(api()["types"][subtype].get("fields", {}), value, path)
        except SchemaError:
            continue
    raise TypeError


def _object(fields: dict[str, Any], value: dict[str, Any], path: str) -> dict[str, Any]:
    for name in value:
        if name not in fields:
            raise SchemaError(f'unexpected field "{path}.{name}"')
    for name, field in fields.items():
        if field.get("required") and name not in value:
            raise SchemaError(f'field "{path}.{name}" is required')
    return {name: _value(fields[name]["types"], item, f"{path}.{name}") for name, item in value.items()}
