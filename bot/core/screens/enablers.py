"""The enablers: what has to be in place for ally-shoring."""

from bot.core.edition import View
from bot.core.html import escape
from bot.core.routes import Enabler, Enablers
from bot.core.screen import Screen
from bot.core.screens.frame import column, frame, label, neighbours, pager, share, step
from bot.core.screens.way import pages, slice_of


def listing(route: Enablers, view: View) -> Screen:
    """A page of enablers, a button for each."""
    shelf, words = view.catalog.enablers, view.words
    shown = slice_of(shelf, route.page)
    heading = f"<b>{escape(view.text(view.catalog.enablers_title))}</b>"
    count = words.ngettext("{count} enabler", "{count} enablers", len(shelf)).format(count=words.number(len(shelf)))
    rows = [
        *column(step(label(view.text(enabler.title)), Enabler(enabler.id), route, view) for enabler in shown),
        *pager(route.page, pages(len(shelf)), view, Enablers),
    ]
    lead = words.gettext("What makes ally-shoring possible:")
    return frame(f"{heading}\n{count}\n\n{lead}", rows, route, view)


def card(route: Enabler, view: View) -> Screen:
    """One enabler."""
    shelf, words = view.catalog.enablers, view.words
    place = shelf.place(route.id)
    enabler = shelf.items[place]
    position = words.gettext("Enabler {place} of {count}").format(place=place + 1, count=words.number(len(shelf)))
    title = view.text(enabler.title)
    shared = share(route, [title, view.text(view.catalog.enablers_title)], view)
    rows = [*neighbours(view, shelf.beside(route.id), Enabler), shared]
    parts = [f"<b>{escape(title)}</b>", view.text(enabler.text), f"<i>{position}</i>"]
    return frame("\n\n".join(parts), rows, route, view)
