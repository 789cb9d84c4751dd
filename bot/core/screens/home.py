"""The menu, and what may stand above it."""

from typing import assert_never

from bot.core.edition import View
from bot.core.html import escape
from bot.core.routes import Greeting, Home, Settings
from bot.core.screen import Row, Screen
from bot.core.screens.frame import frame, pairs
from bot.core.screens.spoken import menu_language
from bot.core.sections import MENU


def menu(route: Home, view: View) -> Screen:
    """The sections, under a greeting where there is one."""
    words = view.words
    title = f"<b>{escape(view.text(view.catalog.overview.title))}</b>"
    parts = [title, _greeting(route.greeting, view), menu_language(view)]
    settings = view.go(words.gettext("⚙️ Settings"), Settings())
    return frame("\n\n".join(parts), sections(view), route, view, beside=(settings,))


def _greeting(greeting: Greeting, view: View) -> str:
    words = view.words
    match greeting:
        case Greeting.NONE:
            return escape(view.text(view.catalog.profile.short_description))
        case Greeting.WELCOME:
            return f"{welcome(view)}\n\n{escape(view.text(view.catalog.profile.short_description))}"
        case Greeting.UNKNOWN:
            return words.gettext(
                "Sorry, that message was not recognized. Everything this bot offers is on the menu below."
            )
        case Greeting.APOLOGY:
            return words.gettext("Sorry, something went wrong on our side. Please try again from the menu below.")
        case Greeting.LOST:
            return words.gettext(
                "Sorry, that link leads nowhere any more. Everything this bot offers is on the menu below."
            )
        case _:
            assert_never(greeting)


def welcome(view: View) -> str:
    """Greet somebody, and say how the bot is spoken to."""
    if view.in_group:
        return view.words.gettext(
            "👋 Welcome! Everything here is at most three taps away. In a group, write a name or a topic after "
            "/search, or after a mention of the bot."
        )
    return view.words.gettext(
        "👋 Welcome! Everything here is at most three taps away. You can also simply write a name or a topic."
    )


def codes(view: View) -> Screen:
    """What admins are told of QR codes, and the sections, in which they are; it is no place, so nothing leads back."""
    text = view.words.gettext(
        "<b>QR codes</b>\n\n"
        "Open a section or a card, and tap 🔳 below it: its code comes as a picture, ready for print. It opens in the "
        "language of whoever scans it.\n\n"
        "All codes at once, and sheets to print and cut, are written by <code>python -m bot qr</code> where the bot is "
        "installed."
    )
    return Screen(text, tuple(sections(view)))


def sections(view: View) -> list[Row]:
    """Give the rows that lead to the sections."""
    return pairs(MENU, view)
