"""What a tap changes: only for whom that is allowed, and said only when it has happened."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import CallbackQuery, Chat

from bot.core import notices
from bot.core.edition import View
from bot.errors import StoreError
from bot.tg import profile, rights
from bot.tg.context import Context
from bot.tg.together import together

Show = Callable[[], Coroutine[Any, Any, None]]
"""Shows the place to which the tap leads."""

_log = structlog.get_logger()


async def choose_language(view: View, query: CallbackQuery, chat: Chat, context: Context) -> bool | None:
    """Remember the chosen language, and answer with what became of that; the menu of commands follows.

    False where somebody may not, None where it could not be done just now.
    """
    chats, words = context.services.chats, view.words
    refusals = notices.language_of_admins(words), notices.not_remembered(words)
    done = await _did(lambda: chats.choose_language(chat.id, chat.type, view.locale), refusals, query, context)
    if done:
        answered = context.answer(query, notices.speaking(words))
        await together(answered, profile.follow(context.bot, chat.id, words, admin=view.admin))
    return done


async def forget(show: Show, view: View, query: CallbackQuery, chat: Chat, context: Context) -> None:
    """Delete what is remembered; where that does not happen, the question stays."""
    words = view.words
    refusals = notices.deletion_of_admins(words), notices.not_forgotten(words)
    if await _did(lambda: context.services.chats.forget(chat.id), refusals, query, context):
        answered = context.answer(query, notices.forgotten(words))
        await together(answered, show(), profile.unfollow(context.bot, chat.id, words, admin=view.admin))


async def subscribe(on: bool, show: Show, view: View, query: CallbackQuery, chat: Chat, context: Context) -> None:
    """Turn announcements on or off; where that does not happen, the message stays as it is."""
    words = view.words
    refusals = notices.subscription_of_admins(words), notices.not_subscribed(words)
    change = context.services.set_subscription
    if await _did(lambda: change(on, chat.id, chat.type, view.locale), refusals, query, context):
        notice = notices.subscribed(words) if on else notices.unsubscribed(words)
        await together(context.answer(query, notice), show())


async def _did(
    work: Callable[[], Awaitable[None]], refusals: tuple[str, str], query: CallbackQuery, context: Context
) -> bool | None:
    """Do some work of the store, or answer why not: only admins may (False), or it could not be done now (None)."""
    only_admins, not_now = refusals
    allowed = await rights.may_decide(context.bot, query.message.chat if query.message else None, query.from_user.id)
    if allowed and await _kept(work()):
        return True
    await context.answer(query, only_admins if allowed is False else not_now, anyhow=True)
    return False if allowed is False else None


async def _kept(work: Awaitable[None]) -> bool:
    """Tell whether the store did some work: it has two seconds to say so."""
    try:
        await work
    except StoreError as error:
        _log.warning("the store did not take a choice", error=str(error))
        return False
    return True
