"""Sheets to print and to cut: HTML that needs nothing else, measured in millimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.core import printed
from bot.core.edition import Edition, View
from bot.core.links import Link, address
from bot.core.locales import Words
from bot.core.printed import Kind, Printed
from bot.printing import codes, lines
from bot.printing.forms import filled, read
from bot.printing.paper import LABELS, Line, Paper, cut_marks

_DOT = " · "

Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed: places of an edition, for the bot of a name; with a language, in that one alone."""

    edition: Edition
    places: Sequence[Printed]
    bot: str
    locale: str | None = None

    @property
    def languages(self) -> Mapping[str, Words]:
        """The languages that stand on the sheets."""
        if self.locale is None:
            return self.edition.languages
        return {self.locale: self.edition.languages[self.locale]}

    def address(self, place: Printed) -> str:
        """Give what a code says."""
        return address(self.bot, Link(place.route, self.locale))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page: places of one kind, as many as there is room for."""

    kind: Kind
    places: Sequence[Printed]


def sheet(printing: Printing, paper: Paper) -> str:
    """Write the sheets for one kind of paper; each kind of places begins on a new page."""
    leaves = _leaves(printing.places)
    size = {"width": f"{paper.width:g}", "height": f"{paper.height:g}"}
    marks = filled("marks.html", {}, lines="".join(map(_line, cut_marks(paper))), **size)
    pages = (_leaf(leaf, number, len(leaves), marks, printing) for number, leaf in enumerate(leaves, 1))
    title = _DOT.join(dict.fromkeys(_initiative(printing).values()))
    hint = _said({locale: printed.cutting(words) for locale, words in printing.languages.items()}, "p")
    html = {"style": read("sheet.css"), "hint": hint, "leaves": "\n".join(pages)}
    return filled(
        "sheet.html",
        html,
        lang=next(iter(printing.languages)),
        title=title,
        left=f"{paper.left:g}",
        top=f"{paper.top:g}",
        **size,
    )


def _leaves(places: Sequence[Printed]) -> list[_Leaf]:
    return [
        _Leaf(kind, those[start : start + LABELS])
        for kind, those in ((kind, list(those)) for kind, those in groupby(places, lambda place: place.kind))
        for start in range(0, len(those), LABELS)
    ]


def _leaf(leaf: _Leaf, number: int, count: int, marks: str, printing: Printing) -> str:
    languages = printing.languages
    html = {
        "marks": marks,
        "initiative": _said(_initiative(printing), "span", _DOT),
        "heading": _said(
            {locale: printed.headings(words)[leaf.kind] for locale, words in languages.items()}, "span", _DOT
        ),
        "labels": "\n".join(_label(place, printing) for place in leaf.places),
        "scale": _said({locale: printed.scale(words) for locale, words in languages.items()}, "p"),
        "page": _said(
            {locale: printed.numbered(words, number, count) for locale, words in languages.items()}, "span", _DOT
        ),
    }
    return filled("leaf.html", html, bot=f"@{printing.bot}")


def _label(place: Printed, printing: Printing) -> str:
    captions = {locale: place.captions[locale] for locale in printing.languages}
    names = {locale: caption.name for locale, caption in captions.items()}
    details = {locale: caption.detail for locale, caption in captions.items()}
    size = lines.size(set(names.values()), set(details.values()))
    beside = lines.count(_DOT.join(details.values()), size * lines.SMALLER) == 1
    html = {
        "code": codes.inline_svg(printing.address(place)),
        "names": _said(names, "strong"),
        "details": _said(details, "span", _DOT if beside else ""),
    }
    return filled("label.html", html, size=f"{size:g}", flow="beside" if beside else "below")


def _initiative(printing: Printing) -> Texts:
    overview = printing.edition.catalog.overview
    return {locale: View(printing.edition, locale).text(overview.title) for locale in printing.languages}


def _said(texts: Texts, element: str, between: str = "") -> str:
    """Put a text in each language, each in an element of its own; where they are the same it stands there once."""
    first: dict[str, str] = {}
    for locale, text in texts.items():
        first.setdefault(text, locale)
    return between.join(filled("said.html", {}, element=element, locale=first[text], text=text) for text in first)


def _line(line: Line) -> str:
    return f"M{line.x1:g} {line.y1:g}L{line.x2:g} {line.y2:g}"
