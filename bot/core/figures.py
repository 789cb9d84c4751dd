"""What admins are told in numbers: chats and opened places, counted together, so that nobody can be told from them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.core.routes import (
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Home,
    Invitation,
    Member,
    Organization,
    Plain,
    Report,
    Reports,
    Route,
    Search,
    Subscription,
    TaskForce,
)

WEEK = 7
DAYS = 30
"""The days that are looked back on unless somebody wants more or fewer."""

Counts = Mapping[tuple[date, str], int]
"""How often places were opened, by day and by the key of the place."""


class Section(StrEnum):
    """What the opened places are added up to; a new one goes last, for its colour is that of its position."""

    REPORTS = "reports"
    ENABLERS = "enablers"
    TASK_FORCE = "taskforce"
    OVERVIEW = "about"
    SEARCH = "search"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Outages:
    """How often the store did not answer since the start of this process, and when it last did not."""

    times: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted: of chats what is stored, of places how often they were opened. Days are in UTC.

    `chats` is by kind, language, whether subscribed, and whether reachable. `outages` and `uncounted`, the openings for
    which there was no room, are known only to the process that they happened in.
    """

    today: date
    chats: Mapping[tuple[str, str | None, bool, bool], int]
    openings: Counts
    days: int = DAYS
    outages: Outages | None = None
    uncounted: int = 0

    @property
    def first_day(self) -> date:
        """The first of the days that are looked back on."""
        return self.today - timedelta(days=self.days - 1)

    def of_day(self, ago: int) -> "Figures":
        """Look at one day alone, so many days before today."""
        return replace(self, today=self.today - timedelta(days=ago), days=1)

    def opened(self, days: int, before: int = 0) -> int:
        """Count what was opened in so many days, the last of them so many before today."""
        return sum(count for _, _, count in self._last(days, before))

    def by_section(self, days: int) -> dict[Section, int]:
        """Count what was opened in the last days, by section."""
        found = Counter[Section]()
        for _, place, count in self._last(days):
            found[section(place)] += count
        return {each: found[each] for each in Section}

    def by_day(self) -> dict[Section, tuple[int, ...]]:
        """Count what was opened on each of the days, by section."""
        found = Counter[tuple[Section, date]]()
        for day, place, count in self._last(self.days):
            found[section(place), day] += count
        days = [self.first_day + timedelta(days=number) for number in range(self.days)]
        return {each: tuple(found[each, day] for day in days) for each in Section}

    def most_opened(self, limit: int) -> list[tuple[str, int]]:
        """Give the keys of the items that were opened most often, and how often."""
        found = Counter[str]()
        for _, place, count in self._last(self.days):
            if "/" in place:
                found[place] += count
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def _last(self, days: int, before: int = 0) -> Iterator[tuple[date, str, int]]:
        last = self.today - timedelta(days=before)
        first = last - timedelta(days=days - 1)
        return ((day, place, count) for (day, place), count in self.openings.items() if first <= day <= last)


def key(route: Route) -> str | None:
    """Give under what the opening of a place is counted: never the words of a search; None where nothing is read."""
    match route:
        case Report(id) | Enabler(id) | Organization(id) | Member(id):
            return f"{type(route).__name__.lower()}/{id}"
        case Home(Greeting.NONE | Greeting.WELCOME):
            return "home"
        case Home():
            return None
        case Plain():
            return route.name
        case Reports() | Enablers() | TaskForce() | Search():
            return type(route).__name__.lower()
        case Forget() | Subscription() | Invitation():
            return None
        case _:
            assert_never(route)


def item(key: str) -> Route | None:
    """Give the place of an item's key; None for a section's."""
    kind, _, id = key.partition("/")
    match kind:
        case "report":
            return Report(id)
        case "enabler":
            return Enabler(id)
        case "organization":
            return Organization(id)
        case "member":
            return Member(id)
        case _:
            return None


def section(key: str) -> Section:
    """Give the section to which a key belongs; an unknown one, which a newer version wrote, is among the others."""
    match key.partition("/")[0]:
        case "report" | "reports":
            return Section.REPORTS
        case "enabler" | "enablers":
            return Section.ENABLERS
        case "taskforce" | "organization" | "member":
            return Section.TASK_FORCE
        case "about":
            return Section.OVERVIEW
        case "search":
            return Section.SEARCH
        case _:
            return Section.OTHERS
