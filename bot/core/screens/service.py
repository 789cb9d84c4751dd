"""The screens about the bot itself: language, settings, help."""

from typing import assert_never

from bot.core.commands import described, for_admins
from bot.core.edition import View
from bot.core.locales import Words
from bot.core.memory import Held, Memory, Nothing, Unread
from bot.core.routes import Ask, Help, Language, Place, Privacy, Settings, Tap
from bot.core.screen import Go, Screen
from bot.core.screens import subscription
from bot.core.screens.frame import column, frame, pairs, titled
from bot.core.screens.spoken import choice, current_language
from bot.core.sections import MENU


def language(route: Language, view: View) -> Screen:
    """The choice of a language; the others stand below, as on every screen."""
    words = view.words
    sign = "✓" if view.group is None or view.group.locale == view.locale else "🌐"
    chosen = Go(f"{sign} {words.button_name}", Tap(view.locale, Place(route, view.trail), Ask.SWITCH))
    return frame(titled(words.gettext("Language"), choice(view)), [(chosen,)], route, view)


def settings(route: Settings, view: View) -> Screen:
    """Language, announcements and privacy; the switch is there where it is known how it stands."""
    words, here = view.words, (route, *view.trail)
    subscribed = _is_subscribed(view.held)
    buttons = [
        view.go(words.gettext("Choose the language"), Language(), here),
        *([] if subscribed is None else [subscription.switch(subscribed, route, view)]),
        view.go(words.gettext("🔒 Privacy"), Privacy(), here),
    ]
    text = f"{current_language(view)}\n{_announcements(subscribed, words)}"
    return frame(titled(words.gettext("Settings"), text), column(buttons), route, view)


def _is_subscribed(held: Held) -> bool | None:
    match held:
        case Memory():
            return held.subscribed
        case Nothing():
            return False
        case Unread():
            return None
        case _:
            assert_never(held)


def _announcements(subscribed: bool | None, words: Words) -> str:
    if subscribed is None:
        return words.gettext("Announcements: whether they are on cannot be read just now")
    return words.gettext("Announcements: <b>on</b>") if subscribed else words.gettext("Announcements: <b>off</b>")


def help_(route: Help, view: View) -> Screen:
    """What the bot can do: each command with what it does, those for admins in their chats alone."""
    words = view.words
    offered = [*described(words), *(for_admins(words) if view.admin else ())]
    commands = "\n".join(f"/{command.name} – {command.description}" for command in offered)
    rows = pairs((Privacy() if section == route else section for section in MENU), view, (route, *view.trail))
    return frame(titled(words.gettext("Help"), f"{spoken_to(view)}\n\n{commands}"), rows, route, view)


def spoken_to(view: View) -> str:
    """Say how the bot is spoken to."""
    if view.in_group:
        return view.words.gettext(
            "Tap a button or send one of these commands. In a group, write a name or a topic after /search, or after a "
            "mention of the bot. Every screen has 🏠 for the menu and 🌐 to change the language."
        )
    return view.words.gettext(
        "Tap a button, write a name or a topic, or send one of these commands. Every screen has 🏠 for the menu and 🌐 "
        "to change the language."
    )
