"""Announcements as they go out: those that editors wrote, and those that the bot makes of reports."""

from collections.abc import Iterable

from bot.core import announcements, bulletin
from bot.core.announcements import Attachment, Kind, Letter
from bot.core.edition import Edition, View
from bot.core.screen import Screen
from bot.preview import desk
from bot.preview.markup import Html, joined, tag
from bot.preview.message import anchor
from bot.preview.phone import phone
from bot.preview.speech import say

_SIGNS = {Kind.PICTURE: "🖼", Kind.DOCUMENT: "📎"}


def letters(edition: Edition) -> Html:
    """Draw the page `#announcements`."""
    ids, written = announcements.ids(edition.catalog), len(edition.catalog.announcements)
    none = [tag("p", say("announcements-none"))]
    return tag(
        "section",
        tag("header", tag("h2", say("announcements"), tabindex=-1), tag("p", say("announcements-about"))),
        tag("section", tag("h3", say("announcements-written")), *(list(_all(ids[:written], edition)) or none)),
        tag("section", tag("h3", say("announcements-made")), *_all(ids[written:], edition), class_="repeated"),
        tag("section", tag("h3", say("desk")), *desk.steps(edition), class_="repeated"),
        class_="place",
        id="announcements",
    )


def _all(ids: Iterable[str], edition: Edition) -> Iterable[Html]:
    for id in ids:
        views = {locale: View(edition, locale) for locale in edition.languages}
        found = {locale: announcements.letter(id, view) for locale, view in views.items()}
        phones = (_phone(locale, letter, edition) for locale, letter in found.items() if letter)
        yield tag("div", tag("h4", tag("code", id)), tag("div", *phones, class_="phones"), class_="said")


def _phone(locale: str, letter: Letter, edition: Edition) -> Html:
    name, screen = edition.languages[locale].button_name, Screen(letter.text, letter.rows)
    if letter.attachment is None:
        return phone(locale, name, screen)
    return phone(locale, name, screen, above=_attached(letter.attachment), allowed=bulletin.CAPTION_UNITS)


def _attached(attachment: Attachment) -> Html:
    """Name what goes with the text: the preview shows no files, so that it can be read anywhere."""
    named = joined([f"{_SIGNS[attachment.kind]} ", attachment.source])
    if bulletin.is_address(attachment.source):
        return anchor(attachment.source, named, class_="picture")
    return tag("span", named, class_="picture")
