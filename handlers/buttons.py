"""Taps: each is answered, turns its message into the place it names, and may change what is remembered."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram import CallbackQuery, Update

from bot.core import notices, render
from bot.core.edition import View
from bot.core.routes import Forget, Tap
from bot.core.screens.way import Detour
from bot.errors import StoreError
from bot.tg import presenter, profile
from bot.tg.context import Context

_log = structlog.get_logger()


async def press(update: Update, context: Context) -> None:
    """Deal with a tap: neither its answer nor the edit waits for the other; the answer says what became of a choice."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, detour = await _read(update, query, context)
    view = View(context.services.edition, tap.locale, tap.place.trail)
    chat_id = update.effective_chat.id if update.effective_chat else None
    work = [_show(tap, view, query, chat_id, context)]
    if tap.switch and chat_id is not None:
        work += [_remember(query, view, chat_id, context), profile.follow(context.bot, chat_id, view.words)]
    else:
        work.append(presenter.answer(context.bot, query, _notice(tap, view, detour)))
    await _all(work)


async def _read(update: Update, query: CallbackQuery, context: Context) -> tuple[Tap, Detour | None]:
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


async def _remember(query: CallbackQuery, view: View, chat_id: int, context: Context) -> None:
    """Remember the chosen language, and answer with what became of that: the store has two seconds to say so."""
    notice = notices.speaking(view.words)
    try:
        await context.services.chats.choose_language(chat_id, view.locale)
    except StoreError as error:
        _log.warning("the chosen language was not remembered", error=str(error))
        notice = notices.not_remembered(view.words)
    except Exception:
        await presenter.answer(context.bot, query)
        raise
    await presenter.answer(context.bot, query, notice)


def _notice(tap: Tap, view: View, detour: Detour | None) -> str | None:
    if detour:
        return view.text(detour.farewell) if detour.farewell else notices.gone(view.words)
    return notices.forgotten(view.words) if tap.place.route == Forget(done=True) else None


async def _all(work: list[Coroutine[Any, Any, None]]) -> None:
    """Let everything come to its end, then raise the first error: a failed edit must not leave a spinner."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
