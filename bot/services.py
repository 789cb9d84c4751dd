"""What every handler works with: the edition of the day and the memory of chats."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import assert_never

import structlog

from bot.chart.process import Charts
from bot.core import figures
from bot.core.edition import Edition, Group, View
from bot.core.figures import DAYS, WEEK, Figures
from bot.core.kept import Kept
from bot.core.lead import Lead, lead
from bot.core.locales import match
from bot.core.memory import UNREAD, Held, Memory, Nothing, Unread
from bot.core.routes import Place, Route
from bot.core.screens import shows_what_is_held
from bot.core.screens.spoken import states
from bot.core.screens.way import nearest
from bot.counting import Tally
from bot.errors import StoreError
from bot.ports import ChatStore, Store

_BUTTONS = 1_000
"""Buttons of which it is known what they lead to."""

_log = structlog.get_logger()


@dataclass(slots=True)
class Services:
    """The edition, which may be swapped for another, the store, who the admins are, and what they are told."""

    edition: Edition
    store: Store
    admins: frozenset[int] = frozenset()
    """The chats of the admins."""
    content_dir: Path = Path("content")
    """Where the files lie that go out with announcements."""
    charts: Charts = field(default_factory=Charts)
    tally: Tally = field(init=False)
    is_outdated: bool = False
    """Whether a change that was saved last could not be taken over, so that the edition before it goes on."""
    _leads: Kept[str, Lead] = field(default_factory=lambda: Kept(_BUTTONS))

    def __post_init__(self) -> None:
        self.tally = Tally(self.store.openings)

    @property
    def chats(self) -> ChatStore:
        """What is remembered of chats."""
        return self.store.chats

    async def view(self, chat_id: int | None, language_code: str | None, *, in_group: bool = False) -> View:
        """Look at the edition in the language of a chat: the chosen one, else that of the person's Telegram."""
        held = await self._held(chat_id)
        chosen = held.language if isinstance(held, Memory) else None
        return self._view(held, self.edition.locale_for(chosen, language_code), chat_id, in_group)

    async def view_of(
        self, place: Place, locale: str, chat_id: int | None, *, in_group: bool = False, look: bool = True
    ) -> View:
        """Look at a place in a language; what is remembered of the chat is looked up only where it is shown.

        Not to `look` spares a wait for a store that did not answer a moment ago.
        """
        shown = shows_what_is_held(place.route) or (in_group and states(place.route))
        held = await self._held(chat_id) if shown and look else UNREAD
        return self._view(held, locale, chat_id, in_group, place.trail)

    def _view(
        self, held: Held, locale: str, chat_id: int | None, in_group: bool, trail: tuple[Route, ...] = ()
    ) -> View:
        group = self._group(held) if in_group else None
        return View(self.edition, locale, trail, held, group, in_group, chat_id in self.admins)

    def _group(self, held: Held) -> Group | None:
        match held:
            case Memory(language=language):
                return Group(match(language, self.edition.languages))
            case Nothing():
                return Group(None)
            case Unread():
                return None
            case _:
                assert_never(held)

    async def audience(self) -> Counter[str]:
        """Count the chats to which an announcement would go now, by the language in which they get it.

        Raises:
            StoreError: they cannot be counted.
        """
        counted: Counter[str] = Counter()
        for language, count in (await self.store.ledger.audience()).items():
            counted[self.edition.locale_for(language)] += count
        return counted

    async def lead(self, data: str, chat_id: int | None, language_code: str | None) -> Lead:
        """Tell where some callback data lead, in the language of the chat where they do not tell theirs."""
        found = self.read(data)
        if found.tap.locale:
            return found
        return found.speaking((await self.view(chat_id, language_code)).locale)

    def read(self, data: str) -> Lead:
        """Tell the same as far as the callback data do."""
        return self._leads.get(data, self.edition, lambda: lead(data, self.edition))

    def count(self, route: Route) -> None:
        """Count that a place was shown, or the nearest one that exists; in memory, so that nobody waits."""
        self.tally.add(figures.key(nearest(route, self.edition.catalog)))

    async def figures(self) -> Figures:
        """Gather the figures, with what was counted up to now.

        Raises:
            StoreError: the store does not answer.
        """
        await self.tally.write()
        found = await gathered(self.store, self.tally.today)
        return replace(found, outages=self.store.outages, uncounted=self.tally.uncounted)

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
            _log.warning("what is remembered of a chat is out of reach; browsing goes on without", reason=str(error))
            return UNREAD


async def gathered(store: Store, today: date, days: int = DAYS) -> Figures:
    """Gather the figures of so many days from the store, and of as many more as they are compared with."""
    first = today - timedelta(days=max(days, 2 * WEEK) - 1)
    return Figures(today, await store.chats.counts(), await store.openings.since(first), days)
