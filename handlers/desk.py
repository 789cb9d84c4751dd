"""The desk of the admins: what can be announced, the question before it goes out, and how far it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

import structlog
from telegram import Update
from telegram.error import BadRequest

from bot.announcing.post import Post
from bot.core import announcements, notices
from bot.core.announcing import State, Where
from bot.core.edition import View
from bot.core.memory import Unread
from bot.core.orders import Deed, Order
from bot.core.screen import Screen
from bot.core.screens import desk
from bot.errors import AttachmentError, StoreError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.press import Press, Tapped
from handlers import commands
from handlers.commands import message_of

_OVER = (State.CANCELLED, State.DONE)

_log = structlog.get_logger()


async def announce(update: Update, context: Context) -> None:
    """Show admins what can be announced; nobody else is told that there is such a command."""
    view = await context.view(update)
    if not view.admin:
        return await commands.unknown_to_others(update, context)
    return await presenter.send(context.bot, message_of(update), await _first_listing(view, context))


async def carry_out(order: Order, press: Press, message: Tapped, context: Context) -> None:
    """Carry out what an admin orders in their chat."""
    edition = context.services.edition
    view = View(edition, edition.locale_for(order.locale), admin=True)
    await _Desk(press, Where(message.chat, message.id, view.locale), view, context).carry_out(order)


async def _first_listing(view: View, context: Context) -> Screen:
    """Give the list. A store that did not answer a moment ago is not waited for again."""
    if isinstance(view.held, Unread):
        return desk.out_of_reach(view)
    try:
        return await _listing(1, view, context)
    except StoreError as error:
        _log.warning("an admin could not see the announcements", reason=str(error))
        return desk.out_of_reach(view)


async def _listing(page: int, view: View, context: Context) -> Screen:
    runs = await context.services.store.ledger.runs()
    return desk.listing({run.id: run.state for run in runs}, page, view)


class _Desk:
    """One tap of an admin, and the message `here` in which it was made."""

    def __init__(self, press: Press, here: Where, view: View, context: Context) -> None:
        self._press = press
        self._here = here
        self._view = view
        self._context = context
        self._bot = context.bot
        self._ledger = context.services.store.ledger

    async def carry_out(self, order: Order) -> None:
        """Do what was ordered, and let the button spin no longer than that takes."""
        try:
            notice = await self._do(order)
        except StoreError as error:
            _log.warning("an order of an admin was not carried out", reason=str(error))
            notice = notices.announcements_out_of_reach(self._view.words)
        if notice is None:
            self._context.answer(self._press)
        else:
            await self._context.say(self._press, notice)

    async def _do(self, order: Order) -> str | None:
        """Carry out an order, and give the notice that answers the tap."""
        match order.deed:
            case Deed.LIST:
                await self._edit(await _listing(order.page, self._view, self._context))
                return None
            case Deed.SHOW:
                return await self._show(order.subject)
            case Deed.SEND:
                return await self._send(order.subject)
            case Deed.DOUBT:
                return await self._doubt(order.subject)
            case Deed.PAUSE:
                return await self._change(order.subject, State.PAUSED)
            case Deed.RESUME:
                return await self._change(order.subject, State.SENDING)
            case Deed.CANCEL:
                return await self._change(order.subject, State.CANCELLED)
            case _:
                assert_never(order.deed)

    async def _show(self, id: str) -> str | None:
        """Show how far an announcement is; of one that was not begun, what would go out, and ask."""
        if await self._ledger.run(id):
            return await self._follow(id)
        if announcements.letter(id, self._view) is None:
            return await self._gone()
        audience = await self._context.services.audience()
        self._context.answer(self._press)
        await presenter.send_beside(self._bot, self._press, await self._asked(id, audience))
        return None

    async def _asked(self, id: str, audience: Mapping[str, int]) -> Screen:
        """Send the letter in each language, and give the question that stands below."""
        services = self._context.services
        post = Post(self._bot, services.store.files, services.content_dir, id)
        chat_id, thread = self._press.whereabouts
        for locale in services.edition.languages:
            letter = announcements.letter(id, View(services.edition, locale))
            try:
                if letter:
                    await post.send(chat_id, letter, thread)
            except (BadRequest, AttachmentError) as error:
                return desk.refused(id, locale, str(error), self._view)
        return desk.question(id, audience, self._view)

    async def _send(self, id: str) -> str | None:
        """Begin, unless somebody else was quicker or nobody is there to get it; then show how far it is."""
        if announcements.letter(id, self._view) is None:
            return await self._gone()
        if not await self._ledger.run(id) and not (audience := await self._context.services.audience()):
            await self._edit(desk.question(id, audience, self._view))
            return None
        await self._ledger.begin(id, self._here)
        return await self._follow(id)

    async def _change(self, id: str, state: State) -> str | None:
        await self._ledger.change(id, state, unless=_OVER)
        return await self._follow(id)

    async def _doubt(self, id: str) -> str | None:
        run = await self._ledger.run(id)
        if run is None or run.state.is_over:
            return await self._follow(id)
        await self._ledger.show_at(id, replace(self._here, is_asking=True))
        await self._edit(desk.doubt(run, self._view))
        return None

    async def _follow(self, id: str) -> str | None:
        """Tell whoever sends that something may be new, and show here from now on how far an announcement is."""
        await self._ledger.show_at(id, self._here)
        await self._context.bot_data.call_office()
        run = await self._ledger.run(id)
        if run is None:
            return await self._gone()
        await self._edit(desk.status(run, self._view))
        later = await self._ledger.run(id)
        if later and later.state is not run.state:  # it came to its end while this was shown
            await self._edit(desk.status(later, self._view))
        return None

    async def _gone(self) -> str:
        await self._edit(await _listing(1, self._view, self._context))
        return notices.gone(self._view.words)

    async def _edit(self, screen: Screen) -> None:
        await presenter.edit(self._bot, self._press, screen)
