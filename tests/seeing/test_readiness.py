"""What /readyz says of a whole bot, part by part, while something is away and when it is back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from telegram.error import TelegramError

from bot import app
from bot.settings import Settings
from bot.simulator import Telegram, trouble
from bot.tg import answers
from tests.conftest import Superuser
from tests.processes import SECONDS, ready
from tests.webhook import reachable

WELL = {"status": "ready", "store": "ok", "content": "ok", "telegram": "ok"}


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(allow_http_webhook=True) as telegram:
        yield telegram


@pytest.fixture
async def given(telegram: Telegram, postgres_url: str) -> AsyncIterator[Settings]:
    """The settings of a bot on a PostgreSQL."""
    async with reachable(telegram, postgres_url) as given:
        yield given


async def test_while_the_database_is_away_the_store_fails_alone(
    given: Settings, postgres_database: str, superuser: Superuser
) -> None:
    async with app.running(given):
        assert await ready(given.port) == WELL
        await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS false")
        await superuser(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{postgres_database}'")
        try:
            away = await ready(given.port)
        finally:
            await superuser(f"ALTER DATABASE {postgres_database} ALLOW_CONNECTIONS true")
        assert away == WELL | {"status": "not ready", "store": "failing"}
        assert await ready(given.port) == WELL


async def test_while_telegram_takes_no_call_telegram_fails_alone(
    telegram: Telegram, given: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "UNWELL_SECONDS", 0.0)
    async with app.running(given) as bot:
        telegram.trouble.plan(trouble.broken(), "getMe", times=1)
        with suppress(TelegramError):
            await bot.bot.get_me()
        assert await ready(given.port) == WELL | {"status": "not ready", "telegram": "failing"}
        await bot.bot.get_me()
        assert await ready(given.port) == WELL


async def test_a_bot_that_polls_is_not_ready_while_it_gets_no_updates(telegram: Telegram, given: Settings) -> None:
    polled = given.model_copy(update={"webhook_url": None})
    telegram.trouble.plan(trouble.broken(), "getUpdates")
    async with app.running(polled), asyncio.timeout(SECONDS):
        while (answer := await ready(given.port))["updates"] == "ok":  # noqa: ASYNC110  # the bot has no event for it
            await asyncio.sleep(0.01)
        assert answer == WELL | {"status": "not ready", "updates": "failing"}
        await telegram.person("Ana").send("/start")
        assert await ready(given.port) == WELL | {"updates": "ok"}
