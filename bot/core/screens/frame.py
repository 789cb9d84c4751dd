"""What every screen has around its own: the way back, home, the other languages, and pages."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.core.catalog import ItemT
from bot.core.edition import View
from bot.core.html import escape, units
from bot.core.locales import Words
from bot.core.printed import place_of
from bot.core.routes import Ask, Home, Place, Route, Tap
from bot.core.screen import LABEL_UNITS, Button, Go, Row, Screen, Share
from bot.core.screens.way import back, onward
from bot.core.sections import labels

_NUMBERED_PAGES = 8


def frame(text: str, rows: Iterable[Row], route: Route, view: View, *, beside: Row = (), switch: bool = True) -> Screen:
    """Put a screen together: its text, its own rows, then back, home and the other languages, with what stands beside.

    Admins are offered the QR code of what has one. With `switch`, a tap on a language makes it the chat's own; without,
    it only shows the screen in that language.
    """
    return Screen(text, _distinct([*rows, *_code(route, view), *_foot(route, view, beside, switch)]))


def titled(title: str, text: str) -> str:
    """Put a title above a text."""
    return f"<b>{title}</b>\n\n{text}"


def headed(line: str, screen: Screen) -> Screen:
    """Put a line of plain text above all that a screen says."""
    return replace(screen, text=f"{escape(line)}\n\n{screen.text}")


def column(buttons: Iterable[Button]) -> list[Row]:
    """Put each button into a row of its own."""
    return [(button,) for button in buttons]


def pairs(routes: Iterable[Route], view: View, trail: tuple[Route, ...] = ()) -> list[Row]:
    """Give the rows that lead to sections, two in each."""
    called = labels(view.words)
    buttons = [view.go(called[type(route)], route, trail) for route in routes]
    return [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]


def step(text: str, to: Route, here: Route, view: View) -> Go:
    """Give the button that leads on from a place; back leads here again."""
    place = onward(Place(here, view.trail), to)
    return view.go(text, place.route, place.trail)


def share(route: Route, parts: Iterable[str], view: View) -> Row:
    """Give the row with which a card is sent on: its address, and what it is in a line."""
    return (Share(view.words.gettext("↗️ Share"), route, " · ".join(parts)),)


def code_label(words: Words) -> str:
    """Give what stands on the button for the QR code of a place."""
    return words.gettext("🔳 QR code")


def label(text: str, suffix: str = "", limit: int = LABEL_UNITS) -> str:
    """Cut a label so that it and its suffix stay within a limit: what can be read on a narrow phone."""
    room = limit - units(suffix)
    if units(text) <= room:
        return text + suffix
    cut = text
    while cut and units(cut) > room - 1:
        cut = cut[:-1]
    return f"{cut.rstrip()}…{suffix}"


def sentence(text: str) -> str:
    """Cut a label that is a sentence where a word of it ends, if it has several."""
    cut = label(text)
    if cut == text or text.startswith(cut[:-1] + " "):
        return cut
    words, _, _ = cut.rpartition(" ")
    return f"{words.rstrip()}…" if words else cut


def pager(page: int, pages: int, view: View, to: Callable[[int], Route]) -> list[Row]:
    """Give the row that turns pages: none for one page, a number for each up to 8, arrows beyond."""
    if pages == 1:
        return []
    if pages <= _NUMBERED_PAGES:
        turns = [(f"· {number} ·" if number == page else str(number), number) for number in range(1, pages + 1)]
    else:
        turns = _arrows(page, pages)
    return [tuple(view.go(text, to(number), view.trail) for text, number in turns)]


def neighbours(view: View, beside: tuple[ItemT | None, ItemT | None], to: Callable[[str], Route]) -> list[Row]:
    """Give the row that leads to the previous and the next item."""
    words = view.words
    before, after = beside
    row: list[Button] = []
    if before:
        row.append(view.go(words.gettext("← Previous"), to(before.id), view.trail))
    if after:
        row.append(view.go(words.gettext("Next →"), to(after.id), view.trail))
    return [tuple(row)] if row else []


def _arrows(page: int, pages: int) -> list[tuple[str, int]]:
    turns = [(f"« {1}", 1)] if page > 2 else []
    if page > 1:
        turns.append((f"‹ {page - 1}", page - 1))
    turns.append((f"· {page} ·", page))
    if page < pages:
        turns.append((f"{page + 1} ›", page + 1))
    if page < pages - 1:
        turns.append((f"{pages} »", pages))
    return turns


def _code(route: Route, view: View) -> list[Row]:
    if not view.admin or place_of(route) is None:
        return []
    return [(Go(code_label(view.words), Tap(view.locale, Place(route, view.trail), Ask.CODE)),)]


def _foot(route: Route, view: View, beside: Row, switch: bool) -> list[Row]:
    row: list[Button] = [*beside]
    if not isinstance(route, Home):
        origin = back(Place(route, view.trail), view.catalog)
        if not isinstance(origin.route, Home):
            row.append(view.go(view.words.gettext("‹ Back"), origin.route, origin.trail))
        row.append(view.go(view.words.gettext("🏠 Home"), Home()))
    others = [
        Go(f"🌐 {words.button_name}", Tap(locale, Place(route, view.trail), Ask.SWITCH if switch else Ask.PLACE))
        for locale, words in view.edition.languages.items()
        if locale != view.locale
    ]
    if len(others) <= 1:
        return [(*row, *others)] if row or others else []
    return [*([tuple(row)] if row else []), *(tuple(others[start : start + 3]) for start in range(0, len(others), 3))]


def _distinct(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Number labels that would read the same, so that nobody has to guess."""
    seen: set[str] = set()

    def told_apart(button: Button) -> Button:
        text, count = button.label, 1
        while text in seen:
            count += 1
            text = label(button.label, f" ({count})")
        seen.add(text)
        return replace(button, label=text)

    return tuple(tuple(told_apart(button) for button in row) for row in rows)
