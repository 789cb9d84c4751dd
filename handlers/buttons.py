"""Taps: each is answered, shows the place it names, mostly in its own message, and may change what is remembered."""

from functools import partial

from telegram import CallbackQuery, Update

from bot.core import notices, render, vcard
from bot.core.edition import View
from bot.core.routes import Forget, Place, Subscription, Tap
from bot.core.screens.subscription import shown_after
from bot.core.screens.way import Detour
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.together import together
from handlers import deeds, invitations


async def press(update: Update, context: Context) -> None:
    """Deal with a tap, and then with what follows from it."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, detour = await _read(update, query, context)
    await _take(tap, detour, update, query, context)
    await invitations.invite_after_a_report(tap, query, context)


async def _read(update: Update, query: CallbackQuery, context: Context) -> tuple[Tap, Detour | None]:
    """Read the tap; should even that fail, the button must not go on spinning."""
    try:
        return await context.tap(update)
    except Exception:
        await presenter.answer(context.bot, query.id)
        raise


async def _take(tap: Tap, detour: Detour | None, update: Update, query: CallbackQuery, context: Context) -> None:
    """Do what a tap asks for: its answer and the screen do not wait for each other, but both do for a deed."""
    view = View(context.services.edition, tap.locale, tap.place.trail)
    chat, route = update.effective_chat, tap.place.route
    show = partial(_show, tap, tap.place, query, context)
    wanted = vcard.card(route, view) if tap.contact else None
    if wanted is not None:
        await _hand_over(wanted, view, query, context)
    elif chat is not None and route == Forget(done=True):  # before the language: nobody reads of what did not happen
        await deeds.forget(show, view, query, chat, context)
    elif chat is not None and tap.switch:
        await together(show(), deeds.choose_language(view, query, chat, context))
    elif chat is not None and isinstance(route, Subscription):
        show = partial(_show, tap, shown_after(tap.place), query, context)
        await deeds.subscribe(route.on, show, view, query, chat, context)
    else:
        await together(show(), presenter.answer(context.bot, query.id, _notice(tap, view, detour)))


async def _show(tap: Tap, place: Place, query: CallbackQuery, context: Context) -> None:
    view = await context.services.view_of(place, tap.locale, query.message.chat.id if query.message else None)
    send = presenter.send_beside if tap.anew else presenter.edit
    await send(context.bot, query, render(place.route, view))


async def _hand_over(card: vcard.Card, view: View, query: CallbackQuery, context: Context) -> None:
    """Send the contact details and answer with what became of that; the message of the button stays as it is."""
    notice = notices.contact_not_sent(view.words)
    try:
        if await presenter.hand_over(context.bot, query, card):
            notice = notices.contact_sent(view.words)
    finally:
        await presenter.answer(context.bot, query.id, notice)


def _notice(tap: Tap, view: View, detour: Detour | None) -> str | None:
    """Say that a tap leads elsewhere than its button says, as one for contact details does where there are none."""
    if detour is None and not tap.contact:
        return None
    return view.text(detour.farewell) if detour and detour.farewell else notices.gone(view.words)
