"""Who can be reached: Telegram says when the bot is blocked or removed, and when it is back. Nobody is told of that."""

import structlog
from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus

from bot.errors import StoreError
from bot.tg.context import Context

_GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)

_log = structlog.get_logger()


async def change(update: Update, context: Context) -> None:
    """Remember whether the chat can be reached now; a chat of which nothing is remembered stays so."""
    changed, chats = update.my_chat_member, context.services.chats
    assert changed is not None  # noqa: S101  # the table lets nothing else through
    try:
        if _may_write(changed.new_chat_member):
            await chats.find_again(changed.chat.id)
        else:
            await chats.lose([changed.chat.id])
    except StoreError as error:
        _log.warning("whether a chat can be reached was not taken down", reason=str(error))


def _may_write(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status not in _GONE
