"""Who may decide for a chat: in private whoever is there, in a group its administrators."""

import asyncio

import structlog
from telegram import Bot, Message
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

PATIENCE = 3.0
"""Seconds that Telegram has to say who somebody is: a button spins meanwhile."""
_DECIDING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

_log = structlog.get_logger()


async def may_decide(bot: Bot, chat_id: int, kind: str, user_id: int) -> bool | None:
    """Tell whether somebody may in a chat of this type; None where Telegram does not say so in time."""
    if kind == ChatType.PRIVATE:
        return True
    try:
        async with asyncio.timeout(PATIENCE):
            return await _is_administrator(bot, chat_id, user_id)
    except (TelegramError, TimeoutError) as error:
        _log.warning("who is an administrator is not known", reason=str(error))
        return None


async def may_decide_by(bot: Bot, message: Message) -> bool | None:
    """Tell whether the sender of a message may; whoever writes in a group's own name is one of its administrators."""
    if message.sender_chat is not None and message.sender_chat.id == message.chat.id:
        return True
    sender = message.from_user.id if message.from_user else 0
    return await may_decide(bot, message.chat.id, message.chat.type, sender)


async def _is_administrator(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Ask for the one member; that is only sure to be answered to a bot that is an administrator itself.

    https://core.telegram.org/bots/api#getchatmember
    """
    try:
        return (await bot.get_chat_member(chat_id, user_id)).status in _DECIDING
    except TelegramError:
        return user_id in {member.user.id for member in await bot.get_chat_administrators(chat_id)}
