"""The question whether announcements are wanted: once, in private, to whoever has read a report."""

import structlog
from telegram.error import TelegramError

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Invitation, Report, Tap
from bot.core.shown import shown
from bot.errors import StoreError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.press import Press, Tapped

_log = structlog.get_logger()


async def invite_after_a_report(tap: Tap, press: Press, context: Context) -> None:
    """Ask where a tap leads on from a report; the tap has been dealt with, and nothing here can spoil it any more."""
    message, readers = press.message, context.bot_data.readers
    if message is None or not message.is_private or readers.knows(message.chat) or not _leaves_a_report(tap, message):
        return
    readers.add(message.chat)
    try:
        if await context.services.chats.offer(message.chat, message.kind):
            screen = render(Invitation(), View(context.services.edition, tap.locale))
            await presenter.send_to(context.bot, message.chat, screen)
    except StoreError as error:
        readers.forget(message.chat)
        _log.warning("whether to ask about announcements is not known; after the next report", reason=str(error))
    except TelegramError as error:
        _log.warning("the question about announcements did not arrive", reason=str(error))


def _leaves_a_report(tap: Tap, message: Tapped) -> bool:
    before = shown(message.buttons())
    return before is not None and isinstance(before.place.route, Report) and before.place.route != tap.place.route
