"""/settings, /help: the bot about itself."""

from bot.core.commands import ROUTES
from bot.simulator import Person


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
    assert named == {f"/{name}" for name in ROUTES}
