"""Commands, descriptions, the name and the menu button: limits, languages, scopes."""

from typing import Any

import pytest

from bot.simulator import Person, Telegram
from tests.simulator.asking import done, refusal

SCOPE = "Bad Request: can't parse BotCommandScope: "


def command(name: str = "start", description: str = "Begin") -> dict[str, str]:
    return {"command": name, "description": description}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (command("bad command"), "BOT_COMMAND_INVALID"),
        (command("Start"), "BOT_COMMAND_INVALID"),
        (command(""), "command must be non-empty"),
        (command("/"), "command must be non-empty"),
        (command("a" * 33), "command length must not exceed 32"),
        (command(description=" "), "command description must be non-empty"),
        (command(description="x" * 257), "command description length must not exceed 256"),
    ],
)
async def test_commands_that_the_server_refuses(telegram: Telegram, given: dict[str, str], words: str) -> None:
    assert await refusal(telegram, "setMyCommands", commands=[given]) == f"Bad Request: {words}"


async def test_there_are_at_most_a_hundred_commands(telegram: Telegram) -> None:
    many = [command(f"c{number}") for number in range(101)]
    assert await refusal(telegram, "setMyCommands", commands=many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    await done(telegram, "setMyCommands", commands=many[1:])


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ({"type": "chat"}, f'{SCOPE}Can\'t find field "chat_id"'),
        ({"type": "chat_member", "chat_id": 1000}, f'{SCOPE}Can\'t find field "user_id"'),
        ({"type": "invalid"}, f"{SCOPE}Unsupported type specified"),
        ({}, f'{SCOPE}Can\'t find field "type"'),
        ({"type": "chat", "chat_id": 5}, "Bad Request: chat not found"),
        ({"type": "chat_administrators", "chat_id": 1000}, "Bad Request: can't use specified scope in private chats"),
    ],
)
async def test_scopes_that_the_server_refuses(
    telegram: Telegram, ana: Person, scope: dict[str, Any], words: str
) -> None:
    assert await refusal(telegram, "setMyCommands", commands=[command()], scope=scope) == words


@pytest.mark.parametrize("code", ["es-MX", "ES", "e", "esp"])
@pytest.mark.parametrize("method", ["getMyCommands", "getMyDescription", "getMyShortDescription", "getMyName"])
async def test_a_language_has_two_letters(telegram: Telegram, method: str, code: str) -> None:
    assert await refusal(telegram, method, language_code=code) == "Bad Request: invalid language code specified"


async def test_commands_are_kept_without_slash_and_blanks(telegram: Telegram) -> None:
    await done(telegram, "setMyCommands", commands=[command("/start ", " Begin ")])
    assert await done(telegram, "getMyCommands") == [command()]
    await done(telegram, "setMyCommands", commands=[])
    assert await done(telegram, "getMyCommands") == []


@pytest.mark.parametrize(
    ("name", "field", "limit", "words"),
    [
        ("Description", "description", 512, "BOT_DESC_INVALID"),
        ("ShortDescription", "short_description", 120, "BOT_ABOUT_INVALID"),
        ("Name", "name", 64, "BOT_TITLE_INVALID"),
    ],
)
async def test_texts_have_a_limit_and_languages(
    telegram: Telegram, name: str, field: str, limit: int, words: str
) -> None:
    assert await refusal(telegram, f"setMy{name}", **{field: "x" * (limit + 1)}) == f"Bad Request: {words}"
    await done(telegram, f"setMy{name}", **{field: "x" * limit})
    await done(telegram, f"setMy{name}", **{field: "es"}, language_code="es")
    texts = [(await done(telegram, f"getMy{name}", language_code=code))[field] for code in ("", "es", "fr")]
    assert texts == ["x" * limit, "es", "x" * limit]


async def test_a_bot_keeps_a_name(telegram: Telegram) -> None:
    assert await done(telegram, "getMyName") == {"name": "Ally-Shoring"}
    assert await refusal(telegram, "setMyName", name="") == "Bad Request: BOT_TITLE_INVALID"


async def test_the_menu_button_of_a_chat_goes_before_that_of_all(telegram: Telegram, ana: Person) -> None:
    await done(telegram, "setChatMenuButton", menu_button={"type": "commands"})
    await done(telegram, "setChatMenuButton", chat_id=ana.id, menu_button={"type": "default"})
    assert await done(telegram, "getChatMenuButton") == {"type": "commands"}
    assert await done(telegram, "getChatMenuButton", chat_id=ana.id) == {"type": "default"}
    group = telegram.group("Ally", ana)
    words = await refusal(telegram, "setChatMenuButton", chat_id=group.id, menu_button={"type": "commands"})
    assert words == "Bad Request: invalid chat_id specified"
    button = {"type": "web_app", "text": " ", "web_app": {"url": "https://x.org"}}
    words = await refusal(telegram, "setChatMenuButton", menu_button=button)
    assert words == "Bad Request: menu button text must be non-empty"
    button = {"type": "web_app", "text": "App", "web_app": {"url": "http://x.org"}}
    words = await refusal(telegram, "setChatMenuButton", menu_button=button)
    assert words == "Bad Request: menu button Web App URL 'http://x.org' is invalid: Only HTTPS links are allowed"


async def test_a_chat_is_described_to_the_bot(telegram: Telegram, ana: Person, bob: Person) -> None:
    assert (await done(telegram, "getChat", chat_id=ana.id))["first_name"] == "Ana"
    assert await refusal(telegram, "getChat", chat_id=bob.id) == "Bad Request: chat not found"


async def test_what_botfather_was_told_is_told_to_the_bot(telegram: Telegram) -> None:
    names = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    assert [(await done(telegram, "getMe"))[name] for name in names] == [True, False, False]
    telegram.can_join_groups, telegram.privacy_mode, telegram.inline.enabled = False, False, True
    assert [(await done(telegram, "getMe"))[name] for name in names] == [False, True, True]
