"""The sections: in which order they are offered, and what they are called. Menu, help, search and codes go by it."""

from collections.abc import Mapping

from bot.core.locales import Words
from bot.core.routes import (
    About,
    Enablers,
    Forget,
    Help,
    Home,
    Language,
    Privacy,
    Reports,
    Route,
    Search,
    Settings,
    TaskForce,
)

MENU: tuple[Route, ...] = (Reports(), Enablers(), TaskForce(), Search(), About(), Help())
"""What the menu offers, two in a row."""
SECTIONS = tuple(route for route in MENU if not isinstance(route, Search | Help))
"""What there is to read."""


def titles(words: Words) -> Mapping[type, str]:
    """Give what the sections are called."""
    return {
        Home: words.gettext("🏠 Home"),
        About: words.gettext("📖 Overview"),
        Reports: words.gettext("📄 Reports"),
        Enablers: words.gettext("🔑 Enablers"),
        TaskForce: words.gettext("👥 Task force"),
        Search: words.gettext("Search"),
        Language: words.gettext("Language"),
        Settings: words.gettext("Settings"),
        Help: words.gettext("Help"),
        Privacy: words.gettext("Privacy"),
        Forget: words.gettext("What is stored about this chat"),
    }


def labels(words: Words) -> Mapping[type, str]:
    """Give what stands on the buttons that lead to them."""
    return {
        **titles(words),
        Search: words.gettext("🔎 Search"),
        Help: words.gettext("❔ Help"),
        Privacy: words.gettext("🔒 Privacy"),
    }
