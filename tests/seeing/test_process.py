"""The bot as an operator watches it: a process of its own, its numbers scraped, its log read."""

import asyncio
import json
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.simulator import Telegram, serve, trouble
from bot.store import open_store
from bot.web.server import serving
from tests.bilingual import bilingual
from tests.letters import with_announcements
from tests.processes import SECONDS, ended, free_port, process, ready
from tests.seeing.test_scraping import RIGHT, TOKEN, got, value

Environment = dict[str, str]


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


@pytest.fixture
async def environment(telegram: Telegram, tmp_path: Path) -> AsyncIterator[Environment]:
    """What an operator sets who wants to see everything; the content has announcements."""
    with_announcements(tmp_path)
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        port = str(free_port())
        yield {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "HOST": "127.0.0.1",
            "PORT": port,
            "METRICS_PORT": str(free_port()),
            "METRICS_TOKEN": TOKEN,
            "LOG_LEVEL": "debug",
            "CONTENT_DIR": str(tmp_path / "content"),
        }


def read(errors: str) -> list[dict[str, Any]]:
    """Read the log as a program does."""
    return [json.loads(line) for line in errors.splitlines()]


async def until_registered(telegram: Telegram) -> None:
    async with asyncio.timeout(SECONDS):
        while not telegram.webhook.url:  # noqa: ASYNC110  # the other process sets it
            await asyncio.sleep(0.05)


async def test_what_people_do_is_counted_and_told_and_nothing_that_they_wrote(
    telegram: Telegram, environment: Environment, tmp_path: Path
) -> None:
    port, own = int(environment["PORT"]), int(environment["METRICS_PORT"])
    ana = telegram.person("Hopperiana", language_code="en")
    async with process(tmp_path, environment, "run") as started:
        await ready(port)
        await until_registered(telegram)
        await ana.send("/start")
        await ana.press("📄 Reports")
        telegram.trouble.plan(trouble.broken(500), "editMessageText")
        await ana.press("🏠")
        await ana.send("something secret to look for")
        await ana.send("/subscribe")
        statuses = [(await got(port))[0], (await got(port, RIGHT))[0]]
        _, page, _ = await got(own)
        started.send_signal(signal.SIGTERM)
        status, errors = await ended(started)
    assert (statuses, status) == ([401, 200], 0)
    assert value(page, "bot_updates_total", kind="message", outcome="done") == 3
    assert value(page, "bot_updates_total", kind="callback_query", outcome="done") == 2
    assert value(page, "bot_calls_total", method="editMessageText", outcome="server_error") == 1
    assert value(page, "bot_calls_total", method="setWebhook", outcome="ok") == 1
    assert value(page, "bot_retries_total", reason="server_error") == 1
    assert value(page, "bot_requests_turned_away_total", reason="wrong_token") == 1
    assert value(page, "bot_chats", kind="private", subscribed="yes", reachable="yes") == 1
    assert (value(page, "process_resident_memory_bytes") or 0) > 0
    log = read(errors)
    (retry,) = (entry for entry in log if entry["event"] == "a call is made again")
    assert [entry["event"] for entry in log if entry.get("update_id") == retry["update_id"]] == [
        "a call is made again",
        "an update was dealt with",
    ]
    assert sum(entry["event"] == "an update was dealt with" for entry in log) == 5
    for hidden in (telegram.token, TOKEN, "Hopperiana", "something secret"):
        assert hidden not in errors + page


async def test_an_announcement_is_counted_and_its_lines_have_its_id(
    telegram: Telegram, environment: Environment, tmp_path: Path
) -> None:
    own, database = int(environment["METRICS_PORT"]), f"sqlite:///{tmp_path}/bot.db"
    async with open_store(database) as store, process(tmp_path, environment | {"DATABASE_URL": database}, "run") as bot:
        await ready(int(environment["PORT"]))
        for name in ("Ana", "Grace"):
            person = telegram.person(name, language_code="en")
            telegram.chats[person.id].written = True
            await store.chats.subscribe(person.id, "private", "en")
        assert await store.ledger.begin("plain")
        async with asyncio.timeout(SECONDS):
            while (run := await store.ledger.run("plain")) is None or not run.state.is_over:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        _, page, _ = await got(own)
        bot.send_signal(signal.SIGTERM)
        _, errors = await ended(bot)
    assert value(page, "bot_announcement_addressees", announcement="plain") == 2
    assert value(page, "bot_announcement_chats", announcement="plain", outcome="sent") == 2
    assert value(page, "bot_announcement_state", announcement="plain", state="done") == 1
    told = {entry["event"]: entry.get("announcement") for entry in read(errors) if "announcement" in entry["event"]}
    assert told == {"an announcement goes out": "plain", "an announcement has stopped": "plain"}


async def test_a_refused_change_of_the_content_is_no_reason_to_answer_nobody(
    environment: Environment, tmp_path: Path
) -> None:
    port, own = int(environment["PORT"]), int(environment["METRICS_PORT"])
    content = shutil.copytree(bilingual() / "content", tmp_path / "another")
    given = environment | {"CONTENT_DIR": str(content), "CONTENT_RELOAD": "1"}
    async with process(tmp_path, given, "run") as started:
        assert (await ready(port))["content"] == "ok"
        async with asyncio.timeout(SECONDS):
            while (answer := await ready(port))["content"] == "ok":
                (content / "overview.yaml").write_text("overview: no\n", encoding="utf-8")  # the watch may begin later
                await asyncio.sleep(0.3)
        _, page, _ = await got(own)
        assert started.returncode is None
    assert (answer["status"], answer["content"]) == ("ready", "outdated")
    assert value(page, "bot_content_outdated") == 1


async def test_without_settings_there_are_no_metrics(environment: Environment, tmp_path: Path) -> None:
    port = int(environment["PORT"])
    for name in ("METRICS_PORT", "METRICS_TOKEN"):
        del environment[name]
    async with process(tmp_path, environment, "run"):
        await ready(port)
        assert (await got(port, RIGHT))[0] == 404


async def test_a_port_that_is_taken_is_said_in_one_line(environment: Environment, tmp_path: Path) -> None:
    taken = environment["METRICS_PORT"]
    words = f"cannot listen on 127.0.0.1:{taken} (address already in use); free it, or set HOST and METRICS_PORT\n"
    async with serving("127.0.0.1", int(taken), checks={}), process(tmp_path, environment, "run") as started:
        assert await ended(started) == (1, words)


async def test_a_log_of_text_is_no_json(environment: Environment, tmp_path: Path) -> None:
    async with process(tmp_path, environment | {"LOG_FORMAT": "text"}, "run") as started:
        assert started.stderr is not None
        async with asyncio.timeout(SECONDS):
            while "the bot is ready" not in (line := (await started.stderr.readline()).decode()):
                assert line
        started.send_signal(signal.SIGTERM)
        _, errors = await ended(started)
    assert "the bot is stopping" in errors
    said = [line, *errors.splitlines()]
    assert [each for each in said if each.startswith("{") or "\x1b" in each or "Ctrl-C" in each] == []
