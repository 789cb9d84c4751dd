"""The text of a call: parsed, checked, and with what the server finds in it by itself."""

import unicodedata

from bot.simulator import entities, formatting, found, links
from bot.simulator.state import Json, RefusalError, lowered


def read(params: Json, too_long: str) -> Json:
    """Give `text` and, where there are any, `entities`, as a message has them.

    Raises:
        RefusalError: the server would refuse the text; `too_long` is what the method calls one over the limit.
    """
    if not params["text"]:
        raise RefusalError("Bad Request: message text is empty")
    text, marks = _parsed(params)
    if not _is_visible(text):
        raise RefusalError("Bad Request: text must be non-empty")
    if len(text) > formatting.TEXT:
        raise RefusalError(f"Bad Request: {too_long}")
    marks = found.with_found(text, marks)
    return {"text": text} | ({"entities": marks} if marks else {})


def _parsed(params: Json) -> tuple[str, list[Json]]:
    mode = params.get("parse_mode", "").lower()
    if mode in ("markdown", "markdownv2"):
        raise RefusalError("Bad Request: the simulator knows parse_mode HTML only")
    if mode not in ("", "html"):
        raise RefusalError("Bad Request: unsupported parse_mode")
    try:
        if mode:
            return formatting.parse_html(params["text"])
        return entities.fixed(params["text"], _given(params.get("entities", [])))
    except formatting.ParseError as error:
        raise RefusalError(f"Bad Request: can't parse entities: {error}") from error
    except entities.EntityError as error:
        raise RefusalError(f"Bad Request: {lowered(str(error))}") from error


def _given(given: list[Json]) -> list[Json]:
    """Take the entities that a bot may set; the others the server finds by itself."""
    for entity in given:
        if entity["type"] not in formatting.SETTABLE:
            raise RefusalError(f'Bad Request: the simulator does not know the entity type "{entity["type"]}"')
    kept = [dict(entity) for entity in given if entity["type"] not in formatting.FOUND]
    for entity in kept:
        if entity["type"] == "text_link":
            entity["url"] = _entity_url(entity.get("url", ""))
    return kept


def _entity_url(url: str) -> str:
    try:
        return links.checked(url)
    except links.LinkError as error:
        raise RefusalError(f"Bad Request: entity URL '{url}' is invalid: {error}") from error


def _is_visible(text: str) -> bool:
    """Say whether there is anything to see: not only white space, marks of direction and the like."""
    return any(
        unicodedata.category(character) not in ("Zs", "Zl", "Zp", "Cc", "Cf") and character not in "\u2800\u3164"
        for character in text
    )
