"""What failed: logged once, and an apology to whoever is waiting."""

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.core import render
from bot.core.routes import Greeting, Home
from bot.tg import presenter
from bot.tg.context import Context

_log = structlog.get_logger()


async def apologize(update: object, context: Context) -> None:
    """Log the error of an update and apologize, unless it is Telegram itself that cannot be reached."""
    if not isinstance(update, Update):
        _log.error("something failed outside an update", exc_info=context.error)
        return
    if _unreachable(context.error):
        _log.warning("Telegram did not take an answer", update_id=update.update_id, reason=str(context.error))
        return
    _log.error("an update failed", update_id=update.update_id, exc_info=context.error)
    try:
        await _apologize(update, context)
    except TelegramError as error:
        _log.warning("the apology did not arrive", update_id=update.update_id, reason=error.message)


async def _apologize(update: Update, context: Context) -> None:
    screen = render(Home(Greeting.APOLOGY), await context.view(update))
    if query := update.callback_query:
        await presenter.edit(context.bot, query, screen)
    elif update.message:
        await presenter.send(context.bot, update.message, screen)


def _unreachable(error: Exception | None) -> bool:
    return isinstance(error, (NetworkError, RetryAfter, Forbidden)) and not isinstance(error, BadRequest)
