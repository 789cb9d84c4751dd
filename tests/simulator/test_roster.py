"""Who is in a chat, and in what role."""

import pytest

from bot.simulator import Person, Telegram
from tests.simulator.asking import done, refusal


@pytest.fixture
def ana(telegram: Telegram) -> Person:
    return telegram.person("Ana")


async def test_a_member_is_asked_for(telegram: Telegram, ana: Person) -> None:
    zoe, stranger = telegram.person("Zoé"), telegram.person("Nobody")
    group = telegram.group("Ally", ana, zoe)
    group.promote(ana)
    asked = [await done(telegram, "getChatMember", chat_id=group.id, user_id=who.id) for who in (ana, zoe, stranger)]
    assert [member["status"] for member in asked] == ["administrator", "member", "left"]
    assert [member["user"]["id"] for member in asked] == [ana.id, zoe.id, stranger.id]


async def test_the_administrators_are_listed(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", telegram.person("Zoé"), ana)
    group.promote(ana)
    listed = await done(telegram, "getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in listed] == [ana.id]


async def test_nobody_administers_a_private_chat(telegram: Telegram, ana: Person) -> None:
    assert await refusal(telegram, "getChatAdministrators", chat_id=ana.id) == (
        "Bad Request: there are no administrators in the private chat"
    )


async def test_somebody_telegram_does_not_know_is_no_member(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    assert await refusal(telegram, "getChatMember", chat_id=group.id, user_id=1) == (
        "Bad Request: invalid user_id specified"
    )
