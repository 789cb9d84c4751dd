"""Taps: each is answered, shows the place it names, mostly in its own message, and may change what is remembered."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, assert_never

import structlog
from telegram import CallbackQuery, Chat, Update

from bot.core import notices, render, vcard
from bot.core.edition import View
from bot.core.locales import Words
from bot.core.routes import Ask, Forget, Tap
from bot.core.screen import Picture
from bot.core.screens.spoken import states
from bot.core.screens.way import Detour
from bot.errors import StoreError
from bot.tg import presenter, profile, rights
from bot.tg.context import Context
from bot.tg.presenter import Handout
from handlers import codes

Notice = Callable[[Words], str]

_log = structlog.get_logger()


async def press(update: Update, context: Context) -> None:
    """Deal with a tap: its answer and the screen do not wait for each other; the answer says what came of a choice."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, detour = await _read(update, query, context)
    chat, services = update.effective_chat, context.services
    group = await context.group(update) if states(tap.place.route) else None
    admin = chat is not None and chat.id in services.admins
    view = View(services.edition, tap.locale, tap.place.trail, group, admin)
    wanted = _wanted(tap, view, detour, context)
    if wanted is not None:
        await _hand_over(wanted, view, query, context)
    elif chat is not None and tap.ask is Ask.SWITCH and group:
        await _choose(query, view, chat, context)  # first, for the screen says what has become of it
        await _show(tap, replace(view, group=await context.group(update)), query, context)
    elif chat is not None and tap.ask is Ask.SWITCH:
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
    show = presenter.send_beside if tap.ask is Ask.ANEW else presenter.edit
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


def _wanted(tap: Tap, view: View, detour: Detour | None, context: Context) -> Handout | None:
    """Give what a tap asks for of its place, if there is such a thing and it is for this chat."""
    match tap.ask:
        case Ask.CONTACT:
            return vcard.card(tap.place.route, view)
        case Ask.CODE:
            return None if detour else codes.picture(tap.place.route, view, context.bot.username)
        case Ask.PLACE | Ask.SWITCH | Ask.ANEW:
            return None
        case _:
            assert_never(tap.ask)


async def _hand_over(handout: Handout, view: View, query: CallbackQuery, context: Context) -> None:
    """Send what was asked for and answer with what became of that; the message of the button stays as it is."""
    sent, not_sent = _outcomes(handout)
    notice = not_sent(view.words)
    try:
        if await presenter.hand_over(context.bot, query, handout):
            notice = sent(view.words)
    finally:
        await presenter.answer(context.bot, query.id, notice)


def _outcomes(handout: Handout) -> tuple[Notice, Notice]:
    match handout:
        case vcard.Card():
            return notices.contact_sent, notices.contact_not_sent
        case Picture():
            return notices.code_sent, notices.code_not_sent
        case _:
            assert_never(handout)


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
    """Say that a tap leads elsewhere than its button says, as one for something of a place does where there is none."""
    if detour is None and tap.ask not in (Ask.CONTACT, Ask.CODE):
        return None
    return view.text(detour.farewell) if detour and detour.farewell else notices.gone(view.words)


async def _all(*work: Coroutine[Any, Any, None]) -> None:
    """Let everything come to its end, then raise the first error: a failed edit must not leave a spinner."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
