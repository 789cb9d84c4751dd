"""Which chats a bot reaches, and what it may do there.

After check_chat_access in Client.cpp of github.com/tdlib/telegram-bot-api.
"""

from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.simulator.state import Chat, RefusalError, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Right(Enum):
    """What a method needs."""

    READ = auto()
    READ_MEMBERS = auto()
    EDIT = auto()
    WRITE = auto()


def number(chat_id: object) -> int | None:
    """Read the number of a chat: forms carry it as text."""
    text = str(chat_id)
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() else None


def chat_of(telegram: "Telegram", chat_id: int | str, right: Right = Right.READ) -> Chat:
    """Find a chat.

    Raises:
        RefusalError: the bot knows none, or may not do this there.
    """
    known = number(chat_id)
    chat = None if known is None else telegram.chats.get(known)
    if chat is None:
        raise bad_request("chat not found")
    match chat.type:
        case "private":
            _check_private(telegram, chat, right)
        case "group":
            _check_group(chat, right)
        case _:
            _check_standing(chat)
    return chat


def _check_private(telegram: "Telegram", chat: Chat, right: Right) -> None:
    if right not in (Right.EDIT, Right.WRITE):
        return
    if chat.person is not None and telegram.people[chat.person].deactivated:
        raise _forbidden("user is deactivated")
    if chat.blocked:
        raise _forbidden("bot was blocked by the user")
    if not chat.written:
        raise _forbidden("bot can't initiate conversation with a user")


def _check_group(chat: Chat, right: Right) -> None:
    if chat.upgraded_to is not None:
        if right in (Right.WRITE, Right.READ_MEMBERS):
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusalError(words, migrate_to_chat_id=chat.upgraded_to)
    elif right is not Right.READ:
        _check_standing(chat)


def _check_standing(chat: Chat) -> None:
    if chat.standing == "kicked":
        raise _forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.standing == "left":
        raise _forbidden(f"bot is not a member of the {chat.type} chat")


def _forbidden(words: str) -> RefusalError:
    return RefusalError(f"Forbidden: {words}", 403)
