"""Taps from their arrival to their end: a button spins no longer than it has to, and the last tap wins.

While the one before it in its chat is dealt with, a tap that only leads somewhere is answered already; and where it
leads on in the message that it was made in, it overtakes what is still to be shown there.
"""

from contextlib import AbstractContextManager, nullcontext

from bot.core import orders
from bot.core.edition import View
from bot.core.orders import Order
from bot.core.routes import Ask, Forget, Subscription, Tap
from bot.core.screens.way import Detour
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
    tap, detour = (None, None) if order else _read(press, data)
    if tap:
        leads_to(tap.place.route)
    spinner = Spinner(context.bot, press.id, by_reply=by_reply)
    timers = [data.clock.later(QUICK, spinner.hurry)]
    if not tap or not _only_leads(tap):
        timers.append(data.clock.later(PATIENCE, spinner.answer))
    data.taps.add(press.id, spinner)
    try:
        with _overtaking(tap, press, data):
            if not turn.is_now:
                _answer_already(tap, detour, spinner, data)
                await turn.wait()
            await _deal_with(order, tap, press, context)
    finally:
        data.taps.drop(press.id)
        for timer in timers:
            timer.cancel()
        await spinner.stop()
    return spinner


async def _deal_with(order: Order | None, tap: Tap | None, press: Press, context: Context) -> None:
    """Carry out an order of an admin, or do what anybody may ask for; where that fails, apologize."""
    try:
        if order and press.message:
            await desk.carry_out(order, press, press.message, context)
        else:
            await buttons.take(press, context)
    except Exception as error:
        in_place = press.message is not None and order is None and (tap is None or _leads_on(tap))
        await failures.apologize_for(press, error, context, in_place=in_place)


def _read(press: Press, data: BotData) -> tuple[Tap | None, Detour | None]:
    """Read a tap and where it leads instead; none where whoever deals with it will fail."""
    try:
        return data.services.read(press.data)
    except Exception:
        return None, None


def _overtaking(tap: Tap | None, press: Press, data: BotData) -> AbstractContextManager[None]:
    return data.taps.last(press.place) if tap and _leads_on(tap) else nullcontext()


def _answer_already(tap: Tap | None, detour: Detour | None, spinner: Spinner, data: BotData) -> None:
    """Answer a tap that has to wait where it is known already what there is to say."""
    if tap and _only_leads(tap):
        spinner.hurry()
        spinner.answer(buttons.notice(tap, View(data.services.edition, tap.locale), detour))


def _leads_on(tap: Tap) -> bool:
    """Tell whether a tap puts something else in the place of its message, whatever happens."""
    return tap.ask in (Ask.PLACE, Ask.SWITCH) and not _changes_something(tap)


def _only_leads(tap: Tap) -> bool:
    """Tell whether what there is to say of a tap is known from the beginning."""
    return bool(tap.locale) and tap.ask in (Ask.PLACE, Ask.ANEW) and not _changes_something(tap)


def _changes_something(tap: Tap) -> bool:
    route = tap.place.route
    return isinstance(route, Subscription) or (isinstance(route, Forget) and route.done)
