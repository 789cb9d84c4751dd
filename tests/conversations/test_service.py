"""/settings, /help: the bot about itself."""

import pytest

from bot.core.commands import ROUTES
from bot.simulator import Person
from tests.commands import COMMANDS


async def test_settings_say_the_language_and_lead_to_its_choice_and_back(grace: Person) -> None:
    await grace.send("/settings")
    assert grace.last is not None
    settings = grace.last.text
    assert settings == "Settings\n\nLanguage: English\nAnnouncements: off"
    await grace.press("Choose the language")
    assert grace.last.text.startswith("Language\n\n")
    await grace.press("‹ Back")
    assert grace.last.text == settings


async def test_help_names_every_command_there_is(grace: Person) -> None:
    await grace.send("/help")
    assert grace.last is not None
    named = {line.split()[0] for line in grace.last.text.splitlines() if line.startswith("/")}
    assert named == {f"/{name}" for name in COMMANDS}


@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_every_command_of_the_menu_is_known(grace: Person, command: str) -> None:
    await grace.send(f"/{command}")
    assert grace.last is not None
    assert "was not recognized" not in grace.last.text


def test_every_command_that_shows_a_place_is_on_the_menu() -> None:
    assert set(ROUTES) - COMMANDS == set()
