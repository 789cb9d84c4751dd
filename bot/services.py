"""What every handler works with: the edition of the day and the memory of chats."""

from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from bot.core import routes
from bot.core.edition import Edition, Group, View
from bot.core.locales import match
from bot.core.routes import Home, Place, Tap
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

    async def view(self, chat_id: int | None, language_code: str | None, *, in_group: bool = False) -> View:
        """Look at the edition in the language of a chat: the chosen one, else that of the person's Telegram."""
        group = await self.group(chat_id) if chat_id is not None else None
        locale = self.edition.locale_for(group.locale if group else None, language_code)
        return View(self.edition, locale, group=group if in_group else None, admin=chat_id in self.admins)

    async def group(self, chat_id: int) -> Group | None:
        """Give the language chosen in a chat, or None where that is out of reach."""
        try:
            return Group(match(await self.chats.language(chat_id), self.edition.languages))
        except StoreError as error:
            _log.warning("the chosen language is out of reach, Telegram's is used", error=str(error))
            return None

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
