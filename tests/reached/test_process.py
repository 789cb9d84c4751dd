"""The bot as an operator runs it: a process of its own, real sockets, signals."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.typedefs import Handler

from bot.core.memory import KEPT_DAYS, Memory
from bot.simulator import Telegram, serve, trouble
from bot.store import open_store
from tests.processes import SECONDS, ended, free_port, process, ready


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


async def until_registered(telegram: Telegram) -> None:
    async with asyncio.timeout(SECONDS):
        while not telegram.webhook.url:  # noqa: ASYNC110  # the other process sets it
            await asyncio.sleep(0.05)


NEEDLESS = {
    *("alembic", "asyncpg", "click", "filelock", "mako", "matplotlib", "numpy", "prometheus_client"),
    *("httpcore", "pydantic_settings", "pygments", "bot.metrics"),
    *("rich.console", "segno", "sqlalchemy", "greenlet._greenlet", "typer", "watchfiles"),
    *(
        "bot.cli.commands",
        "bot.doctor",
        "bot.preview",
        "bot.printing.sheet",
        "bot.sending",
        "bot.simulation",
        "bot.simulator",
    ),
}
"""What other commands, other databases and rare moments need, and a bot with a new SQLite file does without."""


async def test_a_running_bot_has_loaded_nothing_that_it_does_not_need(telegram: Telegram, tmp_path: Path) -> None:
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        port = free_port()
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "PYTHONPROFILEIMPORTTIME": "1",  # Python then names on standard error what it loads
        }
        async with process(tmp_path, environment, "run") as started:
            errors = asyncio.create_task(ended(started))
            await until_registered(telegram)
            ana = telegram.person("Ana")
            await ana.send("/start")
            await ana.press("📄 Reports")
            started.send_signal(signal.SIGTERM)
            _, lines = await errors
    loaded = {line.rpartition("|")[2].strip() for line in lines.splitlines() if line.startswith("import time:")}
    assert "bot.app" in loaded
    assert loaded & NEEDLESS == set()


async def test_the_bot_registers_its_webhook_answers_and_ends_on_sigterm(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
        }
        async with process(tmp_path, environment, "run") as started:
            assert await ready(port) == {"status": "ready", "store": "ok", "content": "ok", "telegram": "ok"}
            await until_registered(telegram)
            ana = telegram.person("Ana", language_code="es-MX")
            await ana.send("/start")
            await ana.press("📄 Reportes")
            assert ana.last is not None
            assert ana.last.text.startswith("Reportes de Ally-Shoring")
            started.send_signal(signal.SIGTERM)
            status, errors = await ended(started)
            assert status == 0
            assert telegram.token not in errors
    assert (tmp_path / "data" / "bot.db").exists()


async def test_updates_come_from_telegrams_networks_only_where_that_is_wanted(
    telegram: Telegram, tmp_path: Path
) -> None:
    port, secret = free_port(), "a-good_Secret-123"
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "WEBHOOK_SECRET": secret,
            "WEBHOOK_ONLY_FROM": "telegram",
            "TRUSTED_PROXIES": "127.0.0.0/8",
            "PORT": str(port),
        }
        async with process(tmp_path, environment, "run") as started, aiohttp.ClientSession() as session:
            await ready(port)
            statuses = []
            for forwarded in ("149.154.167.220", "203.0.113.66", "149.154.167.220, 203.0.113.66"):
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "X-Forwarded-For": forwarded}
                async with session.post(
                    f"http://127.0.0.1:{port}/webhook", json={"update_id": 7}, headers=headers
                ) as answer:
                    statuses.append(answer.status)
            started.send_signal(signal.SIGTERM)
            status, errors = await ended(started)
    assert (statuses, status) == ([200, 403, 403], 0)
    told = [json.loads(line) for line in errors.splitlines() if "requests were turned away" in line]
    assert [(entry["not_allowed"], entry["last_address"]) for entry in told] == [(1, "203.0.113.66")] * 2
    assert [hidden for hidden in (telegram.token, secret) if hidden in errors] == []


async def test_what_telegram_sends_twice_is_answered_once(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
        }
        async with process(tmp_path, environment, "run"):
            await ready(port)
            await until_registered(telegram)
            ana = telegram.person("Ana", language_code="es-MX")
            telegram.trouble.repeat(times=2)
            await ana.send("/start")
            await ana.press("📄 Reportes")
            await ana.send("/about")
    by_bot = [message for message in ana.messages if message.by_bot]
    assert len(by_bot) == 2
    assert len(ana.answers) == 1
    assert [call.description for call in telegram.refused] == []


async def test_a_language_outlives_a_kill(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    ana = telegram.person("Ana", language_code="es-MX")
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
        }
        async with process(tmp_path, environment, "run") as started:
            await ready(port)
            await until_registered(telegram)
            await ana.send("/start")
            await ana.press("🌐 English")
            started.kill()
            await started.wait()
        async with process(tmp_path, environment, "run"):
            await ready(port)
            await ana.send("/reports")
            assert ana.last is not None
            assert ana.last.text.startswith("Ally-Shoring Reports")


def _is_lost(memory: Memory | None) -> bool:
    return memory is not None and memory.unreachable is not None


async def test_a_block_is_remembered_and_a_chat_long_lost_is_forgotten(telegram: Telegram, tmp_path: Path) -> None:
    port, store_url = free_port(), f"sqlite:///{tmp_path}/bot.db"
    grace = telegram.person("Grace", language_code="en")
    async with open_store(store_url, lambda: datetime.now(UTC) - timedelta(KEPT_DAYS)) as store:
        await store.chats.subscribe(7, "private", "es")
        await store.chats.lose([7])
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "PORT": str(port),
            "DATABASE_URL": store_url,
        }
        async with process(tmp_path, environment, "run") as started, open_store(store_url) as store:
            await ready(port)
            await grace.send("/subscribe")
            await grace.block()
            async with asyncio.timeout(SECONDS):
                while (  # noqa: ASYNC110  # the other process does it
                    await store.chats.memory(7) or not _is_lost(await store.chats.memory(grace.id))
                ):
                    await asyncio.sleep(0.05)
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0


async def test_without_a_webhook_the_bot_polls(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": server.url, "PORT": str(port)}
        async with process(tmp_path, environment, "run") as started:
            assert await ready(port) == {
                "status": "ready",
                "store": "ok",
                "content": "ok",
                "telegram": "ok",
                "updates": "ok",
            }
            grace = telegram.person("Grace", language_code="en")
            await grace.send("/start")
            await grace.press("🔑 Enablers")  # the simulator takes an update for dealt with when it is confirmed
            assert grace.last is not None
            assert grace.last.text.startswith("Ally-Shoring Enablers")
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0


async def test_a_rejected_token_is_said_in_one_line(telegram: Telegram, tmp_path: Path) -> None:
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": "1:wrong", "TELEGRAM_API_URL": server.url, "PORT": str(free_port())}
        async with process(tmp_path, environment, "run") as started:
            assert await ended(started) == (
                1,
                "Telegram rejects TELEGRAM_BOT_TOKEN; copy it again from @BotFather, or correct TELEGRAM_API_URL\n",
            )


async def test_a_telegram_out_of_reach_is_said_in_one_line(tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    environment = {"TELEGRAM_BOT_TOKEN": "1:token", "TELEGRAM_API_URL": nowhere, "PORT": str(free_port())}
    async with process(tmp_path, environment, "run") as started:
        status, errors = await ended(started)
        assert status == 1
        assert errors.startswith(f"{nowhere} gives no answer that can be used")
        assert errors.endswith("check the network and TELEGRAM_API_URL\n")
        assert errors.count("\n") == 1


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_telegram_that_asks_to_wait_is_said_in_one_line(
    telegram: Telegram, tmp_path: Path, method: str
) -> None:
    telegram.trouble.plan(trouble.flood(600), method)
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": server.url,
            "PORT": str(free_port()),
            "PTB_TIMEDELTA": "true",
        }
        async with process(tmp_path, environment, "run") as started:
            assert await ended(started) == (1, "Telegram asks to wait 600 seconds; try again then\n")


async def test_a_start_that_telegram_keeps_waiting_can_be_stopped(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def hang(_request: web.Request) -> web.Response:
        asked.set()
        await asyncio.sleep(SECONDS)
        return web.Response()

    async with _server(hang) as server:
        environment = {"TELEGRAM_BOT_TOKEN": "1:token", "TELEGRAM_API_URL": server, "PORT": str(free_port())}
        async with process(tmp_path, environment, "run") as started:
            async with asyncio.timeout(SECONDS):
                await asked.wait()
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0


@pytest.mark.parametrize("answer", [{"ok": True, "result": {}}, {"ok": True, "result": [1]}, {"hello": 1}, [], "words"])
async def test_a_server_that_is_no_bot_api_is_said_in_one_line(tmp_path: Path, answer: object) -> None:
    async def anything(_request: web.Request) -> web.Response:
        return web.json_response(answer)

    async with _server(anything) as where:
        environment = {"TELEGRAM_BOT_TOKEN": "1:token", "TELEGRAM_API_URL": where, "PORT": str(free_port())}
        async with process(tmp_path, environment, "run") as started:
            status, errors = await ended(started)
    assert (status, errors.count("\n")) == (1, 1)
    assert errors.startswith(f"what answers at {where} is not a Bot API")


async def test_all_wrong_settings_are_said_at_once(tmp_path: Path) -> None:
    environment = {"TELEGRAM_BOT_TOKEN": "nonsense", "PORT": "eighty", "CONTENT_DIR": "nowhere"}
    async with process(tmp_path, environment, "run") as started:
        status, errors = await ended(started)
        assert status == 1
        assert [line.split(":")[0] for line in errors.splitlines()] == ["TELEGRAM_BOT_TOKEN", "PORT", "CONTENT_DIR"]


async def test_check_finds_the_shipped_content_well(tmp_path: Path) -> None:
    async with process(tmp_path, {}, "check") as started:
        output, _ = await started.communicate()
        assert output.decode() == ("All is well: 3 reports, 6 enablers, 38 members, 27 organizations, in en, es.\n")
        assert started.returncode == 0


@asynccontextmanager
async def _server(handler: Handler) -> AsyncIterator[str]:
    """Answer every request in the same way, and give the address."""
    application = web.Application()
    application.router.add_route("*", "/{anything:.*}", handler)
    async with TestServer(application) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_what_was_counted_is_written_at_the_end(telegram: Telegram, tmp_path: Path) -> None:
    port = free_port()
    async with serve(telegram, host="127.0.0.1", port=0) as server:
        environment = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": server.url, "PORT": str(port)}
        async with process(tmp_path, environment, "run") as started:
            await ready(port)
            await telegram.person("Grace", language_code="en").send("/reports")
            started.send_signal(signal.SIGTERM)
            assert (await ended(started))[0] == 0
    async with open_store(f"sqlite:///{tmp_path}/data/bot.db") as store:
        assert [place for _, place in await store.openings.since(date(2000, 1, 1))] == ["reports"]
