"""/start: the greeting, its language, and the menu."""

import pytest

from bot.app import App
from bot.simulator import Person, Telegram

MENU = [
    "📄 Reports",
    "🔑 Enablers",
    "👥 Task force",
    "🔎 Search",
    "📖 Overview",
    "❔ Help",
    "⚙️ Settings",
    "🌐 Español",
]
MENÚ = [
    "📄 Reportes",
    "🔑 Habilitadores",
    "👥 Grupo de Trabajo",
    "🔎 Buscar",
    "📖 Panorama",
    "❔ Ayuda",
    "⚙️ Ajustes",
    "🌐 English",
]


async def test_start_greets_says_the_language_and_shows_the_menu(grace: Person) -> None:
    await grace.send("/start")
    assert grace.last is not None
    assert grace.last.text == (
        "Ally-Shoring\n\n"
        "👋 Welcome! Everything here is at most three taps away. You can also simply write a name or a topic.\n\n"
        "The U.S.-Mexico Foundation's Ally-Shoring initiative, in English and Spanish.\n\n"
        "Language: English. To change it, tap 🌐 below or send /lang."
    )
    assert grace.last.labels == MENU


@pytest.mark.parametrize("language_code", ["es", "es-MX", "es-419", "ES"])
async def test_whoever_has_telegram_in_spanish_is_greeted_in_spanish(
    telegram: Telegram, bot: App, language_code: str
) -> None:
    ana = telegram.person("Ana", language_code=language_code)
    await ana.send("/start")
    assert ana.last is not None
    assert "Idioma: español." in ana.last.text
    assert ana.last.labels == MENÚ


@pytest.mark.parametrize("language_code", ["en", "en-GB", "pt-br", "de", "zh-hans", "", None])
async def test_everybody_else_is_greeted_in_english(telegram: Telegram, bot: App, language_code: str | None) -> None:
    person = telegram.person("Jo", language_code=language_code)
    await person.send("/start")
    assert person.last is not None
    assert person.last.labels == MENU


async def test_a_start_parameter_that_nobody_published_leads_home(grace: Person) -> None:
    await grace.send("/start no_such-place")
    assert grace.last is not None
    assert grace.last.labels == MENU


async def test_a_language_once_chosen_counts_more_than_that_of_telegram(ana: Person) -> None:
    await ana.send("/start")
    await ana.press("🌐 English")
    await ana.send("/start")
    assert ana.last is not None
    assert "Language: English." in ana.last.text


async def test_a_command_sends_a_message_and_a_tap_edits_it(grace: Person) -> None:
    await grace.send("/start")
    await grace.press("📄 Reports")
    await grace.press("3 · Near-shoring")
    assert [message.by_bot for message in grace.messages] == [False, True]
    assert grace.messages[-1].edited
    assert grace.messages[-1].text.startswith("Ally Shoring: A Powerful Strategy for Near-shoring")
