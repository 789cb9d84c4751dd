"""One state of everything that the bot can say, and how a screen looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.catalog import Catalog
from bot.core.locales import SOURCE, Words, match
from bot.core.memory import UNREAD, Held
from bot.core.routes import Place, Route, Tap
from bot.core.screen import Go
from bot.core.search import Index


@dataclass(frozen=True, slots=True)
class Edition:
    """The catalog, the words of each language, and the index of both; immutable, swapped whole."""

    catalog: Catalog
    languages: Mapping[str, Words]
    index: Index

    def locale_for(self, *wishes: str | None) -> str:
        """Give the language of the first wish that there is (a stored choice, a `language_code`), else English."""
        return next((locale for wish in wishes if (locale := match(wish, self.languages))), SOURCE)


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a screen is shown in: the language that its admins chose, or None where they chose none."""

    locale: str | None


@dataclass(frozen=True, slots=True)
class View:
    """What a screen is rendered from besides its route.

    The edition, the language, the way here, nearest first, and what is remembered of the chat, which only those screens
    need that show it.
    """

    edition: Edition
    locale: str
    trail: tuple[Route, ...] = ()
    held: Held = UNREAD
    group: Group | None = None
    """None in private, and where the language of a group is out of reach."""
    in_group: bool = False
    """Whether it is read in a group, where the bot hears only commands and mentions."""
    admin: bool = False
    """Whether it is the screen of a chat of the admins, which are offered more."""

    @property
    def catalog(self) -> Catalog:
        """The content."""
        return self.edition.catalog

    @property
    def words(self) -> Words:
        """The bot's own words in the language of this view."""
        return self.edition.languages[self.locale]

    def text(self, translations: Mapping[str, str]) -> str:
        """Pick the translation of some content."""
        return translations[self.locale]

    def go(self, label: str, route: Route, trail: tuple[Route, ...] = ()) -> Go:
        """Make a button to a place in the language of this view."""
        return Go(label, Tap(self.locale, Place(route, trail)))
