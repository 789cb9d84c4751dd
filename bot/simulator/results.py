"""What a bot offers in answer to an inline query: checked, and made into the messages that people may send.

After get_inline_query_result in Client.cpp of github.com/tdlib/telegram-bot-api and get_input_bot_inline_result in
InlineQueriesManager.cpp of github.com/tdlib/td; what only the server behind them says, after the possible errors of
https://core.telegram.org/method/messages.setInlineBotResults.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator import content, entities, formatting, keyboards, links, storage
from bot.simulator.state import Json, RefusalError, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

ID_BYTES = 64
_SHOWN = ("id", "type", "title", "description", "url", "thumbnail_url")


@dataclass(frozen=True, slots=True)
class Result:
    """One result: what a client shows of it, and what the message holds that it sends."""

    id: str
    title: str
    shown: Json
    message: Json


def read(telegram: "Telegram", given: Json) -> Result:
    """Make a result of what the bot gave.

    Raises:
        RefusalError: the server would not take it.
    """
    try:
        message = _message(telegram, given) | _markup(given)
    except formatting.ParseError as error:
        raise _unreadable(f"Can't parse entities: {error}") from error
    except (content.ModeError, entities.EntityError, keyboards.KeyboardError) as error:
        unreadable = isinstance(error, content.ModeError) or str(error).startswith("can't parse")
        raise _unreadable(str(error)) if unreadable else bad_request(error) from error
    shown = {key: given[key] for key in _SHOWN if given.get(key)}
    return Result(given["id"], str(given.get("title") or given.get("first_name", "")), shown, message)


def check(results: list[Json]) -> None:
    """Check what only the server behind the Bot API checks.

    Raises:
        RefusalError: it would not take the results.
    """
    seen: set[str] = set()
    for result in results:
        if not result["id"]:
            raise bad_request("RESULT_ID_EMPTY")
        if len(result["id"].encode()) > ID_BYTES:
            raise bad_request("RESULT_ID_INVALID")
        if result["id"] in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result["id"])
        if result["type"] == "article" and not result["title"].strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
        _check_link(result.get("url"), "URL_INVALID")
        _check_link(result.get("thumbnail_url"), "WEBDOCUMENT_URL_INVALID")


def _message(telegram: "Telegram", given: Json) -> Json:
    if "input_message_content" in given:
        return _content(telegram, given["input_message_content"])
    match given["type"]:
        case "photo":
            return {"photo": storage.photo(telegram, given["photo_file_id"])} | _caption(telegram, given)
        case "document":
            return {"document": storage.document(telegram, given["document_file_id"])} | _caption(telegram, given)
        case _:
            return _content(telegram, given)


def _content(telegram: "Telegram", given: Json) -> Json:
    if "message_text" in given:
        return _text(telegram, given)
    if "phone_number" in given:
        return {"contact": _picked(given, "phone_number", "first_name", "last_name", "vcard")}
    location = _picked(given, "latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
    if "address" not in given:
        return {"location": location}
    place = _picked(given, "title", "address", "foursquare_id", "foursquare_type", "google_place_id")
    return {"venue": {"location": location} | place, "location": location}


def _text(telegram: "Telegram", given: Json) -> Json:
    shown, found = content.words(telegram, given["message_text"], given.get("parse_mode"), given.get("entities"))
    if len(shown) > content.TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    return {"text": shown} | ({"entities": found} if found else {}) | content.preview(given)


def _caption(telegram: "Telegram", given: Json) -> Json:
    if not given.get("caption"):
        return {}
    mode, marked = given.get("parse_mode"), given.get("caption_entities")
    shown, found = content.words(telegram, given["caption"], mode, marked, allow_empty=True)
    if len(shown) > content.CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return ({"caption": shown} if shown else {}) | ({"caption_entities": found} if found else {})


def _markup(given: Json) -> Json:
    markup = keyboards.check(given["reply_markup"], private=False) if "reply_markup" in given else None
    return {"reply_markup": markup} if markup else {}


def _picked(given: Json, *names: str) -> Json:
    return {name: given[name] for name in names if name in given}


def _check_link(link: str | None, words: str) -> None:
    try:
        if link:
            links.checked(link)
    except links.LinkError:
        raise bad_request(words) from None


def _unreadable(words: str) -> RefusalError:
    return bad_request(f"can't parse inline query result: {words[:1].upper()}{words[1:]}")
