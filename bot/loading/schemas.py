"""JSON schemas of the files in content/, for programs that complete and check YAML while it is typed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.loading.manuscript import MODELS

FOLDER = "schemas"


def schemas(languages: tuple[str, ...]) -> dict[str, str]:
    """Give the text of each schema by the name of its file."""
    return {
        f"{name.removesuffix('.yaml')}.json": _text(model.model_json_schema(), languages)
        for name, model in MODELS.items()
    }


def write(content_dir: Path, languages: tuple[str, ...]) -> list[Path]:
    """Write the schemas beside the content, and give the files that were not like that before."""
    folder = content_dir / FOLDER
    folder.mkdir(exist_ok=True)
    changed = []
    for name, text in schemas(languages).items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def _text(schema: Mapping[str, Any], languages: tuple[str, ...]) -> str:
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", **_plainly(schema, languages)}
    return json.dumps(whole, indent=2, ensure_ascii=False).replace("#/$defs/", "#/definitions/") + "\n"


def _plainly(schema: Any, languages: tuple[str, ...]) -> Any:
    """Say it as editors mean it: a text in each language, no null, no titles and defaults that pydantic makes up."""
    if isinstance(schema, list):
        return [_plainly(one, languages) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    if "anyOf" in schema:
        (there,) = (one for one in schema["anyOf"] if one != {"type": "null"})
        return _plainly({**there, **{key: value for key, value in schema.items() if key != "anyOf"}}, languages)
    if isinstance(text := schema.get("additionalProperties"), Mapping):
        return _each(schema, text, languages)
    dropped = {"default"} | ({"title"} if isinstance(schema.get("title"), str) else set())
    kept = {key: _plainly(value, languages) for key, value in schema.items() if key not in dropped}
    return {("definitions" if key == "$defs" else key): value for key, value in kept.items()}


def _each(schema: Mapping[str, Any], text: Any, languages: tuple[str, ...]) -> dict[str, Any]:
    described = {"description": schema["description"]} if "description" in schema else {}
    return {
        **described,
        "type": "object",
        "properties": dict.fromkeys(languages, text),
        "required": list(languages),
        "additionalProperties": False,
    }
