"""/settings, /help, /privacy: the bot about itself."""

from bot.core.commands import ROUTES
from bot.simulator import Person, Telegram
from bot.store import Chats


async def test_settings_say_the_language_and_lead_to_its_choice_and_back(grace: Person) -> None:
    await grace.send("/settings")
    assert grace.last is not None
    settings = grace.last.text
    assert settings == "Settings\n\nLanguage: English"
    await grace.press("Choose the language")
    assert grace.last.text.startswith("Language\n\n")
    await grace.press("‹ Back")
    assert grace.last.text == settings


async def test_help_names_every_command_there_is(grace: Person) -> None:
    await grace.send("/help")
    assert grace.last is not None
    named = {line.split()[0] for line in grace.last.text.splitlines() if line.startswith("/")}
    assert named == {f"/{name}" for name in ROUTES}


async def test_privacy_says_what_is_stored_why_and_how_to_have_it_deleted(grace: Person) -> None:
    await grace.send("/privacy")
    assert grace.last is not None
    assert [part.split(":")[0] for part in grace.last.text.split("\n\n")[1:]] == [
        "What is stored",
        "Why",
        "Not stored",
        "How to delete it",
    ]


async def test_what_is_stored_is_deleted_after_one_question(telegram: Telegram, grace: Person, chats: Chats) -> None:
    await grace.send("/start")
    await grace.press("🌐 Español")
    await grace.send("/privacy")
    await grace.press("Borrar los datos guardados")
    assert await chats.language(grace.id) == "es"
    await grace.press("Sí, borrar")
    assert await chats.language(grace.id) is None
    assert grace.last is not None
    assert grace.last.text.startswith("Privacidad\n\nListo:")
    await grace.send("/about")
    assert grace.last.text.startswith("Ally-Shoring\nBuilding a Stronger")


async def test_looking_at_the_word_of_deletion_in_the_other_language_stores_nothing(
    grace: Person, chats: Chats
) -> None:
    await grace.send("/privacy")
    await grace.press("Delete what is stored")
    await grace.press("Yes, delete it")
    await grace.press("🌐 Español")
    assert grace.last is not None
    assert grace.last.text.startswith("Privacidad\n\nListo:")
    assert await chats.language(grace.id) is None


async def test_the_deletion_can_be_declined(grace: Person, chats: Chats) -> None:
    await grace.send("/lang")
    await grace.press("✓ English")
    await grace.send("/privacy")
    await grace.press("Delete what is stored")
    await grace.press("‹ Back")
    assert grace.last is not None
    assert grace.last.text.startswith("Privacy\n\nWhat is stored:")
    assert await chats.language(grace.id) == "en"
