"""A screen as it looks on a phone: the bubble, the keyboard below it, and how much of the room is used."""

from typing import assert_never
from urllib.parse import urlsplit

from bot.core import links
from bot.core.links import Link
from bot.core.paths import path
from bot.core.screen import TEXT_UNITS, Button, Copy, Do, Go, Open, Row, Screen, Share, Visit
from bot.preview.length import lengths, meter
from bot.preview.markup import Html, joined, tag
from bot.preview.message import anchor, drawn


def phone(locale: str, name: str, screen: Screen, *, above: Html | None = None, allowed: int = TEXT_UNITS) -> Html:
    """Draw a screen in one language, with what stands above its text, which may have so many UTF-16 units."""
    rows = [_row(row, locale) for row in screen.rows]
    chat = tag(
        "div",
        tag("div", above or _picture(screen), drawn(screen.text), class_="bubble"),
        tag("div", *rows, class_="keyboard"),
        class_="chat",
        lang=locale,
    )
    return tag(
        "article",
        tag("h3", name, lang=locale),
        chat,
        tag("div", *map(meter, lengths(screen, allowed)), class_="lengths"),
        class_="phone",
        data_locale=locale,
        aria_label=name,
        tabindex=-1,
    )


def _picture(screen: Screen) -> Html | None:
    """Name the picture above a text: the preview fetches nothing, so that it can be read anywhere."""
    if screen.picture is None:
        return None
    return anchor(screen.picture, joined([tag("span", "🖼"), tag("small", screen.picture)]), class_="picture")


def _row(row: Row, locale: str) -> Html:
    return tag("div", *(_button(button, locale) for button in row), class_="row")


def _button(button: Button, locale: str) -> Html:
    label = tag("span", button.label, class_="label")
    match button:
        case Go(_, tap):
            other = tap.locale if tap.locale != locale else None
            return tag("a", label, class_="button", href=f"#{path(tap.place.route)}", data_to=other)
        case Open(_, url):
            return anchor(url, joined([label, tag("small", _short(url))]), class_="button outward")
        case Copy(_, text):
            return tag("span", label, tag("small", text), class_="button outward")
        case Share(_, route) | Visit(_, route):
            written = tag("small", f"?start={links.parameter(Link(route))}")
            return tag("span", label, written, class_="button outward")
        case Do():
            return tag("span", label, class_="button")
        case _:
            assert_never(button)


def _short(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path.rstrip('/')}"
