"""The typed context that every handler gets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import CallbackQuery, Update
from telegram.constants import ChatType
from telegram.ext import CallbackContext, ExtBot

from bot.clock import RealClock
from bot.core.edition import View
from bot.core.html import escape
from bot.core.routes import Place, Tap
from bot.core.screen import Screen
from bot.core.screens.way import Detour
from bot.ports import Clock
from bot.services import Services
from bot.tg import presenter
from bot.tg.albums import Albums
from bot.tg.readers import Readers
from bot.tg.taps import Taps


async def nobody_there() -> None:
    """Do nothing: whoever sends announcements looks for them by itself, too."""


@dataclass(slots=True)
class BotData:
    """What python-telegram-bot keeps for the whole bot: our services, set before anything is handled, and the rest."""

    services: Services = field(init=False)
    albums: Albums = field(default_factory=Albums)
    readers: Readers = field(default_factory=Readers)
    taps: Taps = field(default_factory=Taps)
    clock: Clock = field(default_factory=RealClock)
    call_office: Callable[[], Awaitable[None]] = field(default=nobody_there)
    """Tells whoever sends announcements that one was begun, paused, resumed or cancelled."""


class Context(CallbackContext[ExtBot[str], dict[object, object], dict[object, object], BotData]):
    """A context with the services at hand."""

    __slots__ = ()

    @property
    def services(self) -> Services:
        """The edition and the store."""
        return self.bot_data.services

    async def view(self, update: Update) -> View:
        """Look at the edition in the language of the chat that an update comes from."""
        return await self.services.view(*_asker(update), in_group=_in_group(update))

    async def view_of(self, update: Update, place: Place, locale: str, *, look: bool = True) -> View:
        """Look at a place in a language, in the chat that an update comes from."""
        chat_id, _ = _asker(update)
        return await self.services.view_of(place, locale, chat_id, in_group=_in_group(update), look=look)

    async def tap(self, update: Update) -> tuple[Tap, Detour | None]:
        """Read the tap of a callback query, and whether it leads elsewhere than its button says."""
        query = update.callback_query
        return await self.services.tap((query and query.data) or "", *_asker(update))

    async def answer(self, query: CallbackQuery, notice: str | None = None, *, anyhow: bool = False) -> None:
        """Answer a tap, unless that has happened; what is to be said `anyhow` comes as a message then."""
        is_said = await self.bot_data.taps.spinner(query.id).answer(notice)
        if notice and anyhow and not is_said:
            await presenter.send_beside(self.bot, query, Screen(escape(notice), ()))


def _in_group(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _asker(update: Update) -> tuple[int | None, str | None]:
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else None, user.language_code if user else None
