"""The settings of a bot that a simulated Telegram reaches by webhook, over real sockets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import settings
from bot.settings import Settings
from bot.simulator import Telegram, serve
from tests.bilingual import where
from tests.processes import free_port


@asynccontextmanager
async def reachable(telegram: Telegram, database_url: str, **more: object) -> AsyncIterator[Settings]:
    """Have Telegram listen while the block lasts."""
    port = free_port()
    async with serve(telegram, port=0) as server:
        yield settings.read(
            telegram_bot_token=telegram.token,
            telegram_api_url=server.url,
            webhook_url=f"http://127.0.0.1:{port}",
            host="127.0.0.1",
            port=port,
            database_url=database_url,
            **{name.lower(): folder for name, folder in where().items()} | more,
        )
