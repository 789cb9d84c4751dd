"""What is told where Telegram does not answer, or rejects the token: all the rest, and what could not be told."""

import pytest
from aiohttp.test_utils import unused_port
from pydantic import SecretStr

from bot import app
from bot.doctor import examination
from bot.doctor.examination import examine
from bot.doctor.finding import Remedy, State, Status, status
from bot.doctor.treatment import treat
from bot.settings import Settings
from bot.simulator import Telegram, trouble
from tests.doctor.looking import look

ASKED = ("token", "webhook", "commands and descriptions", "menus of the admins")
TOLD = {"secret", "database", "tables", "content", "catalogs"}


async def test_of_a_telegram_that_hangs_nothing_is_told_but_all_the_rest_is(
    telegram: Telegram, bot: app.App, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "PATIENCE", 1.0)
    telegram.trouble.plan(trouble.late(), times=100)
    found = await look(given)
    assert {what for what, finding in found.items() if finding.state is State.FITS} == TOLD
    assert {what: found[what].found for what in ASKED} == dict.fromkeys(ASKED, "no answer within 1 seconds")
    assert status(tuple(found.values())) == Status.UNKNOWN


async def test_a_telegram_that_hangs_for_one_question_holds_up_no_other(
    telegram: Telegram, bot: app.App, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "PATIENCE", 1.0)
    telegram.trouble.plan(trouble.late(), "getWebhookInfo")
    found = await look(given)
    assert {what for what, finding in found.items() if finding.state is not State.FITS} == {"webhook"}


async def test_a_telegram_out_of_reach_is_told_with_the_way_out(given: Settings) -> None:
    away = given.model_copy(update={"telegram_api_url": f"http://127.0.0.1:{unused_port()}"})
    found = await look(away)
    for what in ASKED:
        assert found[what].state is State.UNKNOWN
        assert found[what].found.startswith(f"{away.telegram_api_url} gives no answer that can be used")
        assert found[what].way_out == "check the network and TELEGRAM_API_URL"


async def test_a_telegram_that_asks_to_wait_is_told(telegram: Telegram, bot: app.App, given: Settings) -> None:
    telegram.trouble.plan(trouble.flood(7), "getMe")
    finding = (await look(given))["token"]
    assert (finding.state, finding.found) == (State.UNKNOWN, "Telegram asks to wait 7 seconds")


async def test_a_telegram_that_refuses_is_told_in_its_words(telegram: Telegram, bot: app.App, given: Settings) -> None:
    telegram.logged_out = True
    finding = (await look(given))["webhook"]
    telegram.logged_out = False
    assert (finding.state, finding.found) == (State.UNKNOWN, "Telegram refuses to say (Logged out)")


@pytest.mark.parametrize(
    ("method", "what", "remedy"),
    [
        ("setMyDescription", "description (en)", Remedy.PROFILE),
        ("setMyCommands", "commands of admin 1000", Remedy.ADMINS),
    ],
)
async def test_what_telegram_does_not_take_is_not_said_to_be_done(
    telegram: Telegram, bot: app.App, given: Settings, method: str, what: str, remedy: Remedy
) -> None:
    await bot.bot.set_my_description("An older one.")
    telegram.profile.commands["chat", 1000, None, ""].pop()
    telegram.trouble.plan(trouble.flood(7), method, times=1)
    said = await treat(await examine(given), given)
    assert remedy.value not in said
    [refused] = [line for line in said if line.startswith(f"Not done: “{remedy.value.rstrip('.')}”: ")]
    assert "Flood control exceeded" in refused
    assert (await look(given))[what].remedy is remedy


async def test_what_is_no_bot_api_is_told(bot: app.App, given: Settings) -> None:
    finding = (await look(given.model_copy(update={"telegram_api_url": given.webhook_url})))["token"]
    assert finding.state is State.MISFIT
    assert finding.way_out == "copy it again from @BotFather, or correct TELEGRAM_API_URL"


async def test_a_token_that_telegram_rejects_is_the_one_fault_with_it(given: Settings) -> None:
    found = await look(given.model_copy(update={"telegram_bot_token": SecretStr("1:wrong")}))
    assert (found["token"].state, found["token"].found) == (State.MISFIT, "Telegram rejects TELEGRAM_BOT_TOKEN")
    assert {found[what].state for what in ASKED[1:]} == {State.SKIPPED}
    assert "1:wrong" not in str(found)


async def test_without_a_token_the_rest_is_looked_at(given: Settings) -> None:
    found = await look(given.model_copy(update={"telegram_bot_token": None}))
    assert found["token"].found == "TELEGRAM_BOT_TOKEN is not set, so Telegram was not asked"
    assert set(found) == {"token", "database", "content", "catalogs"}


async def test_somebody_who_waits_is_told_for_what(bot: app.App, given: Settings) -> None:
    told: list[list[str]] = []
    await examine(given, lambda awaited: told.append(list(awaited)))
    assert told[0] == [
        *("token", "webhook", "secret", "commands and descriptions", "menus of the admins", "database", "content")
    ]
    assert [len(awaited) for awaited in told] == [7, 6, 5, 4, 3, 2, 1, 0]
