"""What a tap changes: only for whom that is allowed, and said only when it has happened."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.core import notices
from bot.core.edition import View
from bot.errors import StoreError
from bot.tg import profile, rights
from bot.tg.context import Context
from bot.tg.press import Press, Tapped
from bot.tg.together import together

Show = Callable[[], Coroutine[Any, Any, None]]
"""Shows the place to which the tap leads."""

_log = structlog.get_logger()


async def choose_language(view: View, press: Press, message: Tapped, context: Context) -> bool | None:
    """Remember the chosen language, and answer with what became of that; the menu of commands follows.

    False where somebody may not, None where it could not be done just now.
    """
    chats, words = context.services.chats, view.words
    refusals = notices.language_of_admins(words), notices.not_remembered(words)
    done = await _did(lambda: chats.choose_language(message.chat, message.kind, view.locale), refusals, press, context)
    if done:
        context.answer(press, notices.speaking(words))
        await profile.follow(context.bot, message.chat, words, admin=view.admin)
    return done


async def forget(show: Show, view: View, press: Press, message: Tapped, context: Context) -> None:
    """Delete what is remembered; where that does not happen, the question stays."""
    words = view.words
    refusals = notices.deletion_of_admins(words), notices.not_forgotten(words)
    if await _did(lambda: context.services.chats.forget(message.chat), refusals, press, context):
        context.answer(press, notices.forgotten(words))
        await together(show(), profile.unfollow(context.bot, message.chat, words, admin=view.admin))


async def subscribe(on: bool, show: Show, view: View, press: Press, message: Tapped, context: Context) -> None:
    """Turn announcements on or off; where that does not happen, the message stays as it is."""
    words = view.words
    refusals = notices.subscription_of_admins(words), notices.not_subscribed(words)
    change = context.services.set_subscription
    if await _did(lambda: change(on, message.chat, message.kind, view.locale), refusals, press, context):
        context.answer(press, notices.subscribed(words) if on else notices.unsubscribed(words))
        await show()


async def _did(
    work: Callable[[], Awaitable[None]], refusals: tuple[str, str], press: Press, context: Context
) -> bool | None:
    """Do some work of the store, or answer why not: only admins may (False), or it could not be done now (None)."""
    only_admins, not_now = refusals
    message = press.message
    allowed = message is None or await rights.may_decide(context.bot, message.chat, message.kind, press.person)
    if allowed and await _kept(work()):
        return True
    await context.say(press, only_admins if allowed is False else not_now)
    return False if allowed is False else None


async def _kept(work: Awaitable[None]) -> bool:
    """Tell whether the store did some work: it has two seconds to say so."""
    try:
        await work
    except StoreError as error:
        _log.warning("the store did not take a choice", reason=str(error))
        return False
    return True
