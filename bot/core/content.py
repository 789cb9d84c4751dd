"""The foundation's words as frozen models: one for each file in content/.

Validation needs the languages: `Model.model_validate(data, context=Languages(("en", "es")))`; every scalar arrives as
text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.core import html, routes

LINE_UNITS = 180
LABEL_UNITS = 36
NAME_UNITS = 80
SUMMARY_UNITS = 3000
OVERVIEW_UNITS = 3500
AUTHORS_UNITS = 500
URL_CHARACTERS = 1024
DESCRIPTION_UNITS = 512  # https://core.telegram.org/bots/api#setmydescription
SHORT_DESCRIPTION_UNITS = 120  # https://core.telegram.org/bots/api#setmyshortdescription


@dataclass(frozen=True, slots=True)
class Languages:
    """What a validation is told: the languages in which everything has to be there."""

    known: tuple[str, ...]


def _wrong(words: str) -> PydanticCustomError:
    return PydanticCustomError("content", "{words}", {"words": words})


def _not_empty(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty; write its text")
    if not any(character.isalnum() for character in html.plain(text)):
        raise _wrong("has no letter and no digit, so nobody could read it; write a text")
    return text.strip()


def _line(text: str) -> str:
    if "\n" in text:
        raise _wrong("has to stay on one line")
    if re.search(r"</?[a-zA-Z]", text):
        raise _wrong("is shown as it stands, without bold or links; take the tag out")
    return text


def _markup(text: str) -> str:
    if words := html.fault(text):
        raise _wrong(words)
    return text


def _at_most(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        length = html.units(html.plain(text))
        if length > limit:
            raise _wrong(
                f"is too long for its screen: {length:,} characters of {limit:,}; shorten it by {length - limit:,}"
            )
        return text

    return check


def _every_language(value: Any, info: ValidationInfo[Languages]) -> Any:
    """Give each missing language a None, so that the fault is found in its own place."""
    if not isinstance(value, Mapping):
        wanted = " and ".join(f"{language}: …" for language in info.context.known)
        raise _wrong(f"needs a text for each language below it: {wanted}")
    return {**value, **{language: None for language in info.context.known if language not in value}}


def _known_language(key: str, info: ValidationInfo[Languages]) -> str:
    if key not in info.context.known:
        known = ", ".join(info.context.known)
        raise _wrong(f"is not one of the bot's languages ({known}); correct it, or add its catalog to locales/")
    return key


def _id(text: str) -> str:
    if not routes.ID.fullmatch(text):
        raise _wrong(
            "may have 1 to 40 of the characters a-z, 0-9 and -, because it goes into buttons and printed codes"
        )
    return text


def _url(text: str) -> str:
    if (
        not re.fullmatch(r"https://[^\s\"<>/?#.]+(\.[^\s\"<>/?#.]+)+([/?#][^\s\"<>]*)?", text)
        or len(text) > URL_CHARACTERS
    ):
        raise _wrong("has to be a whole address that begins with https://, like https://usmexicofoundation.org")
    return text


def _month(text: Any) -> date:
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text) if isinstance(text, str) else None
    if match is None or match[1] < "1900":
        raise _wrong("has to be a year and a month, like 2021-03; where it is not known, take the line out")
    return date(int(match[1]), int(match[2]), 1)


def _number(text: Any) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", text, re.ASCII):
        raise _wrong("has to be a number from 1 to 9999, in figures")
    return int(text)


def _some(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise _wrong("is an empty list; write at least one item below it")
    return items


Id = Annotated[str, AfterValidator(_id)]
Url = Annotated[str, AfterValidator(_url)]
Month = Annotated[date, BeforeValidator(_month)]
Number = Annotated[int, BeforeValidator(_number)]
Name = Annotated[str, AfterValidator(_not_empty), AfterValidator(_line), AfterValidator(_at_most(NAME_UNITS))]
_Key = Annotated[str, AfterValidator(_known_language)]
_Line = Annotated[str, AfterValidator(_not_empty), AfterValidator(_line), AfterValidator(_at_most(LINE_UNITS))]
_Label = Annotated[str, AfterValidator(_not_empty), AfterValidator(_line), AfterValidator(_at_most(LABEL_UNITS))]
_Text = Annotated[str, AfterValidator(_not_empty), AfterValidator(_markup), AfterValidator(_at_most(SUMMARY_UNITS))]
_Description = Annotated[str, AfterValidator(_not_empty), AfterValidator(_at_most(DESCRIPTION_UNITS))]
_ShortDescription = Annotated[
    str, AfterValidator(_not_empty), AfterValidator(_line), AfterValidator(_at_most(SHORT_DESCRIPTION_UNITS))
]
_Frozen = (BeforeValidator(_every_language), AfterValidator(MappingProxyType))

Line = Annotated[Mapping[_Key, _Line], *_Frozen]
"""One line in each language, shown as it stands."""
Label = Annotated[Mapping[_Key, _Label], *_Frozen]
"""A line short enough for a button."""
Text = Annotated[Mapping[_Key, _Text], *_Frozen]
"""A paragraph or more in each language; Telegram's HTML is allowed."""


def _fits_together(paragraphs: tuple[Mapping[str, str], ...]) -> tuple[Mapping[str, str], ...]:
    for language in paragraphs[0]:
        length = sum(html.units(html.plain(paragraph[language])) + 2 for paragraph in paragraphs)
        if length > OVERVIEW_UNITS:
            raise _wrong(
                f"are too long for one screen together in {language}: {length:,} characters of {OVERVIEW_UNITS:,}; "
                f"shorten them by {length - OVERVIEW_UNITS:,}"
            )
    return paragraphs


def _named_together(names: tuple[str, ...]) -> tuple[str, ...]:
    length = sum(html.units(name) + 2 for name in names)
    if length > AUTHORS_UNITS:
        raise _wrong(f"are too long for their screen together: {length:,} characters of {AUTHORS_UNITS:,}; name fewer")
    return names


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Overview(_Model):
    """The initiative in its own words."""

    title: Label
    headline: Line
    paragraphs: Annotated[tuple[Text, ...], AfterValidator(_some), AfterValidator(_fits_together)]


class OverviewFile(_Model):
    """content/overview.yaml"""

    overview: Overview


class Report(_Model):
    """A report; its title stays as it was published, the other languages render it."""

    id: Id
    number: Number
    label: Label
    title: Line
    summary: Text
    authors: Annotated[tuple[Name, ...], AfterValidator(_some), AfterValidator(_named_together)] | None = None
    month: Month | None = None
    link: Url | None = None
    document: Url | None = None


class ReportsFile(_Model):
    """content/reports.yaml"""

    title: Line
    reports: Annotated[tuple[Report, ...], AfterValidator(_some)]


class Enabler(_Model):
    """A condition under which ally-shoring works."""

    id: Id
    title: Label
    text: Text


class EnablersFile(_Model):
    """content/enablers.yaml"""

    title: Line
    enablers: Annotated[tuple[Enabler, ...], AfterValidator(_some)]


class Organization(_Model):
    """An organization, its name as printed."""

    id: Id
    name: Name


class Member(_Model):
    """A person of the task force, the name as printed; `organization` is the id of one."""

    id: Id
    name: Name
    organization: Id | None = None


class TaskForceFile(_Model):
    """content/taskforce.yaml"""

    title: Line
    organizations: tuple[Organization, ...]
    members: Annotated[tuple[Member, ...], AfterValidator(_some)]


class Link(_Model):
    """An address that may be offered."""

    url: Url
    label: Label


class Links(_Model):
    """The foundation's addresses by their ids."""

    page: Link
    foundation: Link


class LinksFile(_Model):
    """content/links.yaml"""

    links: Links


class Profile(_Model):
    """What Telegram shows of the bot before a person starts it, and on its card."""

    description: Annotated[Mapping[_Key, _Description], *_Frozen]
    short_description: Annotated[Mapping[_Key, _ShortDescription], *_Frozen]


class ProfileFile(_Model):
    """content/profile.yaml"""

    profile: Profile


FILES: Mapping[str, type[_Model]] = MappingProxyType(
    {
        "overview.yaml": OverviewFile,
        "reports.yaml": ReportsFile,
        "enablers.yaml": EnablersFile,
        "taskforce.yaml": TaskForceFile,
        "links.yaml": LinksFile,
        "profile.yaml": ProfileFile,
    }
)
