"""The bot and a simulated Telegram in one process, with real sockets between them, and a page to try it on."""

import socket
from contextlib import AsyncExitStack

from rich.console import Console

from bot import settings
from bot.app import running, stop_signal
from bot.errors import StartError
from bot.simulator import Telegram, serve

HOST = "127.0.0.1"
PEOPLE = (("Grace", "en"), ("Ana", "es-MX"))


async def run(port: int) -> None:
    """Serve the page until SIGTERM or SIGINT.

    Raises:
        StartError: the port is taken.
    """
    stop = stop_signal()
    async with Telegram(allow_http_webhook=True) as telegram, AsyncExitStack() as stack:
        for first_name, language_code in PEOPLE:
            telegram.person(first_name, language_code=language_code)
        try:
            page = await stack.enter_async_context(serve(telegram, host=HOST, port=port))
        except OSError as error:
            raise StartError(f"port {port} is taken; free it, or set another one: PORT=8081 make run") from error
        await stack.enter_async_context(running(_settings(telegram.token, page.url)))
        Console(stderr=True).print(f"\n  The bot is on [bold]{page.url}[/]: open it in a browser. Ctrl+C ends it.\n")
        await stop.wait()


def _settings(token: str, api_url: str) -> settings.Settings:
    """Lead the bot to the simulator, whatever the environment says; what it remembers ends with it."""
    port = _free_port()
    return settings.read(
        telegram_bot_token=token,
        telegram_api_url=api_url,
        webhook_url=f"http://{HOST}:{port}",
        host=HOST,
        port=port,
        database_url="sqlite://",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
