"""What the simulator knows of the Bot API, and how files get into a call."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.simulator import connection, inline, messages, profile, queries, roster, storage
from bot.simulator.state import Json, Upload

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

METHODS: dict[str, Callable[["Telegram", Json], Any]] = {
    "getMe": connection.get_me,
    "getChat": connection.get_chat,
    "getChatAdministrators": roster.get_chat_administrators,
    "getChatMember": roster.get_chat_member,
    "logOut": connection.log_out,
    "close": connection.close,
    "getUpdates": connection.get_updates,
    "setWebhook": connection.set_webhook,
    "deleteWebhook": connection.delete_webhook,
    "getWebhookInfo": connection.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "sendContact": messages.send_contact,
    "editMessageText": messages.edit_message_text,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "sendChatAction": messages.send_chat_action,
    "getFile": storage.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}


def with_files(params: Json, files: Mapping[str, Upload]) -> Json:
    """Put files where they belong: a field may hold a file itself, or name another field with attach://."""
    attached = {
        name: files[value.removeprefix("attach://")]
        for name, value in params.items()
        if isinstance(value, str) and value.startswith("attach://") and value.removeprefix("attach://") in files
    }
    named = {params[name].removeprefix("attach://") for name in attached}
    return params | attached | {name: file for name, file in files.items() if name not in named}
