"""The processes that last: the bot, and the bot in the simulator."""

import asyncio
import sys
from asyncio import AbstractEventLoop
from collections.abc import Callable, Coroutine
from typing import Any

from bot import app, logs, settings


def run() -> None:
    """Run the bot with TELEGRAM_BOT_TOKEN; without one, run the simulator."""
    given = settings.read()
    if given.telegram_bot_token is None:
        from bot.cli import printing  # the bot itself says nothing but its log

        printing.remark("TELEGRAM_BOT_TOKEN is not set, so this is the simulator.")
        return simulate(given.port)
    logs.configure(settings.secrets(given))
    return until_done(app.run(given), _quick_loop)


def simulate(port: int) -> None:
    """Run the bot against a simulated Telegram, with a page to try it on."""
    from bot import simulation  # in production nobody pays for loading it

    logs.configure()
    until_done(simulation.run(port))


def until_done(work: Coroutine[Any, Any, None], loop: Callable[[], AbstractEventLoop] | None = None) -> None:
    """Carry out some work, which Ctrl-C ends; on an event loop of one's own choice."""
    try:
        with asyncio.Runner(loop_factory=loop) as runner:
            runner.run(work)
    except KeyboardInterrupt:
        sys.exit(130)


def _quick_loop() -> AbstractEventLoop:
    """Give an event loop of uvloop's, which takes a fifth off a tap; where there is none, Python's own does as well."""
    try:
        import uvloop  # not for Windows
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
