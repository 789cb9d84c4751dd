"""Which commands a person sees, by "Determining list of commands" on https://core.telegram.org/bots/api."""

from typing import Any

import pytest

from bot.simulator import Group, Person, Telegram
from tests.simulator.asking import done

LANGUAGES = ("es", "")
PRIVATE = ["chat", "all_private_chats", "default"]
GROUP = ["chat_member", "chat", "all_group_chats", "default"]
ADMINISTRATOR = [
    "chat_member",
    "chat_administrators",
    "chat",
    "all_chat_administrators",
    "all_group_chats",
    "default",
]
ALL = sorted({*PRIVATE, *ADMINISTRATOR})


def named(kind: str, language: str) -> str:
    return f"{kind} in {language or 'any'}"


def scope(kind: str, chat: Person | Group, person: Person) -> dict[str, Any]:
    place = {"chat_id": chat.id} if kind in ("chat", "chat_administrators", "chat_member") else {}
    return {"type": kind} | place | ({"user_id": person.id} if kind == "chat_member" else {})


async def set_all(telegram: Telegram, chat: Person | Group, person: Person) -> None:
    """Set commands for each scope that there is in a chat, in Spanish and for everybody; each says for whom it is."""
    for kind in ALL:
        if isinstance(chat, Person) and kind in ("chat_administrators", "chat_member"):
            continue
        for language in LANGUAGES:
            commands = [{"command": "whose", "description": named(kind, language)}]
            params = {"scope": scope(kind, chat, person), "language_code": language}
            await done(telegram, "setMyCommands", commands=commands, **params)


async def seen(telegram: Telegram, chat: Person | Group, person: Person, code: str) -> list[str]:
    """Look, delete what is seen, look again, and so on until there is nothing."""
    found = []
    while menu := telegram.commands(chat, code, person=person):
        description: str = menu[0]["description"]
        kind, _, language = description.partition(" in ")
        found.append(description)
        await done(
            telegram,
            "deleteMyCommands",
            scope=scope(kind, chat, person),
            language_code="" if language == "any" else language,
        )
    return found


def expected(kinds: list[str], languages: tuple[str, ...]) -> list[str]:
    return [named(kind, language) for kind in kinds for language in languages]


@pytest.mark.parametrize(("code", "languages"), [("es", LANGUAGES), ("es-MX", LANGUAGES), ("fr", ("",)), ("", ("",))])
@pytest.mark.parametrize(
    ("where", "kinds"),
    [("private", PRIVATE), ("group", GROUP), ("supergroup", GROUP), ("administrator", ADMINISTRATOR)],
)
async def test_the_first_list_that_is_set_is_shown(
    telegram: Telegram, ana: Person, where: str, kinds: list[str], code: str, languages: tuple[str, ...]
) -> None:
    chat = (
        ana if where == "private" else telegram.group("Ally", ana, kind="group" if where == "group" else "supergroup")
    )
    if isinstance(chat, Group) and where == "administrator":
        chat.promote(ana)
    await set_all(telegram, chat, ana)
    assert await seen(telegram, chat, ana, code) == expected(kinds, languages)


async def test_each_member_of_a_group_has_a_menu_of_their_own(telegram: Telegram, ana: Person, bob: Person) -> None:
    group = telegram.group("Ally", ana, bob)
    await set_all(telegram, group, ana)
    group.promote(bob)

    def whose(person: Person, code: str) -> str:
        description: str = telegram.commands(group, code, person=person)[0]["description"]
        return description

    assert (whose(ana, "es"), whose(bob, "es")) == ("chat_member in es", "chat_administrators in es")
    group.demote(bob)
    assert (whose(ana, "en"), whose(bob, "en")) == ("chat_member in any", "chat in any")


async def test_another_group_and_another_chat_see_what_is_for_all(telegram: Telegram, ana: Person, bob: Person) -> None:
    await set_all(telegram, telegram.group("Ally", ana), ana)
    other = telegram.group("Other", ana)
    other.promote(ana)
    assert telegram.commands(other, person=ana)[0]["description"] == "all_chat_administrators in any"
    assert telegram.commands(bob)[0]["description"] == "all_private_chats in any"


@pytest.mark.parametrize("kind", ALL)
async def test_each_scope_and_language_keeps_its_own_list(telegram: Telegram, ana: Person, kind: str) -> None:
    chat: Person | Group = ana if kind == "all_private_chats" else telegram.group("Ally", ana)
    await set_all(telegram, chat, ana)
    for language in LANGUAGES:
        params = {"scope": scope(kind, chat, ana), "language_code": language}
        assert await done(telegram, "getMyCommands", **params) == [
            {"command": "whose", "description": named(kind, language)}
        ]
        await done(telegram, "deleteMyCommands", **params)
        assert await done(telegram, "getMyCommands", **params) == []
