"""What every handler works with: the edition of the day and the memory of chats."""

from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from bot.core import routes
from bot.core.edition import Edition, View
from bot.core.memory import UNREAD, Held, Memory, Nothing
from bot.core.routes import Home, Place, Tap
from bot.core.screens import shows_what_is_held
from bot.core.screens.way import Detour, detour, nearest
from bot.errors import StoreError, UnreadableButtonError
from bot.ports import ChatStore, Store

_log = structlog.get_logger()


@dataclass(slots=True)
class Services:
    """The edition, which may be swapped for another, the store, and who the admins are."""

    edition: Edition
    store: Store
    admins: frozenset[int] = frozenset()
    """The chats of the admins."""
    content_dir: Path = Path("content")
    """Where the files lie that go out with announcements."""

    @property
    def chats(self) -> ChatStore:
        """What is remembered of chats."""
        return self.store.chats

    async def view(self, chat_id: int | None, language_code: str | None) -> View:
        """Look at the edition in the language of a chat: the chosen one, else that of the person's Telegram."""
        held = await self._held(chat_id)
        chosen = held.language if isinstance(held, Memory) else None
        locale = self.edition.locale_for(chosen, language_code)
        return View(self.edition, locale, held=held, admin=chat_id in self.admins)

    async def view_of(self, place: Place, locale: str, chat_id: int | None) -> View:
        """Look at a place in a language; what is remembered of the chat is looked up only where it is shown."""
        held = await self._held(chat_id) if shows_what_is_held(place.route) else UNREAD
        return View(self.edition, locale, place.trail, held, chat_id in self.admins)

    async def tap(self, data: str, chat_id: int | None, language_code: str | None) -> tuple[Tap, Detour | None]:
        """Give the tap of some callback data, led to what still exists, and the detour if that is another place."""
        try:
            tap = routes.read(data)
        except UnreadableButtonError:
            tap = Tap("", Place(Home()))
        catalog = self.edition.catalog
        found = detour(tap.place.route, catalog)
        place = Place(nearest(tap.place.route, catalog), tap.place.trail)
        if tap.locale in self.edition.languages:
            return replace(tap, place=place), found
        view = await self.view(chat_id, language_code)
        return Tap(view.locale, place), found or Detour()

    async def set_subscription(self, on: bool, chat_id: int, kind: str, locale: str) -> None:
        """Turn the announcements of a chat on or off; raises StoreError."""
        if on:
            await self.chats.subscribe(chat_id, kind, locale)
        else:
            await self.chats.unsubscribe(chat_id)

    async def _held(self, chat_id: int | None) -> Held:
        if chat_id is None:
            return UNREAD
        try:
            return await self.chats.memory(chat_id) or Nothing()
        except StoreError as error:
            _log.warning("what is remembered of a chat is out of reach; browsing goes on without", error=str(error))
            return UNREAD
