"""Updates from their arrival to their end: a button spins no longer than it has to, and the last tap wins.

While the one before it in its chat is dealt with, a tap that only leads somewhere is answered already; and where it
leads on in the message that it was made in, it overtakes what is still to be shown there.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Hashable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from telegram import Bot, CallbackQuery, Update

from bot.core import orders
from bot.core.edition import View
from bot.core.routes import Ask, Forget, Subscription, Tap
from bot.core.screens.way import Detour
from bot.tg.context import BotData
from bot.tg.lanes import Turn
from bot.tg.taps import Spinner
from handlers import buttons

PATIENCE = 2.5
"""Seconds for which a button spins while it is found out what comes of its tap: the store may take two."""


@asynccontextmanager
async def under_way(update: Update, turn: Turn, bot: Bot, data: BotData) -> AsyncIterator[None]:
    """Let an update be dealt with in the block, which begins when it is its turn."""
    async with AsyncExitStack() as stack:
        if query := update.callback_query:
            tap, detour = _read(query, data)
            if tap and _leads_on(tap):
                await stack.enter_async_context(data.taps.last(_place(query)))
            spinner = await stack.enter_async_context(data.taps.spinning(bot, query.id))
            if not tap or not _only_leads(tap):
                await stack.enter_async_context(_meanwhile(_answer_later(spinner, data)))
            elif not turn.is_now:
                await stack.enter_async_context(_meanwhile(_answer(spinner, tap, detour, data)))
        elif update.inline_query:
            await stack.enter_async_context(data.taps.last(("inline query", update.inline_query.from_user.id)))
        await turn.wait()
        yield


def _read(query: CallbackQuery, data: BotData) -> tuple[Tap | None, Detour | None]:
    """Read a tap and where it leads instead; none for an admin's order, or where whoever deals with it will fail."""
    written = query.data or ""
    try:
        return (None, None) if orders.read(written) else data.services.read(written)
    except Exception:
        return None, None


def _place(query: CallbackQuery) -> Hashable:
    return (query.message.chat.id, query.message.message_id) if query.message else query.inline_message_id


def leads_on(query: CallbackQuery, data: BotData) -> bool:
    """Tell whether a tap puts something else in the place of its message, in a chat that the bot is in."""
    tap, _ = _read(query, data)
    is_order = orders.read(query.data or "") is not None
    return query.message is not None and not is_order and (tap is None or _leads_on(tap))


def _leads_on(tap: Tap) -> bool:
    """Tell whether a tap puts something else in the place of its message, whatever happens."""
    return tap.ask in (Ask.PLACE, Ask.SWITCH) and not _changes_something(tap)


def _only_leads(tap: Tap) -> bool:
    """Tell whether what there is to say of a tap is known from the beginning."""
    return bool(tap.locale) and tap.ask in (Ask.PLACE, Ask.ANEW) and not _changes_something(tap)


def _changes_something(tap: Tap) -> bool:
    return isinstance(tap.place.route, Subscription) or tap.place.route == Forget(done=True)


@asynccontextmanager
async def _meanwhile(answering: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Answer a tap beside the block; at its end that is not needed any more."""
    task = asyncio.create_task(answering)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _answer_later(spinner: Spinner, data: BotData) -> None:
    await data.clock.sleep(PATIENCE)
    await spinner.answer()


async def _answer(spinner: Spinner, tap: Tap, detour: Detour | None, data: BotData) -> None:
    await spinner.answer(buttons.notice(tap, View(data.services.edition, tap.locale), detour))
