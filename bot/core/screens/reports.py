"""The reports, newest first."""

from bot.core import content
from bot.core.bulletin import RESERVED
from bot.core.edition import View
from bot.core.html import escape
from bot.core.locales import SOURCE
from bot.core.orders import Deed, Order
from bot.core.routes import Report, Reports
from bot.core.screen import Button, Do, Open, Row, Screen
from bot.core.screens.frame import column, frame, label, neighbours, pager, share, step
from bot.core.screens.way import pages, slice_of


def listing(route: Reports, view: View) -> Screen:
    """A page of reports with their whole titles, and a button for each."""
    shelf = view.catalog.reports
    shown = slice_of(shelf, route.page)
    heading = f"<b>{escape(view.text(view.catalog.reports_title))}</b>"
    titles = (f"<b>{report.number}</b> · {_title(report, view)}" for report in shown)
    rows = [
        *column(step(_label(report, view), Report(report.id), route, view) for report in shown),
        *pager(route.page, pages(len(shelf)), view, Reports),
    ]
    return frame("\n\n".join([heading, *titles]), rows, route, view)


def card(route: Report, view: View) -> Screen:
    """One report: title, rendering, number, authors and month where known, and summary; admins can announce it."""
    shelf = view.catalog.reports
    report = shelf.items[shelf.place(route.id)]
    rows = [
        *column(_links(report, view)),
        *neighbours(view, shelf.beside(route.id), Report),
        share(route, [view.text(report.title)], view),
        *_announcing(report, view),
    ]
    return frame(_text(escape(report.title[SOURCE]), report, view), rows, route, view)


def news(route: Report, view: View) -> str:
    """What is sent to whoever wants to know of new reports: the text of the card, and that it is one."""
    shelf = view.catalog.reports
    report = shelf.items[shelf.place(route.id)]
    heading = view.words.gettext("New report: {title}").format(title=escape(report.title[SOURCE]))
    return _text(heading, report, view)


def _announcing(report: content.Report, view: View) -> list[Row]:
    if not view.admin:
        return []
    order = Order(view.locale, Deed.SHOW, f"{RESERVED}{report.id}")
    return [(Do(view.words.gettext("📣 Announce"), order),)]


def _text(heading: str, report: content.Report, view: View) -> str:
    return f"<b>{heading}</b>{_rendering(report, view)}\n\n{_facts(report, view)}\n\n{view.text(report.summary)}"


def _title(report: content.Report, view: View) -> str:
    return f"{escape(report.title[SOURCE])}{_rendering(report, view)}"


def _rendering(report: content.Report, view: View) -> str:
    rendering = view.text(report.title)
    return f"\n<i>{escape(rendering)}</i>" if rendering != report.title[SOURCE] else ""


def _label(report: content.Report, view: View) -> str:
    return label(f"{report.number} · {view.text(report.label)}")


def _facts(report: content.Report, view: View) -> str:
    words = view.words
    facts = [words.gettext("Report {number}").format(number=report.number)]
    if report.month:
        facts.append(words.month(report.month))
    if report.authors:
        facts.append(escape(words.join(report.authors)))
    return " · ".join(facts)


def _links(report: content.Report, view: View) -> list[Button]:
    words, page = view.words, view.catalog.links.page
    buttons: list[Button] = []
    if report.link:
        buttons.append(Open(words.gettext("Read the report"), report.link))
    if report.document:
        buttons.append(Open(words.gettext("Open the document"), report.document))
    return [*buttons, Open(view.text(page.label), page.url)]
