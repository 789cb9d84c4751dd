"""What editors announce: announcements.yaml as frozen models; the file may be missing, and its list empty.

What hangs on something else (a place that is there, a picture in the folder) is looked at where the files are read.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.core.fields import Id, Label, Message, Model, Reference, whole_address, wrong
from bot.core.upkeep import Listed

RESERVED = "report-"
"""How the ids begin of the announcements that the bot makes of reports."""
CAPTION_UNITS = 1024  # https://core.telegram.org/bots/api#sendphoto
PICTURES = (".jpg", ".jpeg", ".png")
FETCHED = (".pdf", ".zip")  # https://core.telegram.org/bots/api#sending-files


def is_address(source: str) -> bool:
    """Tell an address, which Telegram fetches, from a file of the content folder."""
    return source.startswith("https://")


def _own(id: str) -> str:
    if id.startswith(RESERVED):
        raise wrong(f"begins with {RESERVED}, as the announcements do that the bot makes of reports; choose another id")
    return id


def _source(text: str) -> str:
    if is_address(text):
        return whole_address(text)
    if any(part in ("", ".", "..") for part in text.split("/")) or "\\" in text or ":" in text:
        raise wrong("has to be an address that begins with https://, or a file of this folder, like files/report.pdf")
    return text


def _picture(source: str) -> str:
    if not is_address(source) and not source.lower().endswith(PICTURES):
        raise wrong("is no picture that Telegram shows; save it as .jpg or .png")
    return source


def _document(source: str) -> str:
    if is_address(source) and not urlsplit(source).path.lower().endswith(FETCHED):
        raise wrong(
            "is not fetched by Telegram, which takes only .pdf and .zip from an address; "
            "put the file into content/files, and write files/ and its name"
        )
    return source


_PLACE = WithJsonSchema({"type": "string", "pattern": "^[a-z0-9_-]{1,64}$"})
_FILE = WithJsonSchema({"type": "string", "pattern": r"^https://|^[^/:\\][^:\\]*$"})


class Announcement(Model):
    """What is sent to all who want to know: a text, the place that its button opens, and a picture or a document."""

    id: Annotated[Id, AfterValidator(_own)] = Field(
        description="How admins call it: small letters, figures and hyphens; subscribers never see it."
    )
    text: Message = Field(description="What is sent; bold and links are allowed. With a picture or document: 1,024.")
    opens: Annotated[Reference, _PLACE] | None = Field(
        None, description="The place that the button opens, as in its link: report_workforce, taskforce, home."
    )
    button: Label | None = Field(None, description="What stands on that button; without it, the place's own name.")
    picture: Annotated[str, AfterValidator(_source), AfterValidator(_picture), _FILE] | None = Field(
        None, description="The address of a picture, or a .jpg or .png of this folder, like files/event.jpg."
    )
    document: Annotated[str, AfterValidator(_source), AfterValidator(_document), _FILE] | None = Field(
        None, description="The address of a .pdf or .zip, or any file of this folder, like files/report.pdf."
    )

    @model_validator(mode="after")
    def _one_attachment(self) -> Self:
        if self.picture is not None and self.document is not None:
            raise wrong("has both picture and document; keep one, and make another announcement for the other")
        return self

    @model_validator(mode="after")
    def _button_of_something(self) -> Self:
        if self.button is not None and self.opens is None:
            raise wrong("has a button that opens nothing; add opens: with a place, or take button: out")
        return self


class AnnouncementsFile(Model):
    """What editors announce."""

    announcements: Listed[Announcement] = Field((), description="The announcements; the newest stands on top.")


FILES: Mapping[str, type[Model]] = MappingProxyType({"announcements.yaml": AnnouncementsFile})
"""The file that may be missing."""
