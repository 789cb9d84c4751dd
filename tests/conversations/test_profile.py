"""What Telegram shows of the bot outside its messages."""

from bot.app import App
from bot.core.edition import Edition
from bot.simulator import Telegram
from bot.tg import profile
from tests.commands import COMMANDS


async def test_commands_and_descriptions_are_set_in_each_language(
    telegram: Telegram, bot: App, edition: Edition
) -> None:
    await profile.publish(bot.bot, edition)
    english, spanish = telegram.commands(language_code="en"), telegram.commands(language_code="es")
    assert {command["command"] for command in english} == COMMANDS
    assert english[0] == {"command": "reports", "description": "The reports, newest first"}
    assert spanish[0] == {"command": "reports", "description": "Los reportes, del más reciente al más antiguo"}
    assert (await bot.bot.get_my_description("es")).description.startswith("La iniciativa Ally-Shoring")
    assert (await bot.bot.get_my_description()).description.startswith("The U.S.-Mexico Foundation's")
    assert (await bot.bot.get_my_short_description("es")).short_description.endswith("en español y en inglés.")


async def test_privacy_is_among_the_commands_so_that_clients_use_it(
    telegram: Telegram, bot: App, edition: Edition
) -> None:
    await profile.publish(bot.bot, edition)
    assert "privacy" in [command["command"] for command in telegram.commands(language_code="fr")]


async def test_what_telegram_already_has_is_not_set_again(telegram: Telegram, bot: App, edition: Edition) -> None:
    await profile.publish(bot.bot, edition)
    telegram.calls.clear()
    await profile.publish(bot.bot, edition)
    assert [call.method for call in telegram.calls if call.method.startswith("set")] == []


async def test_only_what_differs_is_set(telegram: Telegram, bot: App, edition: Edition) -> None:
    await profile.publish(bot.bot, edition)
    await bot.bot.set_my_description("An older one.", "es")
    telegram.calls.clear()
    await profile.publish(bot.bot, edition)
    changed = [(call.method, call.params["language_code"]) for call in telegram.calls if call.method.startswith("set")]
    assert changed == [("setMyDescription", "es")]
