"""Taps: each is answered, shows the place it names, mostly in its own message, and may change what is remembered."""

import asyncio
from collections.abc import Awaitable, Coroutine
from dataclasses import replace
from typing import Any

import structlog
from telegram import CallbackQuery, Chat, Update

from bot.core import notices, render, vcard
from bot.core.edition import View
from bot.core.routes import Forget, Tap
from bot.core.screens.spoken import states
from bot.core.screens.way import Detour
from bot.errors import StoreError
from bot.tg import presenter, profile, rights
from bot.tg.context import Context

_log = structlog.get_logger()


async def press(update: Update, context: Context) -> None:
    """Deal with a tap: its answer and the screen do not wait for each other; the answer says what came of a choice."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, detour = await _read(update, query, context)
    group = await context.group(update) if states(tap.place.route) else None
    view = View(context.services.edition, tap.locale, tap.place.trail, group)
    chat = update.effective_chat
    wanted = vcard.card(tap.place.route, view) if tap.contact else None
    if wanted is not None:
        await _hand_over(wanted, view, query, context)
    elif chat is not None and tap.switch and group:
        await _choose(query, view, chat, context)  # first, for the screen says what has become of it
        await _show(tap, replace(view, group=await context.group(update)), query, context)
    elif chat is not None and tap.switch:
        await _all(_show(tap, view, query, context), _choose(query, view, chat, context))
    elif chat is not None and tap.place.route == Forget(done=True):
        await _forget(tap, view, query, chat.id, context)
    else:
        await _all(
            _show(tap, view, query, context), presenter.answer(context.bot, query.id, _notice(tap, view, detour))
        )


async def _read(update: Update, query: CallbackQuery, context: Context) -> tuple[Tap, Detour | None]:
    """Read the tap; should even that fail, the button must not go on spinning."""
    try:
        return await context.tap(update)
    except Exception:
        await presenter.answer(context.bot, query.id)
        raise


async def _show(tap: Tap, view: View, query: CallbackQuery, context: Context) -> None:
    show = presenter.send_beside if tap.anew else presenter.edit
    await show(context.bot, query, render(tap.place.route, view))


async def _choose(query: CallbackQuery, view: View, chat: Chat, context: Context) -> None:
    """Remember the chosen language, and answer with what became of that; the menu of commands follows."""
    allowed = await _may_decide(query, context)
    if allowed is False:
        await presenter.answer(context.bot, query.id, notices.language_of_admins(view.words))
    elif allowed and await _kept(
        context.services.chats.choose_language(chat.id, chat.type, view.locale), query, context
    ):
        answered = presenter.answer(context.bot, query.id, notices.speaking(view.words))
        await _all(answered, profile.follow(context.bot, chat.id, view.words))
    else:
        await presenter.answer(context.bot, query.id, notices.not_remembered(view.words))


async def _forget(tap: Tap, view: View, query: CallbackQuery, chat_id: int, context: Context) -> None:
    """Delete what is remembered, and say so only when it has happened; else the question stays."""
    allowed = await _may_decide(query, context)
    if allowed is False:
        await presenter.answer(context.bot, query.id, notices.deletion_of_admins(view.words))
    elif allowed and await _kept(context.services.chats.forget(chat_id), query, context):
        answered = presenter.answer(context.bot, query.id, notices.forgotten(view.words))
        await _all(answered, _show(tap, view, query, context), profile.unfollow(context.bot, chat_id))
    else:
        await presenter.answer(context.bot, query.id, notices.not_forgotten(view.words))


async def _may_decide(query: CallbackQuery, context: Context) -> bool | None:
    return await rights.may_decide(context.bot, query.message.chat if query.message else None, query.from_user.id)


async def _hand_over(card: vcard.Card, view: View, query: CallbackQuery, context: Context) -> None:
    """Send the contact details and answer with what became of that; the message of the button stays as it is."""
    notice = notices.contact_not_sent(view.words)
    try:
        if await presenter.hand_over(context.bot, query, card):
            notice = notices.contact_sent(view.words)
    finally:
        await presenter.answer(context.bot, query.id, notice)


async def _kept(work: Awaitable[None], query: CallbackQuery, context: Context) -> bool:
    """Tell whether the store did some work: it has two seconds to say so."""
    try:
        await work
    except StoreError as error:
        _log.warning("the store did not take a choice", error=str(error))
        return False
    except Exception:
        await presenter.answer(context.bot, query.id)
        raise
    return True


def _notice(tap: Tap, view: View, detour: Detour | None) -> str | None:
    """Say that a tap leads elsewhere than its button says, as one for contact details does where there are none."""
    if detour is None and not tap.contact:
        return None
    return view.text(detour.farewell) if detour and detour.farewell else notices.gone(view.words)


async def _all(*work: Coroutine[Any, Any, None]) -> None:
    """Let everything come to its end, then raise the first error: a failed edit must not leave a spinner."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
