"""The bot and a simulated Telegram in one process, with real sockets between them, and a page to try it on."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog
from rich.console import Console
from telegram.error import TelegramError

from bot import settings
from bot.app import App, running, stop_signal
from bot.core import render
from bot.core.edition import Edition
from bot.core.shown import shown
from bot.errors import BotError, EditionError, Fault, StartError
from bot.reloading import saved
from bot.simulator import Telegram, kept, serve
from bot.tg.drawing import draw

HOST = "127.0.0.1"
DATA = Path("data")
"""Where the chats of the simulated Telegram outlive it, and what the bot remembers of them."""
PEOPLE = (("Grace", "en"), ("Ana", "es-MX"))

_log = structlog.get_logger()


async def run(port: int) -> None:
    """Serve the page until SIGTERM or SIGINT, with the bot behind it.

    Raises:
        EditionError: content/ or locales/ is at fault at the start.
        StartError: the port is taken, or the bot cannot start for another reason.
    """
    await run_until(stop_signal(), port, DATA)


async def run_until(stop: asyncio.Event, port: int, folder: Path) -> None:
    """Serve the page until told to stop, and keep its world in a folder; raises as `run` does."""
    async with Telegram(allow_http_webhook=True) as telegram, AsyncExitStack() as stack:
        telegram.inline.enabled = True  # as @BotFather's /setinline does
        bot = BotAtHome(telegram, stop)
        try:
            page = await stack.enter_async_context(serve(telegram, host=HOST, port=port, restart=bot.restart))
        except OSError as error:
            raise StartError(f"port {port} is taken; free it, or set another one: PORT=8081 make run") from error
        await stack.enter_async_context(kept(telegram, folder / "simulator.json"))  # only who has the port writes it
        for first_name, language_code in () if telegram.people else PEOPLE:
            telegram.person(first_name, language_code=language_code)
        await bot.run(_settings(telegram.token, page.url, folder))


class BotAtHome:
    """The real bot: it can be stopped and started again, while the simulated Telegram and its chats go on."""

    def __init__(self, telegram: Telegram, stop: asyncio.Event) -> None:
        self._telegram = telegram
        self._stop = stop
        self._again = asyncio.Event()
        self._drawn: Edition | None = None

    def restart(self) -> None:
        """Stop the bot and start it anew; where it is down, try to start it."""
        self._again.set()

    async def run(self, given: settings.Settings) -> None:
        """Run the bot until told to stop. Once it ran, whatever keeps it from starting again is shown on the page.

        Raises:
            EditionError: content/ or locales/ is at fault at the first start.
            StartError: something else is.
        """
        await self._live(given)
        while not self._stop.is_set():
            try:
                await self._live(given)
            except BotError as error:
                _log.error("the bot cannot start", reason=str(error))
                await self._lie_down(given, error)

    async def _live(self, given: settings.Settings) -> None:
        """Run the bot until it is to stop or to start anew."""

        async def hear(faults: tuple[Fault, ...]) -> None:
            self._tell_content(faults, given)
            if not faults:
                await self._redraw(application)

        async with running(given, hear) as application:
            self._again.clear()  # who asked while it was starting has it now
            await self._stand_up(given, application)
            await _first(self._stop.wait(), self._again.wait())
            self._tell_restart()

    async def _stand_up(self, given: settings.Settings, application: App) -> None:
        if self._drawn is None:
            url = given.telegram_api_url
            Console(stderr=True).print(f"\n  The bot is on [bold]{url}[/]: open it in a browser. Ctrl+C ends it.\n")
            self._drawn = application.bot_data.services.edition
        else:
            _log.info("the bot is ready again")
            if self._is_at_fault():
                self._tell_content((), given)
        self._tell("up")
        await self._redraw(application)

    async def _lie_down(self, given: settings.Settings, error: BotError) -> None:
        """Show why there is no bot, and wait for a saved change or somebody who wants it tried again."""
        self._again.clear()
        if isinstance(error, EditionError):
            self._tell_content(error.faults, given)
        elif self._is_at_fault():
            self._tell_content((), given)
        change = asyncio.create_task(saved(given.content_dir, given.locales_dir))
        await asyncio.sleep(0)  # the watch stands before anybody is told
        self._tell("down", reason=str(error))
        await _first(self._stop.wait(), self._again.wait(), change)
        self._tell_restart()

    def _is_at_fault(self) -> bool:
        content: dict[str, Any] = self._telegram.states.get("content", {})
        return content.get("status") == "faulty"

    def _tell_content(self, faults: tuple[Fault, ...], given: settings.Settings) -> None:
        self._telegram.tell_state(_board(faults, given.content_dir, given.locales_dir))

    def _tell_restart(self) -> None:
        if not self._stop.is_set():
            self._tell("restarting")

    def _tell(self, status: str, **more: str) -> None:
        self._telegram.tell_state({"type": "running", "status": status, **more})

    async def _redraw(self, application: App) -> None:
        """Show what has another wording in the edition in use than in the one before."""
        before, self._drawn = self._drawn, application.bot_data.services.edition
        if before is not None and before is not self._drawn:
            await redraw(self._telegram, application, before)


async def redraw(telegram: Telegram, application: App, before: Edition) -> None:
    """Show the messages of all chats as the edition in use has them; what reads as before is left as it is."""
    services = application.bot_data.services
    for chat in list(telegram.chats.values()):
        for message in list(chat.messages.values()):
            tap = shown(_callback_data(message))
            if tap is None:
                continue
            view = await services.view_of(tap.place, tap.locale, chat.id, in_group=chat.type != "private")
            screen = render(tap.place.route, view)
            if screen == render(tap.place.route, replace(view, edition=before)):
                continue
            where = {"chat_id": chat.id, "message_id": message["message_id"]}
            try:
                await application.bot.call("editMessageText", draw(screen, application.bot.username).at(where))
            except TelegramError:
                continue  # not modified, or the chat is closed


def _callback_data(message: dict[str, Any]) -> Iterator[str]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from (button.get("callback_data", "") for button in row)


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


async def _first(*waits: Awaitable[object]) -> None:
    """Wait until one of these is done, and give the others up."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _settings(token: str, api_url: str, folder: Path) -> settings.Settings:
    """Lead the bot to the simulator, whatever the environment says; what it remembers is kept in a folder.

    Only the admins are those of the environment, so that what is theirs can be tried: on the page, 1000 is the first.
    """
    port = _free_port()
    return settings.read(
        telegram_bot_token=token,
        telegram_api_url=api_url,
        webhook_url=f"http://{HOST}:{port}",
        webhook_only_from=(),
        host=HOST,
        port=port,
        database_url=f"sqlite:///{folder / 'simulator.db'}",
        content_reload=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
