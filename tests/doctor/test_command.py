"""`python -m bot doctor` as an operator and a monitor run it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from bot import app, settings
from bot.settings import Settings
from bot.simulator import Telegram
from tests.doctor.conftest import environment
from tests.processes import process


async def run(folder: Path, given: Mapping[str, str], *arguments: str) -> tuple[int | None, str]:
    """Run the command, and give its exit status and what it says; it says nothing else."""
    async with process(folder, given, "doctor", *arguments) as started:
        output, errors = await started.communicate()
        assert errors.decode() == ""
        return started.returncode, output.decode()


async def test_where_all_fits_the_status_is_0(bot: app.App, given: Settings, tmp_path: Path) -> None:
    status, said = await run(tmp_path, environment(given))
    assert (status, said.splitlines()[-1]) == (0, "25 fit.")


async def test_where_something_does_not_fit_the_status_is_1_and_the_way_out_stands_below(
    telegram: Telegram, bot: app.App, given: Settings, tmp_path: Path
) -> None:
    telegram.inline.enabled = False
    status, said = await run(tmp_path, environment(given))
    lines = said.splitlines()
    at = next(number for number, line in enumerate(lines) if "inline mode" in line)
    assert lines[at].split() == ["does", "not", "fit", "inline", "mode", "off"]
    assert (
        lines[at + 1].strip() == "→ @BotFather: /setinline, @AllyShoringBot, and what to type, such as: Name or topic…"
    )
    assert (status, lines[-1]) == (1, "24 fit, 1 does not fit.")


async def test_where_telegram_does_not_answer_the_status_is_2(bot: app.App, given: Settings, tmp_path: Path) -> None:
    away = {"TELEGRAM_API_URL": f"http://127.0.0.1:{unused_port()}"}
    status, said = await run(tmp_path, environment(given) | away)
    assert (status, said.splitlines()[-1]) == (2, "5 fit, 4 cannot be told.")


async def test_where_the_database_does_not_answer_the_status_is_2(
    bot: app.App, given: Settings, tmp_path: Path
) -> None:
    away = {"DATABASE_URL": f"postgresql://bot:hunter2@127.0.0.1:{unused_port()}/bot"}
    status, said = await run(tmp_path, environment(given) | away)
    assert (status, said.splitlines()[-1]) == (2, "23 fit, 1 cannot be told.")
    assert "hunter2" not in said


async def test_without_a_token_the_status_is_1(tmp_path: Path) -> None:
    status, said = await run(tmp_path, {})
    assert status == 1
    assert "TELEGRAM_BOT_TOKEN is not set, so Telegram was not asked" in said
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240  # nothing else is going on


async def test_fixing_says_what_was_done_and_looks_again(
    telegram: Telegram, bot: app.App, given: Settings, tmp_path: Path
) -> None:
    await bot.bot.delete_webhook()
    await bot.bot.set_my_description("An older one.")
    status, said = await run(tmp_path, environment(given), "--fix")
    assert said.splitlines()[:3] == [
        "Told Telegram the webhook anew, with its secret and the kinds of updates.",
        "Published commands and descriptions.",
        "",
    ]
    assert (status, said.splitlines()[-1]) == (0, "25 fit.")
    assert (telegram.webhook.url, telegram.webhook.secret) == (f"{given.webhook_url}/webhook", given.secret)
    status, said = await run(tmp_path, environment(given), "--fix")
    assert (status, said.splitlines()[0]) == (0, "There was nothing that --fix puts right.")


async def test_a_program_reads_the_same_as_json(
    telegram: Telegram, bot: app.App, given: Settings, tmp_path: Path
) -> None:
    await bot.bot.set_my_description("An older one.")
    status, said = await run(tmp_path, environment(given), "--format", "json")
    read = json.loads(said)
    assert (status, read["status"], read["done"]) == (1, 1, [])
    assert [finding for finding in read["findings"] if finding["state"] != "fits"] == [
        {
            "what": "description (en)",
            "state": "does not fit",
            "found": "another than the content's: “An older one.”",
            "way_out": "start the bot, or --fix",
            "fixable": True,
        }
    ]
    status, said = await run(tmp_path, environment(given), "--format", "json", "--fix")
    assert (status, json.loads(said)["done"]) == (0, ["Published commands and descriptions."])


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--fix",)])
async def test_what_is_said_has_no_colours_and_no_secret(
    telegram: Telegram, bot: app.App, given: Settings, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    await bot.bot.set_webhook(f"http://127.0.0.1:9/{telegram.token}?secret={given.secret}")
    telegram.webhook.last_error_date = int(telegram.clock())
    telegram.webhook.last_error_message = f"no answer of /{telegram.token} to {given.secret}"
    _, said = await run(tmp_path, environment(given), *arguments)
    assert [secret for secret in settings.secrets(given) if secret in said] == []
    assert "\x1b" not in said


async def test_settings_at_fault_are_said_with_status_1(tmp_path: Path) -> None:
    async with process(tmp_path, {"TELEGRAM_BOT_TOKEN": "nonsense"}, "doctor") as started:
        _, errors = await started.communicate()
    assert started.returncode == 1
    assert errors.decode().startswith("TELEGRAM_BOT_TOKEN: does not look like a token")


async def test_the_help_says_what_the_status_means(tmp_path: Path) -> None:
    _, said = await run(tmp_path, {"COLUMNS": "200"}, "--help")
    assert "Exit status: 0 where all fits; 1 where something does not; 2 where nothing is known to be wrong" in said
