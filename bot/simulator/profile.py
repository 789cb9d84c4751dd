"""The methods with which a bot describes itself: commands by scope and language, and descriptions by language."""

import re
from typing import TYPE_CHECKING, Any

from bot.simulator.state import Chat, Json, RefusalError

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

COMMANDS = 100
DESCRIPTION = 512
SHORT_DESCRIPTION = 120

_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


def set_my_commands(telegram: "Telegram", params: Json) -> bool:
    """setMyCommands"""
    commands = params["commands"]
    if len(commands) > COMMANDS:
        raise RefusalError("Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"].removeprefix("/")):
            raise RefusalError("Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise RefusalError("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.profile.commands[_key(telegram, params)] = commands
    telegram.tell_chats()
    return True


def get_my_commands(telegram: "Telegram", params: Json) -> list[Json]:
    """getMyCommands"""
    return telegram.profile.commands.get(_key(telegram, params), [])


def delete_my_commands(telegram: "Telegram", params: Json) -> bool:
    """deleteMyCommands"""
    telegram.profile.commands.pop(_key(telegram, params), None)
    telegram.tell_chats()
    return True


def set_my_description(telegram: "Telegram", params: Json) -> bool:
    """setMyDescription"""
    return _describe(telegram, telegram.profile.descriptions, params, "description", DESCRIPTION)


def get_my_description(telegram: "Telegram", params: Json) -> Json:
    """getMyDescription"""
    return {"description": _in_language(telegram.profile.descriptions, _language(params))}


def set_my_short_description(telegram: "Telegram", params: Json) -> bool:
    """setMyShortDescription"""
    return _describe(telegram, telegram.profile.short_descriptions, params, "short_description", SHORT_DESCRIPTION)


def get_my_short_description(telegram: "Telegram", params: Json) -> Json:
    """getMyShortDescription"""
    return {"short_description": _in_language(telegram.profile.short_descriptions, _language(params))}


def shown_commands(telegram: "Telegram", chat: Chat, person: int, language_code: str) -> list[Json]:
    """Give the menu that a person's client shows in a chat: the narrowest scope, the person's language first.

    After "Determining list of commands" on https://core.telegram.org/bots/api#botcommandscope.
    """
    scopes: list[tuple[Any, ...]] = [("chat_member", chat.id, person), ("chat", chat.id, None)]
    scopes.append(("all_private_chats" if chat.type == "private" else "all_group_chats", None, None))
    scopes.append(("default", None, None))
    for scope in scopes:
        for language in (language_code[:2], ""):
            if (*scope, language) in telegram.profile.commands:
                return telegram.profile.commands[(*scope, language)]
    return []


def shown_description(telegram: "Telegram", language_code: str) -> str:
    """Give the description that an empty chat shows to somebody whose Telegram is in this language."""
    return _in_language(telegram.profile.descriptions, language_code[:2])


def _key(telegram: "Telegram", params: Json) -> tuple[Any, ...]:
    scope = params.get("scope", {"type": "default"})
    if scope["type"] not in _SCOPES:
        raise RefusalError("Bad Request: unsupported type specified")
    chat = telegram.chat_of(scope["chat_id"]).id if "chat_id" in scope else None
    return scope["type"], chat, scope.get("user_id"), _language(params)


def _language(params: Json) -> str:
    language: str = params.get("language_code", "")
    if not re.fullmatch(r"|[a-z]{2}", language):
        raise RefusalError("Bad Request: LANG_CODE_INVALID")
    return language


def _describe(telegram: "Telegram", kept: dict[str, str], params: Json, name: str, limit: int) -> bool:
    text = params.get(name, "")
    if len(text) > limit:
        raise RefusalError(f"Bad Request: {name.replace('_', ' ')} is too long")
    kept[_language(params)] = text
    telegram.tell_chats()
    return True


def _in_language(kept: dict[str, str], language: str) -> str:
    return kept.get(language) or kept.get("", "")
