"""What the admins' chats are told without having asked."""

from collections.abc import Iterable

import structlog
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.core import notices
from bot.errors import Fault
from bot.services import Services
from bot.tg.patience import patiently

_log = structlog.get_logger()


async def tell_faults(bot: Bot, chat_ids: Iterable[int], services: Services, faults: tuple[Fault, ...]) -> None:
    """Tell each admin, in the language of the chat, why a change was not taken over; nobody is told of none."""
    for chat_id in chat_ids if faults else ():
        words = (await services.view(chat_id, None)).words
        await _tell(bot, chat_id, notices.not_taken_over(words, faults))


async def _tell(bot: Bot, chat_id: int, text: str) -> None:
    try:
        await patiently(lambda: bot.send_message(chat_id, text, ParseMode.HTML), repeatable=False)
    except TelegramError as error:
        _log.warning("an admin was not told", reason=error.message)
