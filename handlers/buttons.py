"""Taps: each is answered, turns its message into the place it names, and may change what is remembered."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram import CallbackQuery, Update

from bot.core import notices, render
from bot.core.edition import View
from bot.core.routes import Forget, Tap
from bot.errors import StoreError
from bot.tg import presenter, profile
from bot.tg.context import Context

_log = structlog.get_logger()


async def press(update: Update, context: Context) -> None:
    """Deal with a tap; its answer, the edit and the memory do not wait for one another."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, out_of_date = await _read(update, query, context)
    view = View(context.services.edition, tap.locale, tap.place.trail)
    chat_id = update.effective_chat.id if update.effective_chat else None
    work = [
        presenter.answer(context.bot, query, _notice(tap, view, out_of_date)),
        _show(tap, view, query, chat_id, context),
    ]
    if tap.switch and chat_id is not None:
        work += [_remember(chat_id, tap.locale, context), profile.follow(context.bot, chat_id, view.words)]
    await _all(work)


async def _read(update: Update, query: CallbackQuery, context: Context) -> tuple[Tap, bool]:
    """Read the tap; should even that fail, the button must not go on spinning."""
    try:
        return await context.tap(update)
    except Exception:
        await presenter.answer(context.bot, query)
        raise


async def _show(tap: Tap, view: View, query: CallbackQuery, chat_id: int | None, context: Context) -> None:
    if tap.place.route == Forget(done=True) and chat_id is not None and not tap.switch:
        await context.services.chats.forget(chat_id)
        await profile.unfollow(context.bot, chat_id)
    await presenter.edit(context.bot, query, render(tap.place.route, view))


async def _remember(chat_id: int, language: str, context: Context) -> None:
    try:
        await context.services.chats.choose_language(chat_id, language)
    except StoreError as error:
        _log.warning("the chosen language was not remembered", error=str(error))


def _notice(tap: Tap, view: View, out_of_date: bool) -> str | None:
    if out_of_date:
        return notices.gone(view.words)
    if tap.switch:
        return notices.speaking(view.words)
    return notices.forgotten(view.words) if tap.place.route == Forget(done=True) else None


async def _all(work: list[Coroutine[Any, Any, None]]) -> None:
    """Let everything come to its end, then raise the first error: a failed edit must not leave a spinner."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
