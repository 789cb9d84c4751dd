"""The typed context that every handler gets."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CallbackContext

from bot.clock import RealClock
from bot.core import render
from bot.core.edition import View
from bot.core.html import escape
from bot.core.kept import Kept
from bot.core.routes import Place, Route
from bot.core.screen import Screen
from bot.ports import Clock
from bot.services import Services
from bot.tg import presenter
from bot.tg.albums import Albums
from bot.tg.ally import Ally
from bot.tg.drawing import Drawing, draw
from bot.tg.press import Press
from bot.tg.readers import Readers
from bot.tg.taps import Taps

_DRAWINGS = 500
"""Screens that are kept as they are sent; one takes two or three kilobytes."""


async def nobody_there() -> None:
    """Do nothing: whoever sends announcements looks for them by itself, too."""


@dataclass(slots=True)
class BotData:
    """What python-telegram-bot keeps for the whole bot: our services, set before anything is handled, and the rest."""

    services: Services = field(init=False)
    albums: Albums = field(init=False)
    readers: Readers = field(default_factory=Readers)
    taps: Taps = field(default_factory=Taps)
    clock: Clock = field(default_factory=RealClock)
    drawings: Kept[Hashable, Drawing] = field(default_factory=lambda: Kept(_DRAWINGS))
    call_office: Callable[[], Awaitable[None]] = field(default=nobody_there)
    """Tells whoever sends announcements that one was begun, paused, resumed or cancelled."""


class Context(CallbackContext[Ally, dict[object, object], dict[object, object], BotData]):
    """A context with the services at hand."""

    __slots__ = ()

    @property
    def services(self) -> Services:
        """The edition and the store."""
        return self.bot_data.services

    async def view(self, update: Update) -> View:
        """Look at the edition in the language of the chat that an update comes from."""
        return await self.services.view(*_asker(update), in_group=_in_group(update))

    async def view_of(self, press: Press, place: Place, locale: str, *, look: bool = True) -> View:
        """Look at a place in a language, in the chat in which something was tapped."""
        in_group = press.message is not None and press.message.is_in_group
        return await self.services.view_of(place, locale, press.chat, in_group=in_group, look=look)

    def drawing(self, route: Route, view: View) -> Drawing:
        """Give the screen of a route as it is sent, rendered only where nobody has seen the same before."""
        seen = (route, view.trail, view.locale, view.admin, view.in_group, view.group, view.held)
        return self.bot_data.drawings.get(seen, view.edition, lambda: draw(render(route, view), self.bot.username))

    def answer(self, press: Press, notice: str | None = None) -> bool:
        """Answer a tap, at once or in the answer to its update; False where it has been answered before."""
        return self.bot_data.taps.spinner(press.id).answer(notice)

    async def say(self, press: Press, notice: str) -> None:
        """Answer a tap with what has to be said anyhow: it comes as a message where the tap has been answered."""
        if not self.answer(press, notice):
            await presenter.send_beside(self.bot, press, Screen(escape(notice), ()))


def _in_group(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _asker(update: Update) -> tuple[int | None, str | None]:
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else None, user.language_code if user else None
