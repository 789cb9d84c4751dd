"""The question whether announcements are wanted: once, in private, to whoever has read a report."""

import structlog
from telegram import CallbackQuery, InlineKeyboardButton, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Invitation, Report, Tap
from bot.core.shown import shown
from bot.errors import StoreError
from bot.tg import presenter
from bot.tg.context import Context

_log = structlog.get_logger()


async def invite_after_a_report(tap: Tap, query: CallbackQuery, context: Context) -> None:
    """Ask where a tap leads on from a report; the tap has been dealt with, and nothing here can spoil it any more."""
    message = query.message
    if not isinstance(message, Message) or not _leaves_a_report(tap, message):
        return
    chat = message.chat
    if chat.type != ChatType.PRIVATE or not context.bot_data.readers.is_new(chat.id):
        return
    try:
        if await context.services.chats.offer(chat.id, chat.type):
            screen = render(Invitation(), View(context.services.edition, tap.locale))
            await presenter.send_to(context.bot, chat.id, screen)
    except StoreError as error:
        context.bot_data.readers.forget(chat.id)
        _log.warning("whether to ask about announcements is not known; after the next report", error=str(error))
    except TelegramError as error:
        _log.warning("the question about announcements did not arrive", reason=str(error))


def _leaves_a_report(tap: Tap, message: Message) -> bool:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    before = shown(_data(button) for row in rows for button in row)
    return before is not None and isinstance(before.place.route, Report) and before.place.route != tap.place.route


def _data(button: InlineKeyboardButton) -> str:
    return button.callback_data if isinstance(button.callback_data, str) else ""
