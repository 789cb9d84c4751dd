"""The methods that send, change and delete messages, and answer callback queries."""

import json
from typing import TYPE_CHECKING, Any

from bot.simulator import formatting, keyboards
from bot.simulator.state import QUERY_SECONDS, Answer, Chat, Json, RefusalError

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"
ANSWER = 200


def send_message(telegram: "Telegram", params: Json) -> Json:
    """sendMessage"""
    chat = telegram.reachable(params["chat_id"])
    text, entities = _text(params)
    message = telegram.message(chat, telegram.bot, params.get("message_thread_id"))
    message |= {"text": text, **({"entities": entities} if entities else {})}
    if markup := _markup(params):
        message["reply_markup"] = markup
    if options := params.get("link_preview_options"):
        message["link_preview_options"] = options
    if reply := params.get("reply_parameters"):
        _reply(chat, message, reply)
    telegram.keep(chat, message)
    return message


def edit_message_text(telegram: "Telegram", params: Json) -> Json:
    """editMessageText"""
    chat, message = _editable(telegram, params)
    text, entities = _text(params)
    if "text" not in message:
        raise RefusalError("Bad Request: there is no text in the message to edit")
    fresh = {
        key: value
        for key, value in message.items()
        if key not in ("text", "entities", "reply_markup", "link_preview_options")
    }
    fresh |= {"text": text, **({"entities": entities} if entities else {})}
    if markup := _markup(params):
        fresh["reply_markup"] = markup
    if options := params.get("link_preview_options"):
        fresh["link_preview_options"] = options
    return _changed(telegram, chat, message, fresh)


def edit_message_reply_markup(telegram: "Telegram", params: Json) -> Json:
    """editMessageReplyMarkup"""
    chat, message = _editable(telegram, params)
    fresh = {key: value for key, value in message.items() if key != "reply_markup"}
    if markup := _markup(params):
        fresh["reply_markup"] = markup
    return _changed(telegram, chat, message, fresh)


def delete_message(telegram: "Telegram", params: Json) -> bool:
    """deleteMessage"""
    chat = telegram.reachable(params["chat_id"])
    if chat.messages.pop(params["message_id"], None) is None:
        raise RefusalError("Bad Request: message to delete not found")
    telegram.tell({"type": "deleted", "chat": chat.id, "message_id": params["message_id"]})
    return True


def answer_callback_query(telegram: "Telegram", params: Json) -> bool:
    """answerCallbackQuery: the first answer counts, a later one is refused."""
    text = params.get("text") or None
    if text and len(text) > ANSWER:
        raise RefusalError("Bad Request: MESSAGE_TOO_LONG")
    query = telegram.queries.get(params["callback_query_id"])
    if query is None or query.answered or telegram.clock() - query.sent > QUERY_SECONDS:
        raise RefusalError(LATE)
    query.answered = True
    answer = Answer(query.id, text, bool(params.get("show_alert")), params.get("url"))
    telegram.answers.setdefault(query.person, []).append(answer)
    shown: Json = {"text": text, "show_alert": answer.show_alert, "url": answer.url}
    place: Json = {"person": query.person, "chat": query.chat, "message_id": query.message_id, "query_id": query.id}
    telegram.tell({"type": "answer", **place, **{key: value for key, value in shown.items() if value}})
    return True


def send_chat_action(telegram: "Telegram", params: Json) -> bool:
    """sendChatAction"""
    chat = telegram.reachable(params["chat_id"])
    telegram.tell({"type": "action", "chat": chat.id, "action": params["action"]})
    return True


def _text(params: Json) -> tuple[str, list[Json]]:
    mode = params.get("parse_mode")
    if mode and mode.lower() != "html":
        raise RefusalError("Bad Request: the simulator knows parse_mode HTML only")
    try:
        text, entities = (
            formatting.parse_html(params["text"])
            if mode
            else formatting.trim(params["text"], params.get("entities", []))
        )
    except formatting.ParseError as error:
        raise RefusalError(f"Bad Request: can't parse entities: {error}") from error
    if not text:
        raise RefusalError("Bad Request: message text is empty")
    if len(text) > formatting.TEXT:
        raise RefusalError("Bad Request: message is too long")
    return text, entities


def _markup(params: Json) -> Json | None:
    if "reply_markup" not in params:
        return None
    try:
        return keyboards.check(params["reply_markup"])
    except keyboards.KeyboardError as error:
        raise RefusalError(f"Bad Request: {error}") from error


def _reply(chat: Chat, message: Json, reply: Json) -> None:
    answered = chat.messages.get(reply["message_id"])
    if answered is not None:
        message["reply_to_message"] = {key: value for key, value in answered.items() if key != "reply_to_message"}
    elif not reply.get("allow_sending_without_reply"):
        raise RefusalError("Bad Request: message to be replied not found")


def _editable(telegram: "Telegram", params: Json) -> tuple[Chat, Json]:
    if "inline_message_id" in params:
        raise RefusalError("Bad Request: MESSAGE_ID_INVALID")
    if "chat_id" not in params or "message_id" not in params:
        raise RefusalError("Bad Request: message identifier is not specified")
    chat = telegram.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise RefusalError("Bad Request: message to edit not found")
    if message["from"]["id"] != telegram.bot["id"]:
        raise RefusalError("Bad Request: message can't be edited")
    return chat, message


def _changed(telegram: "Telegram", chat: Chat, message: Json, fresh: Json) -> Json:
    if _content(fresh) == _content(message):
        raise RefusalError(NOT_MODIFIED)
    fresh["edit_date"] = int(telegram.clock())
    telegram.keep(chat, fresh)
    return fresh


def _content(message: Json) -> Any:
    return json.dumps(
        [message.get(key) for key in ("text", "entities", "reply_markup", "link_preview_options")], sort_keys=True
    )
