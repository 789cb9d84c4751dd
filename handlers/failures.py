"""What failed: logged once, and an apology to whoever is waiting."""

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, TelegramError

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Greeting, Home
from bot.errors import OvertakenError
from bot.services import Services
from bot.tg import presenter
from bot.tg.context import Context
from handlers import arrivals

_log = structlog.get_logger()


async def apologize(update: object, context: Context) -> None:
    """Log the error of an update and apologize, unless it is Telegram itself that cannot be reached."""
    if not isinstance(update, Update):
        _log.error("something failed outside an update", exc_info=context.error)
        return
    if _is_telegrams(context.error):
        _log.warning("Telegram did not take an answer", update_id=update.update_id, reason=str(context.error))
        return
    _log.error("an update failed", update_id=update.update_id, exc_info=context.error)
    try:
        await _apologize(update, context)
    except (TelegramError, OvertakenError) as error:
        _log.warning("the apology did not arrive", update_id=update.update_id, reason=str(error))


async def _apologize(update: Update, context: Context) -> None:
    screen = render(Home(Greeting.APOLOGY), await _view(update, context))
    if query := update.callback_query:
        show = presenter.edit if arrivals.leads_on(query, context.bot_data) else presenter.send_beside
        await show(context.bot, query, screen)
    elif update.message:
        await presenter.send(context.bot, update.message, screen)


async def _view(update: Update, context: Context) -> View:
    """Look in the language of the chat; where what knows it is what failed, in that of the person's Telegram."""
    try:
        return await context.view(update)
    except Exception:  # logged already, if not at this place
        user = update.effective_user
        return await context.services.view(None, user.language_code if user else None)


async def release_unread(update: Mapping[str, Any], bot: Bot) -> None:
    """Stop the button of a tap that the framework cannot read."""
    if isinstance(query_id := _mapping(update, "callback_query").get("id"), str):
        try:
            await presenter.answer(bot, query_id)
        except TelegramError as error:
            _log.warning("a tap was not answered", reason=error.message)


async def apologize_unread(update: Mapping[str, Any], bot: Bot, services: Services) -> None:
    """Apologize for an update that the framework cannot read: from what is certain in it, or not at all."""
    query, message = _mapping(update, "callback_query"), _mapping(update, "message")
    chat = _mapping(_mapping(query, "message") or message, "chat")
    chat_id, language_code = chat.get("id"), _mapping(query or message, "from").get("language_code")
    try:
        if isinstance(chat_id, int) and (query or chat.get("type") == ChatType.PRIVATE):
            known = language_code if isinstance(language_code, str) else None
            await _apologize_in(chat_id, known, bot, services)
    except TelegramError as error:
        _log.warning("the apology did not arrive", update_id=update.get("update_id"), reason=error.message)


async def _apologize_in(chat_id: int, language_code: str | None, bot: Bot, services: Services) -> None:
    view = await services.view(chat_id, language_code)
    await presenter.send_to(bot, chat_id, render(Home(Greeting.APOLOGY), view))


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _is_telegrams(error: Exception | None) -> bool:
    """Tell whether it is Telegram that fails, or does not say what it did; it refused nothing that is our fault."""
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)
