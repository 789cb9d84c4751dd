"""The methods that send, change and delete messages."""

import json
from typing import TYPE_CHECKING, Any

from bot.simulator import keyboards, texts
from bot.simulator.state import Chat, Json, RefusalError

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE = 48 * 3600
"""Seconds for which a bot can delete a message."""

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)

_CONTENT = ("text", "entities", "reply_markup", "link_preview_options")


def send_message(telegram: "Telegram", params: Json) -> Json:
    """sendMessage"""
    content = _content(params, "message is too long")
    chat = telegram.reachable(params["chat_id"])
    replied = _replied(chat, params.get("reply_parameters"))
    message = telegram.message(chat, telegram.bot, _thread(chat, params, replied)) | content
    if replied:
        message["reply_to_message"] = {key: value for key, value in replied.items() if key != "reply_to_message"}
    telegram.keep(chat, message)
    return message


def edit_message_text(telegram: "Telegram", params: Json) -> Json:
    """editMessageText"""
    content = _content(params, "MESSAGE_TOO_LONG")
    chat, message = _editable(telegram, params)
    if "text" not in message:
        raise RefusalError("Bad Request: there is no text in the message to edit")
    return _changed(telegram, chat, message, {k: v for k, v in message.items() if k not in _CONTENT} | content)


def edit_message_reply_markup(telegram: "Telegram", params: Json) -> Json:
    """editMessageReplyMarkup"""
    markup = _markup(params)
    chat, message = _editable(telegram, params)
    return _changed(telegram, chat, message, {k: v for k, v in message.items() if k != "reply_markup"} | markup)


def delete_message(telegram: "Telegram", params: Json) -> bool:
    """deleteMessage: its own anywhere, a person's in a private chat only; for two days."""
    chat = telegram.chat_of(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise RefusalError("Bad Request: message to delete not found")
    if chat.type != "private" and message["from"]["id"] != telegram.bot["id"]:
        raise RefusalError("Bad Request: message can't be deleted")
    if telegram.clock() - message["date"] > DELETABLE:
        raise RefusalError("Bad Request: message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    telegram.tell({"type": "deleted", "chat": chat.id, "message_id": message["message_id"]})
    return True


def send_chat_action(telegram: "Telegram", params: Json) -> bool:
    """sendChatAction"""
    action = params["action"].lower()
    if action not in ACTIONS:
        raise RefusalError("Bad Request: wrong parameter action in request")
    chat = telegram.reachable(params["chat_id"])
    telegram.tell({"type": "action", "chat": chat.id, "action": action})
    return True


def _content(params: Json, too_long: str) -> Json:
    options = {key: value for key, value in params.get("link_preview_options", {}).items() if value}
    content = texts.read(params, too_long) | ({"link_preview_options": options} if options else {})
    return content | _markup(params)


def _markup(params: Json) -> Json:
    try:
        markup = keyboards.check(params.get("reply_markup", {}))
    except keyboards.KeyboardError as error:
        raise RefusalError(f"Bad Request: {error}") from error
    return {"reply_markup": markup} if markup else {}


def _replied(chat: Chat, reply: Json | None) -> Json | None:
    if reply is None:
        return None
    if "chat_id" in reply and str(reply["chat_id"]) != str(chat.id):
        raise RefusalError("Bad Request: the simulator knows replies in the same chat only")
    replied = chat.messages.get(reply["message_id"])
    if replied is None and not reply.get("allow_sending_without_reply"):
        raise RefusalError("Bad Request: message to be replied not found")
    return replied


def _thread(chat: Chat, params: Json, replied: Json | None) -> int | None:
    """Give the topic of a new message: a reply goes where the message is that it answers."""
    thread: int | None = params.get("message_thread_id")
    if thread is None:
        return replied.get("message_thread_id") if replied else None
    if thread not in chat.topics:
        raise RefusalError("Bad Request: message thread not found")
    return thread


def _editable(telegram: "Telegram", params: Json) -> tuple[Chat, Json]:
    if "chat_id" not in params and "message_id" not in params:
        if params.get("inline_message_id"):
            raise RefusalError("Bad Request: MESSAGE_ID_INVALID")
        raise RefusalError("Bad Request: message identifier is not specified")
    chat = telegram.reachable(params.get("chat_id", ""))
    message = chat.messages.get(params.get("message_id", 0))
    if message is None:
        raise RefusalError("Bad Request: message to edit not found")
    if message["from"]["id"] != telegram.bot["id"]:
        raise RefusalError("Bad Request: message can't be edited")
    return chat, message


def _changed(telegram: "Telegram", chat: Chat, message: Json, fresh: Json) -> Json:
    if _compared(fresh) == _compared(message):
        raise RefusalError(NOT_MODIFIED)
    fresh["edit_date"] = int(telegram.clock())
    telegram.keep(chat, fresh)
    return fresh


def _compared(message: Json) -> Any:
    return json.dumps([message.get(key) for key in _CONTENT], sort_keys=True)
