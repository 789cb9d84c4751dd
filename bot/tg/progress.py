"""How far an announcement is, shown in the message in which an admin began it or looked at it last."""

import time
from collections.abc import Callable

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.core.announcing import Run
from bot.core.edition import View
from bot.core.screens import desk
from bot.services import Services
from bot.tg import presenter
from bot.tg.patience import seconds

_log = structlog.get_logger()


class Progress:
    """Edits these messages; a chat that Telegram asks to wait for is left alone so long. `now` gives seconds."""

    def __init__(self, bot: Bot, services: Services, now: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._services = services
        self._now = now
        self._quiet: dict[int, float] = {}

    async def show(self, run: Run, refusal: str) -> None:
        """Show how far an announcement is; one that was begun in a terminal has no message."""
        if run.report is None or self._now() < self._quiet.get(run.report.chat_id, 0.0):
            return
        edition = self._services.edition
        screen = desk.status(run, View(edition, edition.locale_for(run.report.language), admin=True), refusal)
        try:
            await presenter.edit_at(self._bot, run.report.chat_id, run.report.message_id, screen)
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._quiet[run.report.chat_id] = self._now() + seconds(error)
            _log.warning("the progress of an announcement was not shown", reason=error.message)
