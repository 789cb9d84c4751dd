"""Languages: the switch on every screen, /lang, what is remembered, and the menu of commands."""

from bot.app import App
from bot.simulator import Person, Telegram
from bot.store import Chats


async def test_the_globe_shows_the_same_screen_in_the_other_language_in_place(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("⇅ By name")
    await grace.press("3")
    await grace.press("Jana Nieto")
    await grace.press("🌐 Español")
    assert grace.last is not None
    assert grace.last.text == "Jana Nieto\n3M\n\nSegún la lista de la fundación\n\nTambién de 3M:"
    await grace.press("‹ Regresar")
    assert "· 3 ·" in grace.last.labels
    assert "⇅ Por organización" in grace.last.labels
    assert len(grace.messages) == 2


async def test_the_choice_is_remembered_for_the_next_command(grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("🌐 Español")
    assert grace.toast == "Este chat ahora está en español."
    await grace.send("/enablers")
    assert grace.last is not None
    assert grace.last.text.startswith("Habilitadores de Ally-Shoring")


async def test_a_message_stays_in_its_own_language_until_it_is_switched(grace: Person) -> None:
    await grace.send("/reports")
    english = grace.last
    await grace.send("/lang")
    await grace.press("🌐 Español")
    await grace.press("2 · Workforce", on=english)
    shown = next(message for message in grace.messages if english and message.message_id == english.message_id)
    assert shown.text.startswith("Ally Shoring and the Workforce")
    assert "🌐 Español" in shown.labels
    await grace.send("/reports")
    assert grace.last is not None
    assert grace.last.text.startswith("Reportes de Ally-Shoring")


async def test_lang_offers_the_languages_and_marks_the_one_in_use(grace: Person) -> None:
    await grace.send("/lang")
    assert grace.last is not None
    assert grace.last.labels == ["✓ English", "🏠 Home", "🌐 Español"]
    await grace.press("🌐 Español")
    assert grace.last.labels == ["✓ Español", "🏠 Inicio", "🌐 English"]
    assert grace.last.text.startswith("Idioma\n\nIdioma actual: español.")


async def test_the_menu_of_commands_of_the_chat_follows(telegram: Telegram, grace: Person) -> None:
    await grace.send("/start")
    await grace.press("🌐 Español")
    commands = telegram.commands(chat=grace, language_code="en")
    assert commands[0] == {"command": "reports", "description": "Los reportes, del más reciente al más antiguo"}


async def test_nothing_is_stored_before_somebody_chooses(grace: Person, chats: Chats) -> None:
    await grace.send("/start")
    await grace.press("📄 Reports")
    assert await chats.language(grace.id) is None
    await grace.press("🌐 Español")
    assert await chats.language(grace.id) == "es"


async def test_each_chat_has_its_own_language(telegram: Telegram, grace: Person, ana: Person, bot: App) -> None:
    await grace.send("/start")
    await grace.press("🌐 Español")
    await ana.send("/start")
    await ana.press("🌐 English")
    await grace.send("/about")
    await ana.send("/about")
    assert grace.last is not None
    assert ana.last is not None
    assert grace.last.text.startswith("Ally-Shoring\nConstruir una América del Norte")
    assert ana.last.text.startswith("Ally-Shoring\nBuilding a Stronger")
