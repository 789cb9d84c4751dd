"""What admins see of announcements, step by step, with invented numbers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.announcing import Run, State
from bot.core.bulletin import RESERVED
from bot.core.edition import Edition, View
from bot.core.locales import SOURCE
from bot.core.routes import Help, Report
from bot.core.screen import Screen
from bot.core.screens import desk, reports, service
from bot.preview.markup import Html, tag
from bot.preview.phone import phone
from bot.preview.speech import say

_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_TOOK = timedelta(seconds=43)


def steps(edition: Edition) -> Iterable[Html]:
    """Draw each screen, in each language."""
    report = edition.catalog.reports.items[0].id
    for name, screen in _screens(report, f"{RESERVED}{report}").items():
        views = {locale: View(edition, locale, admin=True) for locale in edition.languages}
        phones = (phone(locale, view.words.button_name, screen(view)) for locale, view in views.items())
        yield tag("div", tag("h4", say(f"desk-{name}")), tag("div", *phones, class_="phones"), class_="said")


def _screens(report: str, id: str) -> dict[str, Callable[[View], Screen]]:
    going = Run(id, State.SENDING, _BEGAN, None, 1234, 700, 12, 1, 2)
    paused, over = replace(going, state=State.PAUSED), replace(going, finished=_BEGAN + _TOOK)
    cancelled, done = replace(over, state=State.CANCELLED), replace(over, state=State.DONE, sent=1210)
    return {
        "help": lambda view: service.help_(Help(), view),
        "card": lambda view: reports.card(Report(report), view),
        "list": lambda view: desk.listing({id: State.DONE}, 1, view),
        "question": lambda view: desk.question(id, {SOURCE: 1234}, view),
        "nobody": lambda view: desk.question(id, {}, view),
        "refused": lambda view: desk.refused(id, view.locale, "Bad Request: failed to get HTTP URL content", view),
        "going": lambda view: desk.status(going, view),
        "paused": lambda view: desk.status(paused, view, "Bad Request: message is too long"),
        "lost": lambda view: desk.status(replace(paused, id="lost"), view),
        "doubt": lambda view: desk.doubt(paused, view),
        "cancelled": lambda view: desk.status(cancelled, view),
        "done": lambda view: desk.status(done, view),
    }
