"""A bot that runs with everything as it has to be, on a Telegram that is reached over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import app
from bot.settings import Settings
from bot.simulator import Telegram
from tests.webhook import reachable


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A Telegram to which somebody has written, and to which @BotFather was told what the bot needs."""
    async with Telegram(allow_http_webhook=True) as telegram:
        telegram.inline.enabled = True
        telegram.person("Grace", language_code="en")
        yield telegram


@pytest.fixture
async def given(telegram: Telegram, tmp_path: Path) -> AsyncIterator[Settings]:
    """The settings of a bot that is reached by webhook."""
    async with reachable(telegram, f"sqlite:///{tmp_path}/bot.db", admin_chat_ids=(1000,)) as given:
        yield given


@pytest.fixture
async def bot(given: Settings) -> AsyncIterator[app.App]:
    """The bot, running."""
    async with app.running(given) as running:
        yield running


def ago(seconds: float) -> int:
    """Give a moment as Telegram does."""
    return int(datetime.now(UTC).timestamp() - seconds)


def environment(given: Settings) -> dict[str, str]:
    """Give the settings as a process of its own reads them."""
    return {
        "TELEGRAM_BOT_TOKEN": given.token,
        "TELEGRAM_API_URL": given.telegram_api_url,
        "WEBHOOK_URL": given.webhook_url or "",
        "DATABASE_URL": given.database_url.get_secret_value(),
        "ADMIN_CHAT_IDS": ", ".join(map(str, given.admin_chat_ids)),
    }
