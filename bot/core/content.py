"""The foundation's words as frozen models: one for each file in content/.

Validation needs the languages: `Model.model_validate(data, context=Languages(("en", "es")))`; every scalar arrives as
text. The descriptions are what a program that edits YAML shows beside a key.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from bot.core import html
from bot.core.fields import (
    Biography,
    Day,
    Description,
    Email,
    Id,
    Label,
    Line,
    Model,
    Month,
    Name,
    Number,
    Phone,
    Reference,
    Remark,
    ShortDescription,
    Text,
    Url,
    some,
    wrong,
)

OVERVIEW_UNITS = 3500
AUTHORS_UNITS = 500
LINKS = 4
"""So many links of a person: with their buttons the card still fits a phone."""


def _fits_together(paragraphs: tuple[Mapping[str, str], ...]) -> tuple[Mapping[str, str], ...]:
    for language in paragraphs[0]:
        length = sum(html.units(html.plain(paragraph[language])) + 2 for paragraph in paragraphs)
        if length > OVERVIEW_UNITS:
            raise wrong(
                f"are too long for one screen together in {language}: {length:,} characters of {OVERVIEW_UNITS:,}; "
                f"shorten them by {length - OVERVIEW_UNITS:,}"
            )
    return paragraphs


def _named_together(names: tuple[str, ...]) -> tuple[str, ...]:
    length = sum(html.units(name) + 2 for name in names)
    if length > AUTHORS_UNITS:
        raise wrong(f"are too long for their screen together: {length:,} characters of {AUTHORS_UNITS:,}; name fewer")
    return names


def _at_most(limit: int) -> AfterValidator:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > limit:
            raise wrong(f"are too many for one screen: {len(items)} of {limit}; take {len(items) - limit} out")
        return items

    return AfterValidator(check)


_Paragraphs = Annotated[tuple[Text, ...], AfterValidator(some), AfterValidator(_fits_together)]
_Authors = Annotated[tuple[Name, ...], AfterValidator(some), AfterValidator(_named_together)]
_Links = Annotated[tuple["Link", ...], AfterValidator(some), _at_most(LINKS)]
_Also = Annotated[tuple[Name, ...], AfterValidator(some)]
_ALSO = "Other names, in any language, by which a search finds it; they are never shown."
_ID = "Goes into buttons and printed codes: small letters, figures and hyphens, chosen once and never changed."


class Overview(Model):
    """The initiative in its own words."""

    title: Label = Field(description="The heading of the menu and of the overview.")
    headline: Line = Field(description="The line below the title.")
    paragraphs: _Paragraphs = Field(description="The paragraphs, one after the other; bold and links are allowed.")


class OverviewFile(Model):
    """What ally-shoring is."""

    overview: Overview = Field(description="The menu's heading, the headline and the paragraphs.")


class Report(Model):
    """A report; its title stays as it was published, the other languages render it."""

    id: Id = Field(description=_ID)
    number: Number = Field(description="Which report it is; the bot shows the highest number first.")
    label: Label = Field(description="What stands on the report's button, in a few words.")
    title: Line = Field(description="The title as published, and below it what it means in the other languages.")
    summary: Text = Field(description="What the report says; bold and links are allowed.")
    also: _Also = Field((), description=_ALSO)
    authors: _Authors | None = Field(None, description="Who wrote it; without it, nobody is named.")
    month: Month | None = Field(None, description="When it was published, like 2021-03; without it, no date is shown.")
    link: Url | None = Field(None, description="The address of the report's own page, where it has one.")
    document: Url | None = Field(None, description="The address of its PDF, where it has one.")


class ReportsFile(Model):
    """The reports."""

    title: Line = Field(description="The heading of the list of reports.")
    reports: Annotated[tuple[Report, ...], AfterValidator(some)] = Field(description="The reports, in any order.")


class Enabler(Model):
    """A condition under which ally-shoring works."""

    id: Id = Field(description=_ID)
    title: Label = Field(description="Its name, which also stands on its button.")
    text: Text = Field(description="What it is about; bold and links are allowed.")
    also: _Also = Field((), description=_ALSO)


class EnablersFile(Model):
    """The enablers."""

    title: Line = Field(description="The heading of the list of enablers.")
    enablers: Annotated[tuple[Enabler, ...], AfterValidator(some)] = Field(
        description="The enablers, in the order in which the bot lists them."
    )


class Organization(Model):
    """An organization, its name as printed."""

    id: Id = Field(description=_ID)
    name: Name = Field(description="The organization's name as the foundation prints it.")
    also: _Also = Field((), description=_ALSO)


class Link(Model):
    """An address that may be offered."""

    url: Url = Field(description="The whole address, which begins with https://.")
    label: Label = Field(description="What stands on the button that opens it.")


class Consent(Model):
    """The record that a person agreed to the bot showing the contact details."""

    date: Day = Field(description="The day on which the person agreed, like 2025-03-14.")
    how: Remark = Field(description="How the person agreed, and who keeps the record; the bot never shows it.")


class Contact(Model):
    """How a person can be reached, which is only shown with the person's consent."""

    email: Email | None = Field(None, description="One e-mail address.")
    phone: Phone | None = Field(None, description="One number in the international form, like +52 55 1234 5678.")
    consent: Consent = Field(description="The record of the person's consent, without which nothing is shown.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.email is None and self.phone is None:
            raise wrong("has neither email nor phone; add one of them, or take contact: out")
        return self


class Member(Model):
    """A person of the task force, the name as printed; `organization` is the id of one."""

    id: Id = Field(description=_ID)
    name: Name = Field(description="The person's name as the foundation prints it.")
    organization: Reference | None = Field(
        None, description="The id of an organization of the list above; without it, the person stands alone."
    )
    title: Line | None = Field(None, description="What the person is there, like Director General, in each language.")
    biography: Biography | None = Field(None, description="A few sentences; bold and links are allowed.")
    portrait: Url | None = Field(None, description="The address of a picture, which is shown above the card.")
    links: _Links | None = Field(None, description="Addresses of the person's own, 4 at most; each has a button.")
    contact: Contact | None = Field(None, description="E-mail address and telephone number, only with a consent.")


class TaskForceFile(Model):
    """The members of the task force and their organizations."""

    title: Line = Field(description="The heading of the task force.")
    organizations: tuple[Organization, ...] = Field(description="The organizations, in any order; the bot sorts.")
    members: Annotated[tuple[Member, ...], AfterValidator(some)] = Field(
        description="The members, in any order; the bot sorts."
    )


class Links(Model):
    """The foundation's addresses by their ids."""

    page: Link = Field(description="The page from which the bot's content is taken.")
    foundation: Link = Field(description="The foundation's home page.")


class LinksFile(Model):
    """The addresses that the bot offers."""

    links: Links = Field(description="The foundation's addresses.")


class Profile(Model):
    """What Telegram shows of the bot before a person starts it, and on its card."""

    description: Description = Field(description="What stands in an empty chat, above the button Start.")
    short_description: ShortDescription = Field(description="What stands on the bot's card, in one line.")


class ProfileFile(Model):
    """What Telegram shows of the bot."""

    profile: Profile = Field(description="What Telegram shows of the bot before somebody starts it.")


FILES: Mapping[str, type[Model]] = MappingProxyType(
    {
        "overview.yaml": OverviewFile,
        "reports.yaml": ReportsFile,
        "enablers.yaml": EnablersFile,
        "taskforce.yaml": TaskForceFile,
        "links.yaml": LinksFile,
        "profile.yaml": ProfileFile,
    }
)
"""The files without which there is nothing to say."""
