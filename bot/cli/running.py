"""The processes that last: the bot, and the bot in the simulator."""

import asyncio
import logging
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot import app, introduction, logs, settings
from bot.errors import SettingsError
from bot.settings import Settings

_Result = TypeVar("_Result")


def run() -> None:
    """Run the bot with TELEGRAM_BOT_TOKEN; without one, run the simulator."""
    given = settings.read()
    if given.telegram_bot_token is None:
        if given.webhook_url:  # nobody wants a simulator where Telegram is to reach the bot
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not set, but WEBHOOK_URL is; copy the token from @BotFather, "
                "or start the simulator: python -m bot simulate"
            )
        from bot.cli import printing  # the bot itself says nothing but its log

        printing.remark("TELEGRAM_BOT_TOKEN is not set, so this is the simulator.")
        return simulate(given.port)
    is_watched = _configure_logs(given) and sys.stderr.isatty()
    return until_done(app.run(given, introduction.show if is_watched else introduction.log))


def simulate(port: int) -> None:
    """Run the bot against a simulated Telegram, with a page to try it on."""
    from bot import simulation  # in production nobody pays for loading it

    _configure_logs(settings.read(port=port, telegram_bot_token=None, webhook_url=None))
    until_done(simulation.run(port))


def _configure_logs(given: Settings) -> bool:
    """Configure the logs as the settings say, and tell whether these are for people."""
    readable = sys.stderr.isatty() if given.log_format is None else given.log_format == "text"
    logs.configure(
        settings.secrets(given), terminal=readable, level=logging.getLevelNamesMapping()[given.log_level.upper()]
    )
    return readable


def until_done(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Carry out some work, which Ctrl-C ends."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)
