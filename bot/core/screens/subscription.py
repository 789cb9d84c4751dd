"""Announcements: whether they come to this chat, what changes it, and the question whether they are wanted."""

from bot.core.edition import View
from bot.core.routes import Invitation, Place, Settings, Subscription
from bot.core.screen import Go, Screen
from bot.core.screens.frame import column, frame, titled


def word(route: Subscription, view: View) -> Screen:
    """What announcements are and how they end, or how they begin; either button leads to the other word."""
    words = view.words
    if route.on:
        text = words.gettext(
            "🔔 Announcements are <b>on</b>: news from the foundation, such as a new report, comes to this chat as a "
            "message. To stop it, tap the button below or send /unsubscribe."
        )
    else:
        text = words.gettext(
            "🔕 Announcements are <b>off</b>: nothing comes to this chat by itself. With them on, news from the "
            "foundation, such as a new report, is sent here as a message."
        )
    rows = column([view.go(_label(route.on, view), Subscription(on=not route.on), view.trail)])
    return frame(titled(words.gettext("Announcements"), text), rows, route, view)


def switch(subscribed: bool, here: Settings, view: View) -> Go:
    """Give the button in the settings that changes it; the settings stay, for they are where it was asked for."""
    return view.go(_label(subscribed, view), Subscription(on=not subscribed), (here, *view.trail))


def shown_after(place: Place) -> Place:
    """Give the place that is shown when it has changed: the settings to whoever did it there, else the word."""
    if isinstance(place.route, Subscription) and place.trail[:1] == (Settings(),):
        return Place(Settings(), place.trail[1:])
    return place


def invitation(route: Invitation, view: View) -> Screen:
    """The question whether announcements are wanted, or the word after a no."""
    words = view.words
    title = words.gettext("Announcements")
    if route.declined:
        text = words.gettext(
            "All right, nothing comes to this chat by itself. Send /subscribe at any time to change that."
        )
        return frame(titled(title, text), [], route, view)
    text = words.gettext(
        "Would you like to hear when there is news from the foundation, such as a new report? It would come to this "
        "chat as a message, and you can turn it off at any time. The bot asks this only once."
    )
    yes = view.go(words.gettext("🔔 Yes, please"), Subscription(on=True))
    no = view.go(words.gettext("No, thanks"), Invitation(declined=True))
    return frame(titled(title, text), [(yes, no)], route, view)


def _label(subscribed: bool, view: View) -> str:
    words = view.words
    return words.gettext("🔕 Turn announcements off") if subscribed else words.gettext("🔔 Turn announcements on")
