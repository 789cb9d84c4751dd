"""Who is in a chat, and in what role.

Words after GetChatMemberQuery and GetChatAdministratorsQuery of Client.cpp in github.com/tdlib/telegram-bot-api.
"""

from typing import TYPE_CHECKING

from bot.simulator.access import Right, chat_of
from bot.simulator.rooms import member
from bot.simulator.state import Chat, Json, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)


def get_chat_administrators(telegram: "Telegram", params: Json) -> list[Json]:
    """getChatAdministrators"""
    chat = chat_of(telegram, params["chat_id"], Right.READ_MEMBERS)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [_written(telegram, chat, person) for person in chat.members if person in chat.administrators]


def get_chat_member(telegram: "Telegram", params: Json) -> Json:
    """getChatMember"""
    chat = chat_of(telegram, params["chat_id"], Right.READ_MEMBERS)
    if params["user_id"] not in telegram.people:
        raise bad_request("invalid user_id specified")
    return _written(telegram, chat, params["user_id"])


def _written(telegram: "Telegram", chat: Chat, person: int) -> Json:
    user = telegram.people[person].json()
    if person in chat.administrators:
        return member(user, "administrator") | dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
    return member(user, "member" if person in chat.members else "left")
