"""What failed: logged once, and an apology to whoever is waiting."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
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
from bot.tg.ally import Ally
from bot.tg.context import Context
from bot.tg.errand import became
from bot.tg.press import Press
from bot.watch import Outcome

_SORRY = Home(Greeting.APOLOGY)

_log = structlog.get_logger()


async def apologize(update: object, context: Context) -> None:
    """Log the error of an update that is no tap and apologize, unless it is Telegram itself that cannot be reached."""
    if not isinstance(update, Update) or context.error is None:
        _log.error("something failed outside an update", exc_info=context.error)
    else:
        await _after(context.error, partial(_answer, update, context))


async def apologize_for(press: Press, error: Exception, context: Context, *, in_place: bool) -> None:
    """Do the same for a tap: in its message, or beside it."""
    await _after(error, partial(_answer_tap, press, context, in_place))


async def _after(error: Exception, apology: Callable[[], Awaitable[None]]) -> None:
    if _is_telegrams(error):
        became(Outcome.UNANSWERED)
        _log.warning("Telegram did not take an answer", reason=str(error))
        return
    became(Outcome.FAILED)
    _log.error("an update failed", exc_info=error)
    try:
        await apology()
    except (TelegramError, OvertakenError) as failure:
        _log.warning("the apology did not arrive", reason=str(failure))


async def _answer(update: Update, context: Context) -> None:
    if message := update.message:
        user, in_group = update.effective_user, message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
        view = await _view(message.chat.id, user.language_code if user else None, in_group, context)
        await presenter.send(context.bot, message, render(_SORRY, view))


async def _answer_tap(press: Press, context: Context, in_place: bool) -> None:
    in_group = press.message is not None and press.message.is_in_group
    screen = render(_SORRY, await _view(press.chat, press.language_code, in_group, context))
    show = presenter.edit if in_place else presenter.send_beside
    await show(context.bot, press, screen)


async def _view(chat_id: int | None, language_code: str | None, in_group: bool, context: Context) -> View:
    """Look in the language of the chat; where what knows it is what failed, in that of the person's Telegram."""
    try:
        return await context.services.view(chat_id, language_code, in_group=in_group)
    except Exception:  # logged already, if not at this place
        return await context.services.view(None, language_code)


async def release_unread(update: Mapping[str, Any], bot: Ally) -> None:
    """Stop the button of a tap that nobody can read."""
    if isinstance(query_id := _mapping(update, "callback_query").get("id"), str):
        try:
            await presenter.answer(bot, query_id)
        except TelegramError as error:
            _log.warning("a tap was not answered", reason=error.message)


async def apologize_unread(update: Mapping[str, Any], bot: Bot, services: Services) -> None:
    """Apologize for an update that nobody can read: from what is certain in it, or not at all."""
    query, message = _mapping(update, "callback_query"), _mapping(update, "message")
    chat = _mapping(_mapping(query, "message") or message, "chat")
    chat_id, language_code = chat.get("id"), _mapping(query or message, "from").get("language_code")
    try:
        if isinstance(chat_id, int) and (query or chat.get("type") == ChatType.PRIVATE):
            known = language_code if isinstance(language_code, str) else None
            await _apologize_in(chat_id, known, bot, services)
    except TelegramError as error:
        _log.warning("the apology did not arrive", reason=error.message)


async def _apologize_in(chat_id: int, language_code: str | None, bot: Bot, services: Services) -> None:
    view = await services.view(chat_id, language_code)
    await presenter.send_to(bot, chat_id, render(_SORRY, view))


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _is_telegrams(error: Exception | None) -> bool:
    """Tell whether it is Telegram that fails, or does not say what it did; it refused nothing that is our fault."""
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)
