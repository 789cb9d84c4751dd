"""Checks the parameters of a call against the description of the Bot API in bot_api.json."""

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

Params = dict[str, Any]

RESULTS = 50

LATE = "query is too old and response timeout expired or query ID is invalid"

_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": LATE,
    "inline_query_id": LATE,
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
}
_EMPTY_IS_A_VALUE = frozenset({"url"})  # setWebhook without an address removes the webhook
_PREFIXES = {
    "InlineKeyboardButton": "can't parse inline keyboard button: ",
    "KeyboardButton": "can't parse keyboard button: ",
    "MessageEntity": "can't parse MessageEntity: ",
    "BotCommand": "can't parse BotCommand: ",
    "BotCommandScope": "can't parse BotCommandScope: ",
    "MenuButton": "can't parse menu button: ",
    "InlineQueryResult": "can't parse inline query result: ",
    "InlineQueryResultsButton": "can't parse inline query results button: ",
}
_NO_OBJECT = {"InlineQueryResult": "Inline query result must be an object"}
_OLD_NAMES = {"input_message_content": "message_text"}  # where a result has none, the server looks for what was before
_UNREADABLE = {"reply_markup": "reply keyboard markup", "button": "inline query results button"}
_OTHER_MARKUP = frozenset({"keyboard", "remove_keyboard", "force_reply"})
_BASIC: dict[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "Boolean": (bool,), "String": (str,)}
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


class SchemaError(Exception):
    """A parameter is missing, unknown or of the wrong type; the message is what the server says after "Bad Request"."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: its path for whoever wrote the call, its field and prefix for the server's words."""

    path: str
    field: str
    prefix: str = ""

    def fault(self, words: str) -> SchemaError:
        return SchemaError(self.prefix + words if self.prefix else words[:1].lower() + words[1:])

    def wrong(self, kind: str) -> SchemaError:
        return self.fault(f'Field "{self.field}" must be of type {kind}')

    def inside(self, kind: str) -> "_Place":
        prefix = _PREFIXES.get(kind, "")
        if prefix and self.prefix:
            prefix = self.prefix + prefix[:1].upper() + prefix[1:]
        return replace(self, prefix=prefix or self.prefix)

    def below(self, field: str) -> "_Place":
        return replace(self, path=f"{self.path}.{field}", field=field)

    def item(self, number: int) -> "_Place":
        return replace(self, path=f"{self.path}[{number}]")


@cache
def api() -> dict[str, Any]:
    """Give the description: version, all_methods, updates, methods, types."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("bot_api.json").read_text(encoding="utf-8"))
    return loaded


def canonical(method: str) -> str | None:
    """Give a method's name as documented, for any spelling of its case; None where there is no such method."""
    return _names().get(method.lower())


def check(method: str, params: Params) -> Params:
    """Give the parameters as values of their documented types; files stay what they are.

    The real server ignores unknown parameters; here they are refused, since a misspelt parameter is a mistake.

    Raises:
        SchemaError: a parameter is missing, unknown or of the wrong type.
    """
    fields = api()["methods"][method]
    for name in params:
        if name not in fields:
            raise SchemaError(f'unexpected parameter "{name}"')
    # the server reads what is to be sent before it looks where to
    for name in sorted(fields, key=lambda name: name == "chat_id"):
        if fields[name].get("required") and _is_missing(name, params.get(name)):
            raise SchemaError(_MISSING.get(name, f'parameter "{name}" is required'))
    given = {name: value for name, value in params.items() if value is not None}
    return {name: _parameter(fields[name]["types"], value, name) for name, value in given.items()}


@cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in api()["all_methods"]}


def _is_missing(name: str, value: Any) -> bool:
    return value is None or (value == "" and name not in _EMPTY_IS_A_VALUE)


def _parameter(types: list[str], value: Any, name: str) -> Any:
    """Read a parameter: forms carry everything as text, and objects as JSON."""
    place = _Place(name, name)
    if types in (["InputFile"], ["InputFile", "String"]):
        return value
    if types == ["Integer", "String"]:
        return value if isinstance(value, int) and not isinstance(value, bool) else _read("String", value, place)
    if isinstance(value, str) and types != ["String"]:
        value = _from_text(types[0], value, place)
    return _read(types[0], value, place) if len(types) == 1 else _markup(types, value, place)


def _from_text(kind: str, text: str, place: _Place) -> Any:
    match kind:
        case "Integer":
            return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else text
        case "Boolean":
            return text.lower() in _TRUE if text.lower() in _TRUE | _FALSE else text
        case _:
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                if place.field == "results":
                    raise SchemaError("can't parse JSON encoded inline query results") from None
                what = _UNREADABLE.get(place.field, place.field.replace("_", " "))
                raise SchemaError(f"can't parse {what} JSON object") from None


def _markup(types: list[str], value: Any, place: _Place) -> Any:
    """Read the only parameter that may be one of several objects: each has a field of its own."""
    if not isinstance(value, dict):
        raise SchemaError("object expected as reply markup")
    for kind in types:
        fields = api()["types"][kind]["fields"]
        if next(iter(fields)) in value:
            return _object(fields, value, place)
    raise SchemaError("can't parse reply keyboard markup: it is none of " + ", ".join(types))


def _read(kind: str, value: Any, place: _Place) -> Any:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        if not isinstance(value, list):
            results = inner == "InlineQueryResult"
            raise place.fault("Expected an Array of inline query results") if results else place.wrong("Array")
        if inner == "InlineQueryResult" and len(value) > RESULTS:
            raise place.fault("Too many inline query results specified")
        return [_read(inner, item, place.item(number)) for number, item in enumerate(value)]
    known = _BASIC.get(kind)
    if known is None:
        return _nested(kind, value, place)
    if not isinstance(value, known) or (isinstance(value, bool) and kind != "Boolean"):
        raise place.wrong({"Integer": "Number", "Float": "Number"}.get(kind, kind))
    return value


def _nested(kind: str, value: Any, place: _Place) -> Any:
    place = place.inside(kind)
    if not isinstance(value, dict):
        raise place.fault(_NO_OBJECT.get(kind, f"{kind} must be an Object"))
    if kind == "InlineKeyboardMarkup" and _OTHER_MARKUP & value.keys():
        raise SchemaError("inline keyboard expected")
    described = api()["types"][kind]
    if kind == "InputMessageContent":
        described = _content(described["subtypes"], value, place)
    elif "subtypes" in described:
        described = _subtype(kind, described["subtypes"], value, place)
    return _object(described["fields"], value, place)


def _subtype(kind: str, subtypes: list[str], value: Params, place: _Place) -> Any:
    if "type" not in value:
        raise place.fault('Can\'t find field "type"')
    for subtype in subtypes:
        described = api()["types"][subtype]
        if described["fields"]["type"]["value"] == value["type"]:
            return described
    if kind == "InlineQueryResult":
        raise place.fault(f'type "{value["type"]}" is unsupported for the inline query result')
    raise place.fault("Unsupported type specified")


def _content(subtypes: list[str], value: Params, place: _Place) -> Any:
    """Tell what a message is to hold by its fields: whatever has all that are necessary, or at least the first."""
    kinds = [api()["types"][subtype] for subtype in subtypes]
    needed = [[name for name, field in kind["fields"].items() if field.get("required")] for kind in kinds]
    for enough in (all, lambda given: next(iter(given))):
        for kind, names in zip(kinds, needed, strict=True):
            if enough(value.get(name) not in (None, "") for name in names):
                return kind
    raise place.fault("Input message content is not specified")


def _object(fields: dict[str, Any], value: Params, place: _Place) -> Params:
    for name in value:
        if name not in fields:
            raise SchemaError(f'unexpected parameter "{place.path}.{name}"')
    for name, field in fields.items():
        if field.get("required") and name not in value:
            raise place.fault(f'Can\'t find field "{_OLD_NAMES.get(name, name)}"')
    return {name: _field(fields[name]["types"], item, place.below(name)) for name, item in value.items()}


def _field(types: list[str], value: Any, place: _Place) -> Any:
    if types == ["Integer", "String"] and isinstance(value, str):
        return value
    return _read(types[0], value, place)
