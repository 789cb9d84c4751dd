"""The word about announcements: whether they come to this chat, and the button that changes it."""

from bot.core.edition import View
from bot.core.routes import Subscription
from bot.core.screen import Screen
from bot.core.screens.frame import column, frame


def word(route: Subscription, view: View) -> Screen:
    """What announcements are and how they end, or how they begin; either button leads to the other word."""
    words = view.words
    if route.on:
        text = words.gettext(
            "🔔 Announcements are <b>on</b>: news from the foundation, such as a new report, comes to this chat as a "
            "message. To stop it, tap the button below or send /unsubscribe."
        )
        label = words.gettext("🔕 Turn announcements off")
    else:
        text = words.gettext(
            "🔕 Announcements are <b>off</b>: nothing comes to this chat by itself. With them on, news from the "
            "foundation, such as a new report, is sent here as a message."
        )
        label = words.gettext("🔔 Turn announcements on")
    title = words.gettext("Announcements")
    rows = column([view.go(label, Subscription(on=not route.on), view.trail)])
    return frame(f"<b>{title}</b>\n\n{text}", rows, route, view)
