"""The bot and a simulated Telegram in one process, with real sockets between them, and a page to try it on."""

import socket
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from rich.console import Console
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import settings
from bot.app import App, running, stop_signal
from bot.core import render, routes
from bot.core.edition import View
from bot.core.routes import Tap
from bot.errors import Fault, StartError, UnreadableButtonError
from bot.simulator import Telegram, kept, serve
from bot.tg.presenter import markup

HOST = "127.0.0.1"
WORLD = Path("data/simulator.json")
PEOPLE = (("Grace", "en"), ("Ana", "es-MX"))


async def run(port: int) -> None:
    """Serve the page until SIGTERM or SIGINT, and show on it what comes of each change in the content.

    Raises:
        StartError: the port is taken.
    """
    stop = stop_signal()
    async with Telegram(allow_http_webhook=True) as telegram, AsyncExitStack() as stack:
        try:
            page = await stack.enter_async_context(serve(telegram, host=HOST, port=port))
        except OSError as error:
            raise StartError(f"port {port} is taken; free it, or set another one: PORT=8081 make run") from error
        await stack.enter_async_context(kept(telegram, WORLD))  # only who has the port writes the file
        for first_name, language_code in () if telegram.people else PEOPLE:
            telegram.person(first_name, language_code=language_code)
        given = _settings(telegram.token, page.url)

        async def tell(faults: tuple[Fault, ...]) -> None:
            telegram.tell_content(_board(faults, given.content_dir, given.locales_dir))
            if not faults:
                await redraw(telegram, application)

        application = await stack.enter_async_context(running(given, tell))
        Console(stderr=True).print(f"\n  The bot is on [bold]{page.url}[/]: open it in a browser. Ctrl+C ends it.\n")
        await stop.wait()


async def redraw(telegram: Telegram, application: App) -> None:
    """Show the messages of all chats as the edition in use has them; what no longer differs is left as it is."""
    for chat in list(telegram.chats.values()):
        for message in list(chat.messages.values()):
            if tap := _shown(message):
                screen = render(
                    tap.place.route, View(application.bot_data.services.edition, tap.locale, tap.place.trail)
                )
                try:
                    await application.bot.edit_message_text(
                        screen.text,
                        chat.id,
                        message["message_id"],
                        parse_mode=ParseMode.HTML,
                        reply_markup=markup(screen),
                    )
                except TelegramError:
                    continue  # not modified, or the chat is closed


def _shown(message: dict[str, Any]) -> Tap | None:
    """Tell the place and language of a message by its buttons: those in its own language, and the switch to another."""
    taps = list(_taps(message))
    own = next((tap.locale for tap in taps if not tap.switch), None)
    switch = next((tap for tap in taps if tap.switch), None)
    return Tap(own, switch.place) if own and switch else None


def _taps(message: dict[str, Any]) -> Iterator[Tap]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            try:
                yield routes.read(button.get("callback_data", ""))
            except UnreadableButtonError:
                continue


def _board(faults: tuple[Fault, ...], *folders: Path) -> dict[str, Any]:
    """Write faults for the page, each with the line in which it is."""
    shown = [
        {
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "path": fault.path,
            "words": fault.words,
            "source": _line(fault, folders),
        }
        for fault in faults
    ]
    return {"type": "content", "status": "faulty" if faults else "ok", "faults": shown, "loaded_at": time.time()}


def _line(fault: Fault, folders: tuple[Path, ...]) -> str:
    for folder in folders:
        file = folder.parent / fault.file
        if fault.file.startswith(f"{folder.name}/") and file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            return lines[fault.line - 1] if fault.line <= len(lines) else ""
    return ""


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
        content_reload=True,
        admin_chat_ids=(),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
