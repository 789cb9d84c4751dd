"""The methods with which a bot describes itself: commands by scope and language, and texts by language."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.simulator import links
from bot.simulator.access import Right, chat_of
from bot.simulator.state import Chat, Json, bad_request

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

COMMANDS = 100
COMMAND = 32
COMMAND_DESCRIPTION = 256
NAME = 64
DESCRIPTION = 512
SHORT_DESCRIPTION = 120


def set_my_commands(telegram: "Telegram", params: Json) -> bool:
    """setMyCommands"""
    key = _key(telegram, params)
    commands = [_command(command) for command in params["commands"]]
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if len({command["command"] for command in commands}) < len(commands):
        raise bad_request("BOT_COMMAND_INVALID")
    if commands:
        telegram.profile.commands[key] = commands
    else:
        telegram.profile.commands.pop(key, None)
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
    return _describe(telegram, "description", telegram.profile.descriptions, params, DESCRIPTION, "BOT_DESC_INVALID")


def get_my_description(telegram: "Telegram", params: Json) -> Json:
    """getMyDescription"""
    return {"description": in_language(telegram.profile.descriptions, _language(params))}


def set_my_short_description(telegram: "Telegram", params: Json) -> bool:
    """setMyShortDescription"""
    kept = telegram.profile.short_descriptions
    return _describe(telegram, "short_description", kept, params, SHORT_DESCRIPTION, "BOT_ABOUT_INVALID")


def get_my_short_description(telegram: "Telegram", params: Json) -> Json:
    """getMyShortDescription"""
    return {"short_description": in_language(telegram.profile.short_descriptions, _language(params))}


def set_my_name(telegram: "Telegram", params: Json) -> bool:
    """setMyName"""
    if not params.get("name") and not _language(params):
        raise bad_request("BOT_TITLE_INVALID")
    return _describe(telegram, "name", telegram.profile.names, params, NAME, "BOT_TITLE_INVALID")


def get_my_name(telegram: "Telegram", params: Json) -> Json:
    """getMyName"""
    return {"name": in_language(telegram.profile.names, _language(params)) or telegram.bot["first_name"]}


def set_chat_menu_button(telegram: "Telegram", params: Json) -> bool:
    """setChatMenuButton"""
    button = params.get("menu_button", {"type": "default"})
    if button["type"] == "web_app":
        if not button["text"].strip():
            raise bad_request("menu button text must be non-empty")
        try:
            links.checked(button["web_app"]["url"], only_https=True)
        except links.LinkError as error:
            raise bad_request(f"menu button Web App {error}") from error
    telegram.profile.menu_buttons[_private(telegram, params)] = button
    return True


def get_chat_menu_button(telegram: "Telegram", params: Json) -> Json:
    """getChatMenuButton"""
    buttons = telegram.profile.menu_buttons
    chat = _private(telegram, params)
    return buttons.get(chat, buttons.get(0, {"type": "commands"} if chat else {"type": "default"}))


def shown_commands(telegram: "Telegram", chat: Chat, person: int, language_code: str) -> list[Json]:
    """Give the menu that a person's client shows in a chat: the narrowest scope, the person's language first.

    After "Determining list of commands" on https://core.telegram.org/bots/api#botcommandscope.
    """
    for scope in _scopes(chat, person):
        for language in (language_code[:2], ""):
            if commands := telegram.profile.commands.get((*scope, language)):
                return commands
    return []


def in_language(kept: dict[str, str], language_code: str) -> str:
    """Give the text for somebody whose Telegram is in this language: their own, else the one for all."""
    return kept.get(language_code[:2]) or kept.get("", "")


def _scopes(chat: Chat, person: int) -> Iterator[tuple[Any, ...]]:
    """Give the scopes that concern a person in a chat, the narrowest first."""
    administrator = person in chat.administrators
    if chat.type != "private":
        yield "chat_member", chat.id, person
    if administrator:
        yield "chat_administrators", chat.id, None
    yield "chat", chat.id, None
    if administrator:
        yield "all_chat_administrators", None, None
    yield "all_private_chats" if chat.type == "private" else "all_group_chats", None, None
    yield "default", None, None


def _command(command: Json) -> Json:
    name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > COMMAND:
        raise bad_request(f"command length must not exceed {COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {COMMAND_DESCRIPTION}")
    if not re.fullmatch("[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _key(telegram: "Telegram", params: Json) -> tuple[Any, ...]:
    scope = params.get("scope", {"type": "default"})
    chat = chat_of(telegram, scope["chat_id"], Right.READ_MEMBERS) if "chat_id" in scope else None
    if chat is not None and chat.type == "private" and scope["type"] != "chat":
        raise bad_request("can't use specified scope in private chats")
    user = scope.get("user_id")
    if user is not None and user not in telegram.people:
        raise bad_request("user not found")
    return scope["type"], chat and chat.id, user, _language(params)


def _language(params: Json) -> str:
    language: str = params.get("language_code", "")
    if not re.fullmatch("|[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _describe(telegram: "Telegram", name: str, kept: dict[str, str], params: Json, limit: int, refusal: str) -> bool:
    text = params.get(name, "").strip()
    if len(text) > limit:
        raise bad_request(refusal)
    kept[_language(params)] = text
    telegram.tell({"type": "bot", "bot": telegram.shown_bot()})
    telegram.tell_chats()
    return True


def _private(telegram: "Telegram", params: Json) -> int:
    if "chat_id" not in params:
        return 0
    chat = telegram.chats.get(params["chat_id"])
    if chat is None or chat.type != "private":
        raise bad_request("invalid chat_id specified")
    return chat.id
