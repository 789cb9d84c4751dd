"""What keeps the content well beside it: ids that were published, what became of them, and findings that are right.

None of these files has to be there, and each of them, and each list in them, may be empty.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from bot.core.fields import Id, Model, Notice, Reference, Remark, wrong
from bot.core.routes import Enabler, Member, Organization, Report, Route

KINDS: Mapping[str, Callable[[str], Route]] = MappingProxyType(
    {"reports": Report, "enablers": Enabler, "organizations": Organization, "members": Member}
)
"""The lists whose items have ids, and the place of an item of each."""

ItemT = TypeVar("ItemT")


def _perhaps_nothing(value: Any) -> Any:
    return () if value == "" else value


Listed = Annotated[
    tuple[ItemT, ...], BeforeValidator(_perhaps_nothing), Field(json_schema_extra={"type": ["array", "null"]})
]
"""A list; there may also be nothing below its key."""


class PublishedFile(Model):
    """The ids that stand in sent buttons and printed codes; `python -m bot publish` writes it."""

    reports: Listed[Id] = Field((), description="The ids of all reports there ever were.")
    enablers: Listed[Id] = Field((), description="The ids of all enablers there ever were.")
    organizations: Listed[Id] = Field((), description="The ids of all organizations there ever were.")
    members: Listed[Id] = Field((), description="The ids of all members there ever were.")


class Retired(Model):
    """An item that is gone: another one takes its place, or a line tells whoever taps its button."""

    id: Id = Field(description="The id of the item that is gone.")
    moved: Reference | None = Field(None, description="The id of the item that its buttons lead to from now on.")
    farewell: Notice | None = Field(None, description="What is said to whoever taps one of its buttons.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.moved is None and self.farewell is None:
            raise wrong("does not say what became of it; add moved: with the id of another item, or farewell: …")
        if self.moved is not None and self.farewell is not None:
            raise wrong("has both moved and farewell; keep one")
        return self


class RetiredFile(Model):
    """What became of published items that are gone."""

    reports: Listed[Retired] = Field((), description="Reports that are gone.")
    enablers: Listed[Retired] = Field((), description="Enablers that are gone.")
    organizations: Listed[Retired] = Field((), description="Organizations that are gone.")
    members: Listed[Retired] = Field((), description="Members that are gone.")


class What(StrEnum):
    """What the check may find: a translation that looks wrong, or a name that stands twice."""

    SAME = "same"
    LENGTH = "length"
    NUMBERS = "numbers"
    LINKS = "links"
    PLACEHOLDERS = "placeholders"
    TWICE = "twice"


_KINDS = f"{', '.join(list(What)[:-1])} or {list(What)[-1]}"


def _what(value: Any) -> Any:
    if value not in list(What):
        raise wrong(f"is nothing that the check finds; write {_KINDS}")
    return value


class Acceptance(Model):
    """A finding of the check that is right as it is."""

    file: Remark | None = Field(None, description="The file of the finding; without it, any file.")
    place: Remark | None = Field(None, description="The place of the finding, as the check names it; or any place.")
    what: Annotated[What, BeforeValidator(_what)] = Field(description=f"What the check found: {_KINDS}.")
    found: Remark | None = Field(None, description="The text, name, number, link or placeholder that it found.")
    why: Remark = Field(description="Why it is right as it is, for whoever reads this next.")

    @model_validator(mode="after")
    def _not_everything(self) -> Self:
        if self.place is None and self.found is None:
            raise wrong("would accept too much; add place: or found: as the check names them")
        return self


class AcceptedFile(Model):
    """Findings of the check that are right as they are."""

    accepted: Listed[Acceptance] = Field((), description="The findings, each with a reason.")


FILES: Mapping[str, type[Model]] = MappingProxyType(
    {"retired.yaml": RetiredFile, "published.yaml": PublishedFile, "accepted.yaml": AcceptedFile}
)
"""The files that may be missing."""


def ends(file: RetiredFile) -> tuple[Mapping[Route, Route], Mapping[Route, Mapping[str, str]]]:
    """Follow what is gone to its end: the places of items that took its place, or the farewells.

    What goes round in a circle has no end and is in neither.
    """
    moved: dict[Route, Route] = {}
    farewells: dict[Route, Mapping[str, str]] = {}
    for kind, place in KINDS.items():
        gone = {item.id: item for item in getattr(file, kind)}
        for id in gone:
            last = end(id, {item.id: item.moved for item in gone.values()})
            if last in gone and (farewell := gone[last].farewell):
                farewells[place(id)] = farewell
            elif last is not None and last not in gone:
                moved[place(id)] = place(last)
    return MappingProxyType(moved), MappingProxyType(farewells)


def end(id: str, moved: Mapping[str, str | None]) -> str | None:
    """Give the id at which a chain of moves ends; None where it goes round in a circle."""
    passed = {id}
    while (following := moved.get(id)) is not None:
        if following in passed:
            return None
        passed.add(following)
        id = following
    return id
