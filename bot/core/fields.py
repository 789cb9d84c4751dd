"""The kinds of values in content/: what each has to be, in an editor's words, and how programs that edit YAML know it.

Every scalar arrives as text, but such a program reads `3` as a number and `yes` as a truth value: both are allowed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core import html, routes
from bot.core.screen import TEXT_UNITS

LINE_UNITS = 180
LABEL_UNITS = 36
NAME_UNITS = 80
SUMMARY_UNITS = 3000
BIOGRAPHY_UNITS = 800
URL_CHARACTERS = 1024
EMAIL_CHARACTERS = 254  # https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3
PHONE_CHARACTERS = 32
DESCRIPTION_UNITS = 512  # https://core.telegram.org/bots/api#setmydescription
SHORT_DESCRIPTION_UNITS = 120  # https://core.telegram.org/bots/api#setmyshortdescription
NOTICE_UNITS = 200  # https://core.telegram.org/bots/api#answercallbackquery


@dataclass(frozen=True, slots=True)
class Languages:
    """What a validation is told: the languages in which everything has to be there."""

    known: tuple[str, ...]


class Model(BaseModel):
    """Keys with values; a key that is not known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def wrong(words: str) -> PydanticCustomError:
    """Make the error that tells an editor what is wrong with a value, and the way out."""
    return PydanticCustomError("content", "{words}", {"words": words})


def some(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list without items."""
    if not items:
        raise wrong("is an empty list; write at least one item below it")
    return items


def _not_empty(text: str) -> str:
    if not text.strip():
        raise wrong("is empty; write its text")
    if not any(character.isalnum() for character in html.plain(text)):
        raise wrong("has no letter and no digit, so nobody could read it; write a text")
    return text.strip()


def _line(text: str) -> str:
    if "\n" in text:
        raise wrong("has to stay on one line")
    if re.search(r"</?[a-zA-Z]", text):
        raise wrong("is shown as it stands, without bold or links; take the tag out")
    return text


def _markup(text: str) -> str:
    if words := html.fault(text):
        raise wrong(words)
    return text


def _at_most(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        length = html.units(html.plain(text))
        if length > limit:
            raise wrong(
                f"is too long for its screen: {length:,} characters of {limit:,}; shorten it by {length - limit:,}"
            )
        return text

    return check


def _every_language(value: Any, info: ValidationInfo[Languages]) -> Any:
    """Give each missing language a None, so that the fault is found in its own place."""
    if not isinstance(value, Mapping):
        wanted = " and ".join(f"{language}: …" for language in info.context.known)
        raise wrong(f"needs a text for each language below it: {wanted}")
    return {**value, **{language: None for language in info.context.known if language not in value}}


def _known_language(key: str, info: ValidationInfo[Languages]) -> str:
    if key not in info.context.known:
        known = ", ".join(info.context.known)
        raise wrong(f"is not one of the bot's languages ({known}); correct it, or add its catalog to locales/")
    return key


def _id(text: str) -> str:
    if not routes.ID.fullmatch(text):
        like = f", like {near}" if (near := _id_like(text)) else ""
        raise wrong(
            f"may have only small letters a-z, figures and hyphens, 40 at most{like}; it goes into buttons and codes"
        )
    if text.startswith("-"):
        raise wrong("begins with a hyphen; begin it with a letter or a figure")
    return text


def _id_like(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-")


def whole_address(text: str) -> str:
    """Refuse what is no address that begins with https://."""
    if (
        not re.fullmatch(r"https://[^\s\"<>/?#.]+(\.[^\s\"<>/?#.]+)+([/?#][^\s\"<>]*)?", text)
        or len(text) > URL_CHARACTERS
    ):
        raise wrong("has to be a whole address that begins with https://, like https://usmexicofoundation.org")
    return text


_EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"


def _email(text: str) -> str:
    if not re.fullmatch(_EMAIL, text) or len(text) > EMAIL_CHARACTERS:
        raise wrong("has to be one e-mail address, like ana@example.org")
    return text


_PHONE = "[+][0-9 ().-]*[0-9]"
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15  # https://www.itu.int/rec/T-REC-E.164


def _phone(text: str) -> str:
    if not text.startswith("+"):
        raise wrong("begins without + and the code of the country; write it like +52 55 1234 5678")
    if not re.fullmatch(_PHONE, text) or len(text) > PHONE_CHARACTERS:
        raise wrong("has to be one telephone number and nothing else; write it like +52 55 1234 5678")
    digits = sum(map(str.isdigit, text))
    if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        raise wrong(f"has {digits} digits, and a number with the code of its country has 7 to 15; look for a slip")
    return text


_MONTH = "([0-9]{4})-(0[1-9]|1[0-2])"


def _month(text: Any) -> date:
    match = re.fullmatch(_MONTH, text) if isinstance(text, str) else None
    if match is None or match[1] < "1900":
        raise wrong("has to be a year and a month, like 2021-03; where it is not known, take the line out")
    return date(int(match[1]), int(match[2]), 1)


_DAY = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"


def _day(text: Any) -> date:
    try:
        if isinstance(text, str) and re.fullmatch(_DAY, text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:  # the 30th of February
        pass
    raise wrong("has to be a day of the calendar as year, month and day, like 2025-03-14")


def _number(text: Any) -> int:
    if not isinstance(text, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", text, re.ASCII):
        raise wrong("has to be a number from 1 to 9999, in figures")
    return int(text)


def _told(**keywords: Any) -> WithJsonSchema:
    """Say what a program that edits YAML may find; a pattern and a length bind only what it reads as text."""
    return WithJsonSchema({"type": ["string", "number", "boolean"], **keywords})


def _plain(limit: int) -> tuple[AfterValidator | WithJsonSchema, ...]:
    """Hold a text to one line, shown as it stands."""
    checks = (AfterValidator(_not_empty), AfterValidator(_line), AfterValidator(_at_most(limit)))
    return (*checks, _told(maxLength=limit))


def _marked(limit: int) -> tuple[AfterValidator | WithJsonSchema, ...]:
    """Let a text have several lines and Telegram's HTML, which does not count."""
    return (AfterValidator(_not_empty), AfterValidator(_markup), AfterValidator(_at_most(limit)), _told())


_FIGURES = _told(type=["integer", "string"], minimum=1, maximum=9999, pattern="^[1-9][0-9]{0,3}$")
_SEVERAL = (AfterValidator(_not_empty), AfterValidator(_at_most(DESCRIPTION_UNITS)), _told(maxLength=DESCRIPTION_UNITS))
_EACH = (BeforeValidator(_every_language), AfterValidator(MappingProxyType))
_Key = Annotated[str, AfterValidator(_known_language)]

_NAMED = _told(pattern="^[a-z0-9][a-z0-9-]{0,39}$")

Id = Annotated[str, AfterValidator(_id), _NAMED]
Reference = Annotated[str, AfterValidator(_not_empty), _NAMED]
"""The id of something that has to be there, which is looked for when everything is read."""
Url = Annotated[str, AfterValidator(whole_address), _told(type="string", pattern="^https://", maxLength=URL_CHARACTERS)]
Email = Annotated[str, AfterValidator(_email), _told(type="string", pattern=f"^{_EMAIL}$", maxLength=EMAIL_CHARACTERS)]
Phone = Annotated[str, AfterValidator(_phone), _told(pattern=f"^{_PHONE}$", maxLength=PHONE_CHARACTERS)]
"""In the international form, as people read it: with spaces, hyphens, dots or brackets."""
Day = Annotated[date, BeforeValidator(_day), _told(type="string", pattern=f"^{_DAY}$")]
Month = Annotated[date, BeforeValidator(_month), _told(type="string", pattern=f"^{_MONTH}$")]
Number = Annotated[int, BeforeValidator(_number), _FIGURES]
Name = Annotated[str, *_plain(NAME_UNITS)]
Remark = Annotated[str, AfterValidator(_not_empty), _told()]
"""A text for editors, which readers of the bot never see."""

Line = Annotated[Mapping[_Key, Annotated[str, *_plain(LINE_UNITS)]], *_EACH]
"""One line in each language, shown as it stands."""
Label = Annotated[Mapping[_Key, Annotated[str, *_plain(LABEL_UNITS)]], *_EACH]
"""A line short enough for a button."""
Text = Annotated[Mapping[_Key, Annotated[str, *_marked(SUMMARY_UNITS)]], *_EACH]
"""A paragraph or more in each language; Telegram's HTML is allowed."""
Biography = Annotated[Mapping[_Key, Annotated[str, *_marked(BIOGRAPHY_UNITS)]], *_EACH]
"""A few sentences in each language; Telegram's HTML is allowed."""
Message = Annotated[Mapping[_Key, Annotated[str, *_marked(TEXT_UNITS)]], *_EACH]
"""As much as a message takes, in each language; Telegram's HTML is allowed."""
Notice = Annotated[Mapping[_Key, Annotated[str, *_plain(NOTICE_UNITS)]], *_EACH]
"""A line that answers a tap."""
Description = Annotated[Mapping[_Key, Annotated[str, *_SEVERAL]], *_EACH]
"""What stands in an empty chat: lines without markup."""
ShortDescription = Annotated[Mapping[_Key, Annotated[str, *_plain(SHORT_DESCRIPTION_UNITS)]], *_EACH]
"""What stands on the bot's card: one line."""
