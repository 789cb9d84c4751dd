"""What the admins' chats are told without having asked, and what they have beside the others."""

from collections.abc import Sequence

import structlog
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.core import notices
from bot.errors import Fault
from bot.services import Services
from bot.tg import profile
from bot.tg.together import together

_log = structlog.get_logger()


class Admins:
    """Tells each admin, in the language of the chat, why a change was not taken over: of each fault once."""

    def __init__(self, bot: Bot, chat_ids: Sequence[int], services: Services) -> None:
        self._bot = bot
        self._chat_ids = chat_ids
        self._services = services
        self._told: frozenset[tuple[str, str, str]] = frozenset()

    async def equip(self) -> None:
        """Put the commands that only admins have into the menus of their chats."""
        await together(*map(self._equip, self._chat_ids))

    async def _equip(self, chat_id: int) -> None:
        words = (await self._services.view(chat_id, None)).words
        await profile.follow(self._bot, chat_id, words, admin=True)

    async def hear(self, faults: Sequence[Fault]) -> None:
        """Tell what is new among the faults that there are now; one that was mended and comes back is new again."""
        new = [fault for fault in faults if _known_by(fault) not in self._told]
        self._told = frozenset(map(_known_by, faults))
        for chat_id in self._chat_ids if new else ():
            words = (await self._services.view(chat_id, None)).words
            await self._tell(chat_id, notices.not_taken_over(words, new))

    async def _tell(self, chat_id: int, text: str) -> None:
        try:
            await self._bot.send_message(chat_id, text, ParseMode.HTML)
        except TelegramError as error:
            _log.warning("an admin was not told", reason=error.message)


def _known_by(fault: Fault) -> tuple[str, str, str]:
    """Give by what a fault is recognized, wherever it has moved in its file."""
    return fault.file, fault.path, fault.words
