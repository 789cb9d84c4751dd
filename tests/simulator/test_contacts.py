"""Contacts that a bot sends."""

from typing import Any

import pytest

from bot.simulator import Person, Telegram
from tests.simulator.asking import done, refusal

CONTACT = {"phone_number": "+525500000000", "first_name": "Eva", "last_name": "Ejemplo", "vcard": "BEGIN:VCARD"}


async def test_a_contact_is_kept_as_the_bot_api_writes_it(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendContact", chat_id=ana.id, **CONTACT)
    assert sent["contact"] == CONTACT
    assert ana.last is not None
    assert (ana.last.kind, ana.last.text, ana.last.by_bot) == ("contact", "", True)


async def test_what_may_be_left_out_is_not_there(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendContact", chat_id=ana.id, phone_number="5", first_name="Eva", vcard="")
    assert sent["contact"] == {"phone_number": "5", "first_name": "Eva"}


async def test_a_vcard_has_2048_bytes_and_a_name_64_characters(telegram: Telegram, ana: Person) -> None:
    longest = {"phone_number": "5", "first_name": "ñ" * 64, "last_name": "ñ" * 64, "vcard": "ñ" * 1024}
    assert (await done(telegram, "sendContact", chat_id=ana.id, **longest))["contact"] == longest


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"phone_number": None}, 'parameter "phone_number" is required'),
        ({"phone_number": ""}, 'parameter "phone_number" is required'),
        ({"first_name": ""}, 'parameter "first_name" is required'),
        ({"first_name": "x" * 65}, "first_name of a contact is too long"),
        ({"last_name": "x" * 65}, "last_name of a contact is too long"),
        ({"vcard": "ñ" * 1024 + "x"}, "vcard of a contact is too long"),
        ({"phone_number": {}}, 'field "phone_number" must be of type String'),
        ({"name": "Eva"}, 'unexpected parameter "name"'),
        ({"message_thread_id": 9}, "message thread not found"),
        ({"chat_id": 99}, "chat not found"),
    ],
)
async def test_contacts_that_are_refused(telegram: Telegram, ana: Person, changed: dict[str, Any], words: str) -> None:
    assert (
        await refusal(telegram, "sendContact", **{"chat_id": ana.id, **CONTACT, **changed}) == f"Bad Request: {words}"
    )
    assert ana.last is None


async def test_a_contact_has_no_text_to_edit(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendContact", chat_id=ana.id, **CONTACT)
    words = await refusal(telegram, "editMessageText", chat_id=ana.id, message_id=sent["message_id"], text="x")
    assert words == "Bad Request: there is no text in the message to edit"
