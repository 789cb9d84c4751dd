"""What a message holds: its text, its keyboard, what it answers, and where in a group it stands."""

from typing import TYPE_CHECKING

from bot.simulator import entities, formatting, keyboards, links
from bot.simulator.state import Chat, Json, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TEXT = 4096
CAPTION = 1024
GENERAL_TOPIC = 1


class ModeError(Exception):
    """There is no such parse mode; the message is the server's own."""


def text(telegram: "Telegram", params: Json) -> Json:
    """Give `text` and `entities` of a message.

    Raises:
        RefusalError: there is none, it is too long, or cannot be parsed.
    """
    if not params.get("text"):
        raise bad_request("message text is empty")
    shown, found = _parsed(telegram, params["text"], params.get("parse_mode"), params.get("entities"))
    if len(shown) > TEXT:
        raise bad_request("message is too long")
    return {"text": shown} | ({"entities": found} if found else {})


def caption(telegram: "Telegram", params: Json) -> Json:
    """Give `caption` and `caption_entities` of a message, if it has a caption.

    Raises:
        RefusalError: it is too long, or cannot be parsed.
    """
    if not params.get("caption"):
        return {}
    mode, given = params.get("parse_mode"), params.get("caption_entities")
    shown, found = _parsed(telegram, params["caption"], mode, given, allow_empty=True)
    if len(shown) > CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": shown} if shown else {}) | ({"caption_entities": found} if found else {})


def preview(params: Json) -> Json:
    """Give the link preview options of a message.

    Raises:
        RefusalError: the address to be shown is none.
    """
    options = params.get("link_preview_options")
    if not options:
        return {}
    if options.get("url"):
        try:
            links.checked(options["url"])
        except links.LinkError:
            raise bad_request("WEBPAGE_URL_INVALID") from None
    return {"link_preview_options": options}


def markup(params: Json, *, private: bool) -> Json | None:
    """Give the keyboard of a message, which may be None.

    Raises:
        RefusalError: the server would not have it.
    """
    if "reply_markup" not in params:
        return None
    try:
        return keyboards.check(params["reply_markup"], private=private)
    except keyboards.KeyboardError as error:
        raise bad_request(error) from error


def place(chat: Chat, params: Json) -> Json:
    """Give what ties a new message to its topic and to the message that it answers.

    Raises:
        RefusalError: there is no such topic, it is closed, or there is no such message.
    """
    answered = _answered(chat, params.get("reply_parameters"))
    thread = params.get("message_thread_id") or answered.get("reply_to_message", {}).get("message_thread_id")
    if not thread:
        return answered
    if not chat.forum or thread not in chat.topics:
        raise bad_request("message thread not found")
    if thread in chat.closed_topics:
        raise bad_request("TOPIC_CLOSED")
    return answered | {"message_thread_id": thread, "is_topic_message": True}


def words(
    telegram: "Telegram", source: str, mode: str | None, given: list[Json] | None, *, allow_empty: bool = False
) -> tuple[str, list[Json]]:
    """Give text and entities as a message has them.

    Raises:
        ModeError: there is no such parse mode.
        ParseError: the text cannot be read in this parse mode.
        EntityError: the server does not take the text or the entities.
    """
    if mode and mode.lower() in ("markdown", "markdownv2"):
        raise ModeError("the simulator knows the parse_mode HTML only")
    if mode and mode.lower() != "html":
        raise ModeError("unsupported parse_mode")
    shown, found = formatting.parse_html(source) if mode else (source, entities.given(given or []))
    known = [entity for entity in found if _is_known(telegram, entity, strict=not mode)]
    shown, found = entities.fixed(shown, known, allow_empty=allow_empty)
    return shown, [_with_user(telegram, entity) for entity in found]


def refuse_what_is_bought(params: Json) -> None:
    """Refuse what this bot has neither Stars nor connections for.

    Raises:
        RefusalError: it wants some of it.
    """
    if params.get("business_connection_id"):
        raise bad_request("business connection not found")
    if params.get("message_effect_id"):
        raise bad_request("EFFECT_ID_INVALID")
    if params.get("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    if "suggested_post_parameters" in params or params.get("direct_messages_topic_id"):
        raise bad_request("suggested posts can be sent only to channel direct messages")


def _parsed(
    telegram: "Telegram", source: str, mode: str | None, given: list[Json] | None, *, allow_empty: bool = False
) -> tuple[str, list[Json]]:
    try:
        return words(telegram, source, mode, given, allow_empty=allow_empty)
    except formatting.ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from error
    except (ModeError, entities.EntityError) as error:
        raise bad_request(error) from error


def _is_known(telegram: "Telegram", entity: Json, *, strict: bool) -> bool:
    if entity["type"] != "text_mention" or entity["user"]["id"] in telegram.people:
        return True
    if strict:
        raise bad_request("user not found")
    return False


def _with_user(telegram: "Telegram", entity: Json) -> Json:
    if entity["type"] != "text_mention":
        return entity
    return {**entity, "user": telegram.people[entity["user"]["id"]].json()}


def _answered(chat: Chat, reply: Json | None) -> Json:
    if reply is None:
        return {}
    elsewhere = str(reply.get("chat_id", chat.id)) != str(chat.id)
    message = None if elsewhere else chat.messages.get(reply["message_id"])
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    answered = {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}
    return answered | _quote(message, reply)


def _quote(message: Json, reply: Json) -> Json:
    quote = reply.get("quote")
    if not quote:
        return {}
    whole = message.get("text") or message.get("caption") or ""
    if quote not in whole:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": formatting.units(whole[: whole.index(quote)]), "is_manual": True}}
