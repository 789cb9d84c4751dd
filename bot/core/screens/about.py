"""The initiative in its own words."""

from bot.core.edition import View
from bot.core.html import escape
from bot.core.routes import About
from bot.core.screen import Open, Screen
from bot.core.screens.frame import column, frame


def overview(route: About, view: View) -> Screen:
    """The headline, the paragraphs, and the way to the page."""
    content, links = view.catalog.overview, view.catalog.links
    parts = [
        f"<b>{escape(view.text(content.title))}</b>\n{escape(view.text(content.headline))}",
        *(view.text(paragraph) for paragraph in content.paragraphs),
    ]
    buttons = [Open(view.text(link.label), link.url) for link in (links.page, links.foundation)]
    return frame("\n\n".join(parts), column(buttons), route, view)
