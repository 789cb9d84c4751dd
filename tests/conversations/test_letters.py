"""The buttons of an announcement: they open their place below, and the announcement stays as it was sent."""

from pathlib import Path

import pytest

from bot.app import App
from bot.core import announcements
from bot.core.edition import Edition, View
from bot.core.screen import Screen
from bot.simulator import Person, Telegram
from bot.tg import presenter
from tests.letters import with_announcements


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """What is shipped, with announcements of every kind."""
    return with_announcements(tmp_path)


async def deliver(bot: App, edition: Edition, person: Person, id: str, locale: str) -> None:
    """Send somebody an announcement in a language."""
    letter = announcements.letter(id, View(edition, locale))
    assert letter is not None
    await presenter.send_to(bot.bot, person.id, Screen(letter.text, letter.rows))


def first_lines(telegram: Telegram, person: Person) -> list[str]:
    """Give the first line of each message of the bot in somebody's chat."""
    messages = telegram.chats[person.id].messages.values()
    return [message["text"].split("\n")[0] for message in messages if message["from"]["is_bot"]]


async def test_its_button_opens_the_place_below(telegram: Telegram, bot: App, edition: Edition, grace: Person) -> None:
    await grace.send("/start")
    await deliver(bot, edition, grace, "opening", "en")
    await grace.press("Meet Jana")
    assert first_lines(telegram, grace)[1:] == [
        "Somebody new is in the task force: R&D has a voice now.",
        "Jana Nieto",
    ]


async def test_whoever_opened_it_can_go_on_from_there_and_open_it_again(
    telegram: Telegram, bot: App, edition: Edition, ana: Person
) -> None:
    await ana.send("/start")
    await deliver(bot, edition, ana, "report-workforce", "es")
    sent = ana.last
    await ana.press("📄 Ver el reporte")
    await ana.press("🏠 Inicio")
    await ana.press("📄 Ver el reporte", on=sent)
    title = "Ally Shoring and the Workforce: The Case for Greater Collaboration Between the US and Mexico"
    assert first_lines(telegram, ana)[1:] == [f"Nuevo reporte: {title}", "Ally-Shoring", title]


async def test_the_way_out_leads_to_the_word_that_they_are_off(
    telegram: Telegram, bot: App, edition: Edition, ana: Person
) -> None:
    await ana.send("/start")
    await deliver(bot, edition, ana, "plain", "es")
    await ana.press("🔕 Cancelar suscripción")
    assert first_lines(telegram, ana)[1:] == ["El foro es el 14 de mayo.", "Anuncios"]
    assert ana.last is not None
    assert ana.last.text.startswith("Anuncios\n\n🔕 Los anuncios están desactivados")
    await ana.press("‹ Regresar")
    assert first_lines(telegram, ana)[2] == "Ajustes"
