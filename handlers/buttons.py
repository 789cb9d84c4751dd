"""Taps: each is answered, shows the place it names, mostly in its own message, and may change what is remembered."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import assert_never

from telegram.error import TelegramError

from bot.core import notices, vcard
from bot.core.edition import Edition, View
from bot.core.lead import Lead
from bot.core.locales import Words
from bot.core.routes import Ask, Forget, Place, Subscription, Tap
from bot.core.screen import Picture
from bot.core.screens.spoken import states
from bot.core.screens.subscription import shown_after
from bot.errors import OvertakenError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.patience import is_unclear
from bot.tg.presenter import Handout
from bot.tg.press import Press
from bot.tg.taps import is_overtaken
from bot.tg.together import together
from handlers import codes, deeds, invitations

Notice = Callable[[Words], str]


async def take(press: Press, context: Context) -> None:
    """Deal with a tap, and then with what follows from it."""
    lead = await context.services.lead(press.data, press.chat, press.language_code)
    await (_go if lead.only_leads else _take)(lead, press, context)
    if not is_overtaken():
        await invitations.invite_after_a_report(lead.tap, press, context)


async def _go(lead: Lead, press: Press, context: Context) -> None:
    """Go where a tap leads: its answer and the screen do not wait for each other."""
    services = context.services
    context.answer(press, notice(lead, services.edition))
    await _show(lead.tap, lead.tap.place, press, context)
    if not is_overtaken():
        services.tally.add(lead.counted)


async def _take(lead: Lead, press: Press, context: Context) -> None:
    """Do what a tap asks for besides: for a deed, answer and screen wait."""
    tap, message, services = lead.tap, press.message, context.services
    route = tap.place.route
    view = View(services.edition, tap.locale, tap.place.trail, admin=press.chat in services.admins)
    show = partial(_show, tap, tap.place, press, context)
    wanted = _wanted(lead, view, context)
    if wanted is not None:
        await _hand_over(wanted, view, press, context)
    elif message is not None and isinstance(route, Forget) and route.done:
        # before the language: nobody reads of what did not happen
        await deeds.forget(show, view, press, message, context)
    elif message is not None and tap.ask is Ask.SWITCH and not message.is_private and states(route):
        kept = await deeds.choose_language(view, press, message, context)  # first: the screen says what became of it
        await show(look=kept is not None)
    elif message is not None and tap.ask is Ask.SWITCH:
        await together(show(), deeds.choose_language(view, press, message, context))
    elif message is not None and isinstance(route, Subscription):
        show = partial(_show, tap, shown_after(tap.place), press, context)
        await deeds.subscribe(route.on, show, view, press, message, context)
    else:
        await _go(lead, press, context)


async def _show(tap: Tap, place: Place, press: Press, context: Context, *, look: bool = True) -> None:
    """Show a place, unless the same message is to show another one by now."""
    if is_overtaken():
        return
    drawing = context.drawing(place.route, await context.view_of(press, place, tap.locale, look=look))
    with suppress(OvertakenError):
        if tap.ask is Ask.ANEW:
            await presenter.send_beside(context.bot, press, drawing.screen)
        else:
            await presenter.show(context.bot, press, drawing)


def _wanted(lead: Lead, view: View, context: Context) -> Handout | None:
    """Give what a tap asks for of its place, if there is such a thing and it is for this chat."""
    route = lead.tap.place.route
    match lead.tap.ask:
        case Ask.CONTACT:
            return vcard.card(route, view)
        case Ask.CODE:
            return None if lead.detour else codes.picture(route, view, context.bot.username)
        case Ask.PLACE | Ask.SWITCH | Ask.ANEW:
            return None
        case _:
            assert_never(lead.tap.ask)


async def _hand_over(handout: Handout, view: View, press: Press, context: Context) -> None:
    """Send what was asked for and answer with what became of that, if Telegram says so; the button's message stays."""
    sent, not_sent = _outcomes(handout)
    outcome: Notice | None = not_sent
    try:
        outcome = sent if await presenter.hand_over(context.bot, press, handout) else not_sent
    except TelegramError as error:
        outcome = None if is_unclear(error) else not_sent
        raise
    finally:
        if outcome is not_sent:
            await context.say(press, outcome(view.words))
        else:
            context.answer(press, None if outcome is None else outcome(view.words))


def _outcomes(handout: Handout) -> tuple[Notice, Notice]:
    match handout:
        case vcard.Card():
            return notices.contact_sent, notices.contact_not_sent
        case Picture():
            return notices.code_sent, notices.code_not_sent
        case _:
            assert_never(handout)


def notice(lead: Lead, edition: Edition) -> str | None:
    """Say that a tap leads elsewhere than its button says, as one for something of a place does where there is none."""
    detour, locale = lead.detour, lead.tap.locale
    if detour is None and lead.tap.ask not in (Ask.CONTACT, Ask.CODE):
        return None
    return detour.farewell[locale] if detour and detour.farewell else notices.gone(edition.languages[locale])
