"""What admins are told by /stats, with invented numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.chart import chart
from bot.core.edition import Edition, View
from bot.core.figures import WEEK, Figures, Outages
from bot.core.html import escape
from bot.core.locales import SOURCE
from bot.core.screens import figures as screens

_TODAY = date(2026, 1, 31)
_CHATS = {
    ("private", SOURCE, True, True): 1200,
    ("private", None, False, False): 30,
    ("group", None, False, True): 4,
    ("channel", SOURCE, True, True): 1,
}


def told(edition: Edition) -> dict[str, dict[str, str]]:
    """Give the messages by the name of the occasion and by language, as HTML."""
    views = [View(edition, locale, admin=True) for locale in edition.languages]
    summaries = {
        name: {view.locale: screens.summary(figures, view).text for view in views}
        for name, figures in _cases(edition).items()
    }
    others = {name: {view.locale: text(view) for view in views} for name, text in _others(edition).items()}
    return summaries | others


def _cases(edition: Edition) -> dict[str, Figures]:
    more = _figures(edition, now=12, before=10)
    outages = Outages(2, datetime.combine(_TODAY, datetime.min.time(), UTC))
    return {
        "more": more,
        "less": _figures(edition, now=10, before=12),
        "same": _figures(edition, now=10, before=10),
        "first": _figures(edition, now=10, before=0),
        "nothing": Figures(_TODAY, {}, {}),
        "missing": replace(more, outages=outages, uncounted=7),
    }


def _others(edition: Edition) -> dict[str, Callable[[View], str]]:
    full, empty = _figures(edition, now=12, before=10), Figures(_TODAY, {}, {})
    return {
        "chart": lambda view: _on_chart(full, view),
        "chart-empty": lambda view: _on_chart(empty, view),
        "no-chart": lambda view: screens.no_chart(view).text,
        "unavailable": lambda view: screens.unavailable(view).text,
    }


def _figures(edition: Edition, now: int, before: int) -> Figures:
    report = edition.catalog.reports.items[0].id
    places = ("home", "reports", f"report/{report}", "enablers", "taskforce", "about", "search")
    weeks = ((_TODAY, now), (_TODAY - timedelta(days=WEEK), before))
    return Figures(_TODAY, _CHATS, {(day, place): count for day, count in weeks for place in places})


def _on_chart(figures: Figures, view: View) -> str:
    """Write down the words of the picture."""
    drawn = chart(figures, view.words)
    names = [f"{series.name} · {series.total}" for series in drawn.series] or [drawn.nothing]
    return "\n".join([f"<b>{escape(drawn.title)}</b>", *map(escape, (drawn.subtitle, *names, drawn.note))])
