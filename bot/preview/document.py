"""Draws the preview: an index, and for each place its screens, how full they are, and which button leads where."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files

from bot.core.atlas import places
from bot.core.edition import Edition
from bot.core.html import plain, units
from bot.core.paths import path
from bot.core.routes import Route
from bot.core.screen import TEXT_UNITS, Button, Go, Screen

_SECTIONS = {
    "home": "Menu",
    "about": "About",
    "reports": "Reports",
    "report": "Reports",
    "enablers": "Enablers",
    "enabler": "Enablers",
    "taskforce": "Task force",
    "organization": "Organizations",
    "member": "Members",
}
_OTHER = "The bot itself"


def write(edition: Edition) -> str:
    """Give the preview as one HTML document; a screen is opened by its place, as in `preview.html#report/workforce`."""
    found = places(edition)
    names = {locale: words.button_name for locale, words in edition.languages.items()}
    template = files(__package__).joinpath("preview.html").read_text(encoding="utf-8")
    screens = "\n".join(_place(route, screens, names) for route, screens in found.items())
    parts = {
        "index": _index(list(found)),
        "languages": "".join(f'<option value="{locale}">{escape(name)}</option>' for locale, name in names.items()),
        "count": f"{len(found)} screens in {len(names)} languages",
        "screens": screens,
    }
    for name, part in parts.items():
        template = template.replace(f"<!-- {name} -->", part)
    return template


def _index(routes: list[Route]) -> str:
    sections: dict[str, list[str]] = {}
    for route in routes:
        sections.setdefault(_SECTIONS.get(path(route).partition("/")[0], _OTHER), []).append(path(route))
    return "".join(
        f"<details open><summary>{escape(name)}</summary><ul>{''.join(map(_link, paths))}</ul></details>"
        for name, paths in sections.items()
    )


def _link(place: str) -> str:
    return f'<li><a href="#{escape(place)}">{escape(place)}</a></li>'


def _place(route: Route, screens: Mapping[str, Screen], names: Mapping[str, str]) -> str:
    place = escape(path(route))
    phones = "".join(_phone(locale, names[locale], screen) for locale, screen in screens.items())
    heading = f'<h2><a href="#{place}">{place}</a></h2>'
    return f'<section class="place" id="{place}">{heading}<div class="phones">{phones}</div></section>'


def _phone(locale: str, name: str, screen: Screen) -> str:
    length = units(plain(screen.text))
    share = 100 * length / TEXT_UNITS
    return (
        f'<article class="phone" data-locale="{locale}"><header>{escape(name)}'
        f'<span class="length" title="{length:,} of {TEXT_UNITS:,} characters">{length:,} / {TEXT_UNITS:,}'
        f'<meter min="0" max="100" high="85" value="{share:.1f}"></meter></span></header>'
        f'<div class="chat" lang="{locale}"><div class="bubble">{_text(screen.text)}</div>'
        f'<div class="keyboard">{"".join(_row(row) for row in screen.rows)}</div></div></article>'
    )


def _text(text: str) -> str:
    """Telegram's tags are HTML's, but for the two below."""
    return text.replace("<tg-spoiler>", '<span class="spoiler">').replace("</tg-spoiler>", "</span>")


def _row(row: tuple[Button, ...]) -> str:
    return f'<div class="row">{"".join(map(_button, row))}</div>'


def _button(button: Button) -> str:
    label = escape(button.label)
    if isinstance(button, Go):
        place = escape(path(button.tap.place.route))
        return f'<a class="button" href="#{place}"><b>{label}</b><small>{place}</small></a>'
    url = escape(button.url)
    return f'<a class="button" href="{url}" target="_blank" rel="noopener"><b>{label} ↗</b><small>{url}</small></a>'
