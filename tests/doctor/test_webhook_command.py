"""`python -m bot webhook` as an operator runs it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.settings import Settings
from bot.simulator import Telegram
from tests.doctor.conftest import ago, environment
from tests.processes import process
from tests.simulator.asking import done

LOSS = "1 update that waits is thrown away: nobody gets an answer to what they did meanwhile."
SILENCE = "Without a webhook the bot gets nothing until it runs by long polling, or the webhook is set again."


async def run(folder: Path, given: Mapping[str, str], *arguments: str) -> tuple[int | None, str, str]:
    """Run the command with nobody at the keyboard, and give its exit status and what it says, well and wrong."""
    async with process(folder, given, "webhook", *arguments) as started:
        output, errors = await started.communicate()
        return started.returncode, output.decode(), errors.decode()


async def _waiting(telegram: Telegram) -> None:
    """Let an update wait for the bot."""
    telegram.delivery.allowed = ["message"]
    writing = asyncio.create_task(telegram.people[1000].send("hello"))
    await asyncio.sleep(0)
    writing.add_done_callback(lambda _: None)


async def test_it_shows_in_plain_words_what_telegram_says(telegram: Telegram, given: Settings, tmp_path: Path) -> None:
    where = f"http://somebody:hunter2@127.0.0.1:9/{telegram.token}?key=hunter2"
    await done(telegram, "setWebhook", url=where, secret_token=given.secret, allowed_updates=["message"])
    telegram.webhook.last_error_date, telegram.webhook.last_error_message = ago(7200), "Connection refused"
    telegram.webhook.last_synchronization_error_date = ago(86_400 * 2)
    status, said, errors = await run(tmp_path, environment(given), "show")
    assert (status, errors) == (0, "")
    assert [line.split("  ")[-1].strip() for line in said.splitlines()] == [
        "http://127.0.0.1:9/***",
        "Telegram tells nobody; that of these settings is made from the token",
        "127.0.0.1",
        "up to 40 at once",
        "checked as any browser does",
        "message",
        "0 updates",
        "Connection refused, 2 hours ago",
        "could not look for updates 2 days ago",
    ]
    assert given.secret not in said


async def test_where_there_is_none_it_says_so(telegram: Telegram, given: Settings, tmp_path: Path) -> None:
    _, said, _ = await run(tmp_path, environment(given), "show")
    assert said.splitlines()[0].endswith("none: the bot gets updates by long polling, or not at all")


async def test_it_is_set_as_the_bot_does_at_its_start(telegram: Telegram, given: Settings, tmp_path: Path) -> None:
    status, said, _ = await run(tmp_path, environment(given), "set")
    assert (status, said) == (0, f"Telegram sends updates to {given.webhook_url}/webhook from now on.\n")
    assert (telegram.webhook.url, telegram.webhook.secret) == (f"{given.webhook_url}/webhook", given.secret)
    assert telegram.delivery.allowed == ["message", "callback_query", "inline_query", "my_chat_member"]
    assert telegram.webhook.max_connections == 40


async def test_without_an_address_there_is_nothing_to_set(given: Settings, tmp_path: Path) -> None:
    status, _, errors = await run(tmp_path, environment(given) | {"WEBHOOK_URL": ""}, "set")
    assert (status, errors) == (1, "WEBHOOK_URL is not set; set it to the bot's public https address\n")


async def test_updates_are_thrown_away_only_where_somebody_says_so(
    telegram: Telegram, given: Settings, tmp_path: Path
) -> None:
    await _waiting(telegram)
    status, _, errors = await run(tmp_path, environment(given), "set", "--drop-pending")
    assert (status, errors) == (1, f"{LOSS} Nobody is there to confirm it; add --yes\n")
    assert (telegram.webhook.url, telegram.delivery.pending) == ("", 1)
    status, _, _ = await run(tmp_path, environment(given), "set", "--drop-pending", "--yes")
    assert (status, telegram.delivery.pending) == (0, 0)


async def test_it_is_deleted_only_where_somebody_says_so(telegram: Telegram, given: Settings, tmp_path: Path) -> None:
    await done(telegram, "setWebhook", url=f"{given.webhook_url}/webhook")
    status, _, errors = await run(tmp_path, environment(given), "delete")
    assert (status, errors) == (1, f"{SILENCE} Nobody is there to confirm it; add --yes\n")
    assert telegram.webhook.url == f"{given.webhook_url}/webhook"
    status, said, _ = await run(tmp_path, environment(given), "delete", "--yes")
    assert (status, telegram.webhook.url) == (0, "")
    assert said.startswith("The webhook is deleted. To set it again: python -m bot webhook set")


async def test_where_there_is_none_nothing_is_deleted(given: Settings, tmp_path: Path) -> None:
    assert await run(tmp_path, environment(given), "delete") == (0, "There is no webhook.\n", "")


async def test_a_token_that_telegram_rejects_is_said_in_one_line(given: Settings, tmp_path: Path) -> None:
    wrong = environment(given) | {"TELEGRAM_BOT_TOKEN": "1:wrong"}
    for command in (("show",), ("set",), ("delete", "--yes")):
        status, said, errors = await run(tmp_path, wrong, *command)
        assert (status, said, errors.count("\n")) == (1, "", 1)
        assert errors.startswith("Telegram rejects TELEGRAM_BOT_TOKEN; copy it again from @BotFather")


async def test_without_a_token_it_is_said_what_to_set(tmp_path: Path) -> None:
    status, _, errors = await run(tmp_path, {}, "show")
    assert (status, errors) == (1, "TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather\n")
