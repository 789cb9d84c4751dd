"""/privacy and /forget: what is stored in general, what is stored of this chat, and how it is deleted."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.simulator import Group, Person, Telegram
from bot.store import Chats, Store, open_store
from tests.conversations.outages import Outage

NAME = "@AllyShoringBot"
NOTHING = "What is stored about this chat\n\nNothing is stored about this chat, so there is nothing to delete."
DONE = "What is stored about this chat\n\nDone: nothing about this chat is stored now."


def said(chat: Person | Group) -> str:
    """Give the last message of a chat."""
    assert chat.last is not None
    return chat.last.text


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """An empty memory, on a certain day."""
    async with open_store("sqlite://", lambda: datetime(2026, 3, 14, 12, tzinfo=UTC)) as store:
        yield store


async def test_privacy_says_what_is_stored_why_for_how_long_and_how_to_have_it_deleted(grace: Person) -> None:
    await grace.send("/privacy")
    assert said(grace) == (
        "Privacy\n\n"
        "What is stored: Telegram's number for this chat and its kind, the language chosen, whether announcements are "
        "wanted, and dates: when this was first stored and last changed, when the bot asked about announcements, and "
        "since when the chat has been out of reach.\n\n"
        "Why: to keep to your language, to send announcements only where they are wanted, and to ask about them only "
        "once. Nothing is stored until a language is chosen, announcements are turned on, or, after a report, the bot "
        "asks about them.\n\n"
        "For how long: until it is deleted here, or 180 days after the bot was blocked or removed. While an "
        "announcement goes out, the list of the chats to which it goes is kept until it is over.\n\n"
        "Not stored: names, messages, searches, or who viewed what: the bot only counts how often each screen is "
        "opened in a day. Nothing is shared with third parties.\n\n"
        "How to delete it: tap the button below or send /forget. First you see everything that is stored about "
        "this chat."
    )


async def test_privacy_says_so_in_spanish_too(ana: Person) -> None:
    await ana.send("/privacy")
    assert [part.split(":")[0] for part in said(ana).split("\n\n")[1:]] == [
        "Qué se guarda",
        "Para qué",
        "Por cuánto tiempo",
        "Qué no se guarda",
        "Cómo borrarlo",
    ]


async def test_forget_shows_everything_that_is_stored_and_asks(grace: Person, chats: Chats) -> None:
    await chats.offer(grace.id, "private")
    await grace.send("/subscribe")
    await grace.send("/forget")
    assert said(grace) == (
        "What is stored about this chat\n\n"
        f"• Telegram's number for this chat: {grace.id}\n"
        "• Kind of chat: private\n"
        "• Language: English\n"
        "• Announcements: on\n"
        "• Asked whether announcements are wanted: March 14, 2026\n"
        "• First stored: March 14, 2026\n"
        "• Last changed: March 14, 2026\n\n"
        "Delete all of this? Announcements then no longer come, and the bot follows Telegram's language again."
    )
    assert grace.last is not None
    assert grace.last.labels[0] == "Yes, delete it"


async def test_forget_says_in_spanish_what_nobody_chose_and_when(ana: Person, chats: Chats) -> None:
    await chats.offer(ana.id, "private")
    await ana.send("/forget")
    assert said(ana) == (
        "Lo que se guarda de este chat\n\n"
        f"• Número de este chat en Telegram: {ana.id}\n"
        "• Tipo de chat: privado\n"
        "• Idioma: ninguno elegido; el bot sigue el de Telegram\n"
        "• Anuncios: desactivados\n"
        "• Se preguntó por los anuncios: 14 de marzo de 2026\n"
        "• Se guardó por primera vez: 14 de marzo de 2026\n"
        "• Último cambio: 14 de marzo de 2026\n\n"
        "¿Borrar todo esto? Después, el bot vuelve a seguir el idioma de Telegram."
    )


async def test_what_is_stored_is_deleted_after_one_question(grace: Person, chats: Chats) -> None:
    await grace.send("/start")
    await grace.press("🌐 Español")
    await grace.send("/subscribe")
    await grace.send("/forget")
    assert await chats.memory(grace.id) is not None
    await grace.press("Sí, borrar")
    assert await chats.memory(grace.id) is None
    assert grace.toast == "Datos borrados."
    assert said(grace) == "Lo que se guarda de este chat\n\nListo: no hay nada guardado de este chat."
    await grace.send("/about")
    assert said(grace).startswith("Ally-Shoring\nBuilding a Stronger")
    await grace.send("/forget")
    assert said(grace) == NOTHING


async def test_a_second_tap_finds_nothing_to_delete_and_says_that_it_is_done(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    await grace.send("/forget")
    question = grace.last
    for _ in range(2):
        await grace.press("Yes, delete it", on=question)
        assert (grace.toast, said(grace)) == ("Deleted.", DONE)
    assert await chats.memory(grace.id) is None


async def test_looking_at_what_is_stored_in_the_other_language_changes_nothing(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    before = await chats.memory(grace.id)
    await grace.send("/forget")
    await grace.press("🌐 Español")
    assert said(grace).startswith("Lo que se guarda de este chat\n\n• Número de este chat en Telegram:")
    assert await chats.memory(grace.id) == before


async def test_looking_at_the_word_of_deletion_in_the_other_language_stores_nothing(
    grace: Person, chats: Chats
) -> None:
    await grace.send("/subscribe")
    await grace.send("/forget")
    await grace.press("Yes, delete it")
    await grace.press("🌐 Español")
    assert said(grace).startswith("Lo que se guarda de este chat\n\nListo:")
    assert await chats.memory(grace.id) is None


async def test_the_deletion_can_be_declined(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    await grace.send("/privacy")
    await grace.press("See or delete what is stored")
    await grace.press("‹ Back")
    assert said(grace).startswith("Privacy\n\nWhat is stored:")
    assert await chats.memory(grace.id) is not None


async def test_where_nothing_is_stored_there_is_no_question(grace: Person) -> None:
    await grace.send("/forget")
    assert said(grace) == NOTHING
    assert grace.last is not None
    assert "Yes, delete it" not in grace.last.labels


async def test_reading_in_the_other_language_that_nothing_is_stored_stores_nothing(ana: Person, chats: Chats) -> None:
    await ana.send("/forget")
    await ana.press("🌐 English")
    assert (said(ana), await chats.memory(ana.id)) == (NOTHING, None)


async def test_where_the_store_is_gone_it_is_not_said_that_nothing_is_stored(
    ana: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.send("/subscribe")
    Outage(chats, monkeypatch)
    await ana.send("/forget")
    assert said(ana) == (
        "Lo que se guarda de este chat\n\nEn este momento no es posible consultar lo que se guarda. Se puede volver a "
        "enviar /forget en un momento."
    )


async def test_in_a_group_everybody_sees_what_is_stored_of_it_and_an_admin_deletes_it(
    telegram: Telegram, grace: Person, ana: Person, chats: Chats
) -> None:
    group = telegram.group("Ally", grace, ana, kind="supergroup")
    group.promote(grace)
    await grace.send(f"/subscribe{NAME}", chat=group)
    await ana.send(f"/forget{NAME}", chat=group)
    assert "• Kind of chat: large group (supergroup)\n• Language: English\n• Announcements: on" in said(group)
    await ana.press("Yes, delete it", chat=group)
    assert ana.toast == "Only the admins of this group can delete what is stored about it."
    assert await chats.memory(group.id) is not None
    await grace.press("Yes, delete it", chat=group)
    assert (said(group), await chats.memory(group.id)) == (DONE, None)


async def test_a_forged_deletion_in_a_group_deletes_nothing(
    telegram: Telegram, grace: Person, ana: Person, chats: Chats
) -> None:
    group = telegram.group("Ally", grace, ana)
    group.promote(grace)
    await grace.send(f"/subscribe{NAME}", chat=group)
    for data in ("en:f/done", "en>f/done", "es:f/done~p", "xx:f/done"):
        await ana.press_data(data, on=group.last, chat=group)
    assert await chats.memory(group.id) is not None


@pytest.mark.parametrize("data", ["en!f/done", "es!f/done"])
async def test_a_forged_button_for_the_word_of_deletion_deletes(grace: Person, chats: Chats, data: str) -> None:
    await grace.send("/subscribe")
    await grace.press_data(data, on=grace.last)
    assert await chats.memory(grace.id) is None


async def test_no_link_deletes_or_shows_what_is_stored(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    for link in ("forget", "forget_done"):
        await grace.send(f"/start {link}")
        assert not said(grace).startswith("What is stored")
    assert await chats.memory(grace.id) is not None
