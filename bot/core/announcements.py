"""Announcements as letters: what a subscriber gets, of what editors write and of each report."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core import links
from bot.core.bulletin import RESERVED, Announcement
from bot.core.catalog import Catalog
from bot.core.edition import View
from bot.core.html import plain
from bot.core.locales import Words
from bot.core.routes import Ask, Place, Report, Route, Subscription, Tap
from bot.core.screen import Go, Row
from bot.core.screens import reports
from bot.core.screens.frame import label, sentence
from bot.core.screens.search import name


class Kind(StrEnum):
    """What goes out with a text."""

    PICTURE = "picture"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a document: an https address, or a path relative to the content folder."""

    kind: Kind
    source: str


@dataclass(frozen=True, slots=True)
class Letter:
    """HTML text of at most 4,096 UTF-16 units, 1,024 with an attachment, and rows of buttons."""

    text: str
    rows: tuple[Row, ...]
    attachment: Attachment | None


def ids(catalog: Catalog) -> tuple[str, ...]:
    """Give the ids of all that can be announced: what editors wrote, as it stands in the file, then each report."""
    written = (announcement.id for announcement in catalog.announcements.items)
    return (*written, *(f"{RESERVED}{report.id}" for report in catalog.reports.items))


def title(id: str, view: View) -> str:
    """Give a line, short enough for a button, by which an admin knows an announcement; an unknown one is its id."""
    if announcement := view.catalog.announcements.get(id):
        return sentence(plain(view.text(announcement.text)).strip().partition("\n")[0].rstrip())
    report = _report(id, view.catalog)
    return label(name(report, view) if report else id)


def letter(id: str, view: View) -> Letter | None:
    """Give what a subscriber gets in the language of the view; None where nothing has this id."""
    if announcement := view.catalog.announcements.get(id):
        return _written(announcement, view)
    if report := _report(id, view.catalog):
        opening, _ = labels(view.words)
        return _letter(reports.news(report, view), (opening, report), None, view)
    return None


def labels(words: Words) -> tuple[str, str]:
    """Give what stands on the buttons of a letter: open the report that is new, and get no more letters."""
    return words.gettext("📄 Open the report"), words.gettext("🔕 Unsubscribe")


def _report(id: str, catalog: Catalog) -> Report | None:
    report = id.removeprefix(RESERVED)
    return Report(report) if report != id and catalog.reports.get(report) else None


def _written(announcement: Announcement, view: View) -> Letter:
    opening = None
    if announcement.opens:
        route = links.read(announcement.opens).route
        opening = (label(view.text(announcement.button) if announcement.button else name(route, view)), route)
    return _letter(view.text(announcement.text), opening, _attachment(announcement), view)


def _attachment(announcement: Announcement) -> Attachment | None:
    if announcement.picture:
        return Attachment(Kind.PICTURE, announcement.picture)
    return Attachment(Kind.DOCUMENT, announcement.document) if announcement.document else None


def _letter(text: str, opening: tuple[str, Route] | None, attachment: Attachment | None, view: View) -> Letter:
    _, unsubscribe = labels(view.words)
    buttons = [*([opening] if opening else []), (unsubscribe, Subscription(on=False))]
    rows = tuple((Go(text, Tap(view.locale, Place(route), Ask.ANEW)),) for text, route in buttons)
    return Letter(text, rows, attachment)
