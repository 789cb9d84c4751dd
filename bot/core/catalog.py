"""The content as the screens ask for it: sorted, counted and found by id, worked out once when it is loaded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.core.bulletin import Announcement, AnnouncementsFile
from bot.core.content import (
    Enabler,
    EnablersFile,
    Links,
    LinksFile,
    Member,
    Organization,
    Overview,
    OverviewFile,
    Profile,
    ProfileFile,
    Report,
    ReportsFile,
    TaskForceFile,
)
from bot.core.fields import Model
from bot.core.locales import collation_key
from bot.core.routes import Route
from bot.core.upkeep import RetiredFile, ends


class _Item(Protocol):
    @property
    def id(self) -> str: ...


ItemT = TypeVar("ItemT", bound=_Item)
_File = TypeVar("_File", bound=Model)


class Shelf(Generic[ItemT]):
    """Items in the order in which they are shown, each found at once by its id."""

    __slots__ = ("_places", "items")

    def __init__(self, items: Iterable[ItemT]) -> None:
        self.items = tuple(items)
        self._places = {item.id: place for place, item in enumerate(self.items)}

    def __len__(self) -> int:
        return len(self.items)

    def get(self, id: str) -> ItemT | None:
        """Give the item with this id, or None."""
        place = self._places.get(id)
        return None if place is None else self.items[place]

    def place(self, id: str) -> int:
        """Give the position of an item, from 0; the first where it is not here."""
        return self._places.get(id, 0)

    def beside(self, id: str) -> tuple[ItemT | None, ItemT | None]:
        """Give the items before and after one."""
        place = self.place(id)
        before = self.items[place - 1] if place > 0 else None
        after = self.items[place + 1] if place + 1 < len(self.items) else None
        return before, after


@dataclass(frozen=True, slots=True)
class Catalog:
    """All of the content; immutable, swapped whole."""

    overview: Overview
    links: Links
    profile: Profile
    reports_title: Mapping[str, str]
    reports: Shelf[Report]
    enablers_title: Mapping[str, str]
    enablers: Shelf[Enabler]
    task_force_title: Mapping[str, str]
    members: Shelf[Member]
    organizations: Shelf[Organization]
    by_organization: Shelf[Organization | Member]
    people: Mapping[str, Shelf[Member]]
    announcements: Shelf[Announcement]
    moved: Mapping[Route, Route]
    """The places of items that are gone, and the places of those that took their place."""
    farewells: Mapping[Route, Mapping[str, str]]
    """The places of items that are gone, and what is said to whoever still looks for them."""

    def people_of(self, organization: str) -> Shelf[Member]:
        """Give the members from an organization, by its id, sorted by name."""
        return self.people.get(organization) or Shelf(())


def assemble(files: Collection[Model]) -> Catalog:
    """Sort everything as its readers expect it: reports newest first, people and organizations as in Spanish."""
    reports, enablers, task_force = _one(ReportsFile, files), _one(EnablersFile, files), _one(TaskForceFile, files)
    members = sorted(task_force.members, key=lambda member: collation_key(member.name))
    organizations = sorted(task_force.organizations, key=lambda organization: collation_key(organization.name))
    people: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.organization is not None:
            people[member.organization].append(member)
    moved, farewells = ends(_one(RetiredFile, files))
    alone = [member for member in members if member.organization is None]
    return Catalog(
        overview=_one(OverviewFile, files).overview,
        links=_one(LinksFile, files).links,
        profile=_one(ProfileFile, files).profile,
        reports_title=reports.title,
        reports=Shelf(sorted(reports.reports, key=lambda report: -report.number)),
        enablers_title=enablers.title,
        enablers=Shelf(enablers.enablers),
        task_force_title=task_force.title,
        members=Shelf(members),
        organizations=Shelf(organizations),
        by_organization=Shelf([*organizations, *alone]),
        people={organization: Shelf(those) for organization, those in people.items()},
        announcements=Shelf(_one(AnnouncementsFile, files).announcements),
        moved=moved,
        farewells=farewells,
    )


def _one(kind: type[_File], files: Collection[Model]) -> _File:
    return next(file for file in files if isinstance(file, kind))
