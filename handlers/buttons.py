"""Taps: each is answered, shows the place it names, mostly in its own message, and may change what is remembered."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import assert_never

from telegram import CallbackQuery, Update
from telegram.constants import ChatType

from bot.core import notices, render, vcard
from bot.core.edition import View
from bot.core.locales import Words
from bot.core.routes import Ask, Forget, Place, Subscription, Tap
from bot.core.screen import Picture
from bot.core.screens.spoken import states
from bot.core.screens.subscription import shown_after
from bot.core.screens.way import Detour
from bot.errors import OvertakenError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.presenter import Handout
from bot.tg.taps import is_overtaken
from bot.tg.together import together
from handlers import codes, deeds, invitations

Notice = Callable[[Words], str]


async def press(update: Update, context: Context) -> None:
    """Deal with a tap, and then with what follows from it."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    tap, detour = await context.tap(update)
    await _take(tap, detour, update, query, context)
    if not is_overtaken():
        await invitations.invite_after_a_report(tap, query, context)


async def _take(tap: Tap, detour: Detour | None, update: Update, query: CallbackQuery, context: Context) -> None:
    """Do what a tap asks for: its answer and the screen do not wait for each other, but both do for a deed."""
    chat, services, route = update.effective_chat, context.services, tap.place.route
    view = View(services.edition, tap.locale, tap.place.trail, admin=chat is not None and chat.id in services.admins)
    show = partial(_show, tap, tap.place, update, context)
    wanted = _wanted(tap, view, detour, context)
    if wanted is not None:
        await _hand_over(wanted, view, query, context)
    elif chat is not None and route == Forget(done=True):  # before the language: nobody reads of what did not happen
        await deeds.forget(show, view, query, chat, context)
    elif chat is not None and tap.ask is Ask.SWITCH and chat.type != ChatType.PRIVATE and states(route):
        kept = await deeds.choose_language(view, query, chat, context)  # first, for the screen says what became of it
        await show(look=kept is not None)
    elif chat is not None and tap.ask is Ask.SWITCH:
        await together(show(), deeds.choose_language(view, query, chat, context))
    elif chat is not None and isinstance(route, Subscription):
        show = partial(_show, tap, shown_after(tap.place), update, context)
        await deeds.subscribe(route.on, show, view, query, chat, context)
    else:
        await together(show(), context.answer(query, notice(tap, view, detour)))
        if not is_overtaken():
            services.count(route)


async def _show(tap: Tap, place: Place, update: Update, context: Context, *, look: bool = True) -> None:
    """Show a place, unless the same message is to show another one by now."""
    query = update.callback_query
    assert query is not None  # noqa: S101  # `press` has looked
    if is_overtaken():
        return
    view = await context.view_of(update, place, tap.locale, look=look)
    send = presenter.send_beside if tap.ask is Ask.ANEW else presenter.edit
    with suppress(OvertakenError):
        await send(context.bot, query, render(place.route, view))


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
    is_sent = False
    try:
        is_sent = await presenter.hand_over(context.bot, query, handout)
    finally:
        await context.answer(query, (sent if is_sent else not_sent)(view.words), anyhow=not is_sent)


def _outcomes(handout: Handout) -> tuple[Notice, Notice]:
    match handout:
        case vcard.Card():
            return notices.contact_sent, notices.contact_not_sent
        case Picture():
            return notices.code_sent, notices.code_not_sent
        case _:
            assert_never(handout)


def notice(tap: Tap, view: View, detour: Detour | None) -> str | None:
    """Say that a tap leads elsewhere than its button says, as one for something of a place does where there is none."""
    if detour is None and tap.ask not in (Ask.CONTACT, Ask.CODE):
        return None
    return view.text(detour.farewell) if detour and detour.farewell else notices.gone(view.words)
