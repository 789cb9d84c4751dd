"""The menus of the admins' chats."""

from pydantic import SecretStr

from bot import app
from bot.doctor.examination import examine
from bot.doctor.finding import Remedy, State
from bot.doctor.treatment import treat
from bot.settings import Settings
from bot.simulator import Telegram
from bot.store import open_store
from tests.commands import COMMANDS
from tests.doctor.looking import look

WHAT = "commands of admin 1000"


async def _choose_spanish(given: Settings) -> None:
    async with open_store(given.database_url.get_secret_value()) as store:
        await store.chats.choose_language(1000, "private", "es")


async def test_the_menu_is_in_the_language_chosen_in_the_chat(bot: app.App, given: Settings) -> None:
    await _choose_spanish(given)
    assert (await look(given))[WHAT].found.startswith("described otherwise: /reports")
    await treat(await examine(given), given)
    assert (await look(given))[WHAT].found == f"{len(COMMANDS) + 3}, as the bot has them (es)"


async def test_a_chat_that_telegram_does_not_know_is_a_fault_that_only_its_admin_can_put_right(
    bot: app.App, given: Settings
) -> None:
    stranger = given.model_copy(update={"admin_chat_ids": (77,)})
    finding = (await look(stranger))["commands of admin 77"]
    assert (finding.state, finding.remedy) == (State.MISFIT, None)
    assert finding.way_out == (
        "let somebody press Start in that chat, or add the bot to it, and start the bot; or correct ADMIN_CHAT_IDS"
    )


async def test_a_group_that_removed_the_bot_is_told_and_the_menus_of_the_others_are_looked_at_all_the_same(
    telegram: Telegram, bot: app.App, given: Settings
) -> None:
    grace = telegram.people[1000]
    group = telegram.group("Admins", grace, kind="supergroup")
    await group.remove_bot(grace)
    telegram.profile.commands["chat", 1000, None, ""].pop()
    both = given.model_copy(update={"admin_chat_ids": (group.id, 1000)})
    there = await look(both)
    removed = there[f"commands of admin {group.id}"]
    assert (removed.state, removed.remedy) == (State.MISFIT, None)
    assert removed.found == "Telegram does not give them (Forbidden: bot was kicked from the supergroup chat)"
    assert there[WHAT].remedy is Remedy.ADMINS
    assert await treat(await examine(both), both) == [Remedy.ADMINS.value]
    assert (await look(both))[WHAT].state is State.FITS


async def test_without_the_database_a_menu_in_any_language_fits(telegram: Telegram, given: Settings) -> None:
    async with app.running(given):
        away = given.model_copy(update={"database_url": SecretStr("postgresql://nobody@127.0.0.1:1/none")})
        found = await look(away)
        assert (found["database"].state, found[WHAT].state) == (State.UNKNOWN, State.FITS)
        telegram.profile.commands["chat", 1000, None, ""].pop()
        assert (await look(away))[WHAT].state is State.UNKNOWN


async def test_without_admins_there_is_nothing_to_look_at(bot: app.App, given: Settings) -> None:
    assert (await look(given.model_copy(update={"admin_chat_ids": ()})))["admins"].state is State.SKIPPED
