"""The typed context that every handler gets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import CallbackContext, ExtBot

from bot.core.edition import Group, View
from bot.core.routes import Tap
from bot.core.screens.way import Detour
from bot.services import Services
from bot.tg.albums import Albums


async def nobody_there() -> None:
    """Do nothing: whoever sends announcements looks for them by itself, too."""


@dataclass(slots=True)
class BotData:
    """What python-telegram-bot keeps for the whole bot: our services, set before anything is handled, and albums."""

    services: Services = field(init=False)
    albums: Albums = field(default_factory=Albums)
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

    async def group(self, update: Update) -> Group | None:
        """Give what is remembered of the group that an update comes from; None where it comes from none."""
        chat = update.effective_chat
        return await self.services.group(chat.id) if chat and _in_group(update) else None

    async def tap(self, update: Update) -> tuple[Tap, Detour | None]:
        """Read the tap of a callback query, and whether it leads elsewhere than its button says."""
        query = update.callback_query
        return await self.services.tap((query and query.data) or "", *_asker(update))


def _in_group(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _asker(update: Update) -> tuple[int | None, str | None]:
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else None, user.language_code if user else None
