"""Taps from their arrival to their end: a button spins no longer than it has to, and the last tap wins.

While the one before it in its chat is dealt with, a tap that only leads somewhere is answered already; and where it
leads on in the message that it was made in, it overtakes what is still to be shown there.
"""

from contextlib import AbstractContextManager, nullcontext

from bot.core import orders
from bot.core.lead import Lead
from bot.core.orders import Order
from bot.ports import Reply
from bot.tg.context import BotData, Context
from bot.tg.errand import leads_to
from bot.tg.lanes import Turn
from bot.tg.press import Press
from bot.tg.taps import Spinner
from handlers import buttons, desk, failures

QUICK = 0.4
"""Seconds for which the answer to a tap waits for that to its update; then a call of its own is worth its price."""
PATIENCE = 2.5
"""Seconds for which a button spins while it is found out what comes of its tap: the store may take two."""


async def press(press: Press, turn: Turn, context: Context, *, by_reply: bool) -> Reply:
    """Deal with a tap when it is its turn; give its answer, which may be left to go out `by_reply`."""
    data = context.bot_data
    order = orders.read(press.data) if press.chat in data.services.admins else None
    lead = None if order else _read(press, data)
    if lead:
        leads_to(lead.tap.place.route)
    spinner = Spinner(context.bot, press.id, by_reply=by_reply)
    timers = [data.clock.later(QUICK, spinner.hurry)]
    if not lead or not lead.only_leads:
        timers.append(data.clock.later(PATIENCE, spinner.answer))
    data.taps.add(press.id, spinner)
    try:
        with _overtaking(lead, press, data):
            if not turn.is_now:
                _answer_already(lead, spinner, data)
                await turn.wait()
            await _deal_with(order, lead, press, context)
    finally:
        data.taps.drop(press.id)
        for timer in timers:
            timer.cancel()
        await spinner.stop()
    return spinner


async def _deal_with(order: Order | None, lead: Lead | None, press: Press, context: Context) -> None:
    """Carry out an order of an admin, or do what anybody may ask for; where that fails, apologize."""
    try:
        if order and press.message:
            await desk.carry_out(order, press, press.message, context)
        else:
            await buttons.take(press, context)
    except Exception as error:
        in_place = press.message is not None and order is None and (lead is None or lead.leads_on)
        await failures.apologize_for(press, error, context, in_place=in_place)


def _read(press: Press, data: BotData) -> Lead | None:
    """Tell where a tap leads; None where whoever deals with it will fail."""
    try:
        return data.services.read(press.data)
    except Exception:
        return None


def _overtaking(lead: Lead | None, press: Press, data: BotData) -> AbstractContextManager[None]:
    return data.taps.last(press.place) if lead and lead.leads_on else nullcontext()


def _answer_already(lead: Lead | None, spinner: Spinner, data: BotData) -> None:
    """Answer a tap that has to wait where it is known already what there is to say."""
    if lead and lead.only_leads:
        spinner.hurry()
        spinner.answer(buttons.notice(lead, data.services.edition))
