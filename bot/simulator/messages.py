"""The methods that send, change and delete messages."""

from typing import TYPE_CHECKING

from bot.simulator import content, storage
from bot.simulator.access import Right, chat_of
from bot.simulator.state import Chat, Json, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE_SECONDS = 48 * 3600.0
CONTACT_NAME = 64
VCARD_BYTES = 2048

_TEXT = ("text", "entities", "link_preview_options", "reply_markup")
_UPLOADS = ("photo", "video", "voice", "audio", "document", "video_note")
_CONTACT = ("phone_number", "first_name", "last_name", "vcard")
_ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {f"upload_{kind}" for kind in _UPLOADS}
    | {f"record_{kind}" for kind in ("video", "voice", "audio", "video_note")}
)


def send_message(telegram: "Telegram", params: Json) -> Json:
    """sendMessage"""
    return _send(telegram, params, content.text(telegram, params) | content.preview(params))


def send_photo(telegram: "Telegram", params: Json) -> Json:
    """sendPhoto"""
    caption = content.caption(telegram, params)
    return _send(telegram, params, {"photo": storage.photo(telegram, params["photo"])} | caption)


def send_document(telegram: "Telegram", params: Json) -> Json:
    """sendDocument"""
    caption = content.caption(telegram, params)
    return _send(telegram, params, {"document": storage.document(telegram, params["document"])} | caption)


def send_contact(telegram: "Telegram", params: Json) -> Json:
    """sendContact: the server documents how long a name and a vCard may be; here longer ones are refused."""
    for name in ("first_name", "last_name"):
        if len(params.get(name, "")) > CONTACT_NAME:
            raise bad_request(f"{name} of a contact is too long")
    if len(params.get("vcard", "").encode("utf-8", "surrogatepass")) > VCARD_BYTES:
        raise bad_request("vcard of a contact is too long")
    contact = {name: params[name] for name in _CONTACT if params.get(name)}
    return _send(telegram, params, {"contact": contact})


def edit_message_text(telegram: "Telegram", params: Json) -> Json | bool:
    """editMessageText"""
    fresh = content.text(telegram, params) | content.preview(params)
    chat, message = _editable(telegram, params)
    private = chat.type == "private" and not _is_inline(params)
    markup = content.markup(params, private=private)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    kept = {key: value for key, value in message.items() if key not in _TEXT}
    changed = _changed(telegram, chat, message, kept | fresh | ({"reply_markup": markup} if markup else {}))
    return _is_inline(params) or changed


def edit_message_reply_markup(telegram: "Telegram", params: Json) -> Json | bool:
    """editMessageReplyMarkup"""
    chat, message = _editable(telegram, params)
    private = chat.type == "private" and not _is_inline(params)
    markup = content.markup(params, private=private)
    kept = {key: value for key, value in message.items() if key != "reply_markup"}
    changed = _changed(telegram, chat, message, kept | ({"reply_markup": markup} if markup else {}))
    return _is_inline(params) or changed


def delete_message(telegram: "Telegram", params: Json) -> bool:
    """deleteMessage: in a group a bot that is no administrator deletes what is its own."""
    chat = chat_of(telegram, params["chat_id"], Right.WRITE)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if chat.type != "private" and message["from"]["id"] != telegram.bot["id"]:
        raise bad_request("message can't be deleted")
    if telegram.clock() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    telegram.remove(chat, params["message_id"])
    return True


def send_chat_action(telegram: "Telegram", params: Json) -> bool:
    """sendChatAction"""
    if params["action"].lower() not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    content.refuse_what_is_bought(params)
    chat = chat_of(telegram, params["chat_id"], Right.WRITE)
    content.place(chat, params)
    telegram.tell({"type": "action", "chat": chat.id, "action": params["action"].lower()})
    return True


def _send(telegram: "Telegram", params: Json, fresh: Json) -> Json:
    private = not str(params["chat_id"]).startswith("-")
    markup = content.markup(params, private=private)
    content.refuse_what_is_bought(params)
    chat = chat_of(telegram, params["chat_id"], Right.WRITE)
    place = content.place(chat, params)
    message = telegram.begin(chat, telegram.bot) | place | fresh
    if params.get("protect_content"):
        message["has_protected_content"] = True
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    elif markup:
        chat.fixed.add(message["message_id"])
    telegram.keep(chat, message)
    return message


def _editable(telegram: "Telegram", params: Json) -> tuple[Chat, Json]:
    if _is_inline(params):
        return telegram.inline.message(params["inline_message_id"])
    if "chat_id" not in params and "message_id" not in params:
        raise bad_request("message identifier is not specified")
    if params.get("chat_id", "") == "":
        raise bad_request("chat_id is empty")
    chat = chat_of(telegram, params["chat_id"], Right.EDIT)
    message = chat.messages.get(params.get("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != telegram.bot["id"] or message["message_id"] in chat.fixed:
        raise bad_request("message can't be edited")
    return chat, message


def _is_inline(params: Json) -> bool:
    """Say whether a message is meant that was sent inline: an edit of one gives no message back."""
    return bool(params.get("inline_message_id")) and "chat_id" not in params and "message_id" not in params


def _changed(telegram: "Telegram", chat: Chat, message: Json, fresh: Json) -> Json:
    def seen(one: Json) -> Json:
        return {key: value for key, value in one.items() if key != "edit_date"}

    if seen(fresh) == seen(message):
        raise bad_request(NOT_MODIFIED)
    fresh["edit_date"] = int(telegram.clock())
    telegram.keep(chat, fresh)
    return fresh
