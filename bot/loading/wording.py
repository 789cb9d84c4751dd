"""What a validation error says to an editor: what is wrong, and the way out."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.loading.source import Source, Steps

_WAYS_OUT = {
    "consent": (
        "contact details are only shown with the person's consent: "
        "add consent: with the day on which it was given, or take contact: out"
    )
}
"""What to do about a missing key, where it is more than to write it."""


def located(error: ErrorDetails, source: Source, model: type[BaseModel]) -> tuple[Steps, str]:
    """Give the path and the plain words of one of pydantic's errors."""
    steps, kind = error["loc"], error["type"]
    if kind == "content" and steps[-1:] == ("[key]",):  # pydantic's way to say that the key itself is wrong
        steps = steps[:-1]
    match kind:
        case "content":
            words = error["msg"]
        case "missing":
            words = f"is missing; {_WAYS_OUT.get(str(steps[-1]), f'add {steps[-1]}: …')}"
        case "extra_forbidden":
            words = _unknown(str(steps[-1]), model, steps[:-1])
        case "string_type" if error["input"] is None:
            words = f"has no translation; add {steps[-1]}: … below it"
        case "string_type":
            words = "has to be a text, not a list or keys of its own"
        case "tuple_type":
            words = "has to be a list: each item on a line that begins with a dash"
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            words = "has to have keys of its own below it, each with a colon"
        case _:
            words = error["msg"]
    return steps, words


def _unknown(key: str, model: type[BaseModel], steps: Steps) -> str:
    known = _fields(model, steps)
    close = get_close_matches(key, known, n=1)
    if close:
        return f"is not a key that is known here; did you mean {close[0]}?"
    return f"is not a key that is known here; take it out, or use one of {', '.join(known)}"


def _fields(model: type[BaseModel], steps: Steps) -> list[str]:
    """Give the names of the keys that the model knows at a path."""
    here: Any = model
    for step in steps:
        if isinstance(step, str):
            here = _model_in(here.model_fields[step].annotation)
    return list(here.model_fields)


def _model_in(annotation: Any) -> Any:
    """Find the model in an annotation such as `tuple[Report, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in getattr(annotation, "__args__", ()) if (found := _model_in(argument))), None)
