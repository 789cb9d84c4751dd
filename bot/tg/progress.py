"""How far an announcement is, shown in the message in which an admin began it or looked at it last."""

from bot.core.announcing import Run, State
from bot.core.edition import View
from bot.core.screens import desk
from bot.services import Services
from bot.tg import presenter
from bot.tg.ally import Ally


class Progress:
    """Edits these messages."""

    def __init__(self, bot: Ally, services: Services) -> None:
        self._bot = bot
        self._services = services

    async def show(self, run: Run, refusal: str) -> None:
        """Show how far an announcement is; one that was begun in a terminal has no message.

        Raises:
            TelegramError: Telegram is away, or wants to hear of it later.
        """
        if run.report is None or (run.report.is_asking and run.state is State.SENDING):
            return
        edition = self._services.edition
        screen = desk.status(run, View(edition, edition.locale_for(run.report.language), admin=True), refusal)
        await presenter.edit_at(self._bot, run.report.chat_id, run.report.message_id, screen)
