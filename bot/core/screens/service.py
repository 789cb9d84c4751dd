"""The screens about the bot itself: language, settings, help, privacy."""

from bot.core.commands import described
from bot.core.edition import View
from bot.core.routes import (
    About,
    Ask,
    Enablers,
    Forget,
    Help,
    Language,
    Place,
    Privacy,
    Reports,
    Route,
    Search,
    Settings,
    Tap,
    TaskForce,
)
from bot.core.screen import Go, Screen
from bot.core.screens.frame import column, frame
from bot.core.screens.spoken import choice, current_language


def language(route: Language, view: View) -> Screen:
    """The choice of a language; the others stand below, as on every screen."""
    words = view.words
    sign = "✓" if view.group is None or view.group.locale == view.locale else "🌐"
    chosen = Go(f"{sign} {words.button_name}", Tap(view.locale, Place(route, view.trail), Ask.SWITCH))
    return frame(_titled(words.gettext("Language"), choice(view)), [(chosen,)], route, view)


def settings(route: Settings, view: View) -> Screen:
    """Language and privacy."""
    words = view.words
    rows = column(
        [
            view.go(words.gettext("Choose the language"), Language(), _from(route, view)),
            view.go(words.gettext("🔒 Privacy"), Privacy(), _from(route, view)),
        ]
    )
    return frame(_titled(words.gettext("Settings"), current_language(view)), rows, route, view)


def help_(route: Help, view: View) -> Screen:
    """What the bot can do: each command with what it does."""
    words, way = view.words, _from(route, view)
    commands = "\n".join(f"/{command.name} – {command.description}" for command in described(words))
    text = words.gettext(
        "Tap a button, write a name or a topic, or send one of these commands. Every screen has 🏠 for the menu and 🌐 "
        "to change the language."
    )
    rows = [
        (view.go(words.gettext("📄 Reports"), Reports(), way), view.go(words.gettext("🔑 Enablers"), Enablers(), way)),
        (
            view.go(words.gettext("👥 Task force"), TaskForce(), way),
            view.go(words.gettext("🔎 Search"), Search(), way),
        ),
        (
            view.go(words.gettext("📖 Overview"), About(), way),
            view.go(words.gettext("🔒 Privacy"), Privacy(), way),
        ),
    ]
    return frame(_titled(words.gettext("Help"), f"{text}\n\n{commands}"), rows, route, view)


def privacy(route: Privacy, view: View) -> Screen:
    """What is stored, why, and how to have it deleted."""
    words = view.words
    parts = [
        words.gettext(
            "<b>What is stored:</b> the number Telegram gives this chat, and the language chosen in it. Nothing else."
        ),
        words.gettext(
            "<b>Why:</b> so that the bot keeps to that language. Nothing is stored until one is chosen by 🌐 or /lang."
        ),
        words.gettext(
            "<b>Not stored:</b> names, messages, and which screens are viewed. Nothing is shared with third parties."
        ),
        words.gettext("<b>How to delete it:</b> tap the button below. The bot then follows Telegram's language again."),
    ]
    if view.group is not None:
        parts.append(current_language(view))
    rows = [(view.go(words.gettext("Delete what is stored"), Forget(), _from(route, view)),)]
    return frame(_titled(words.gettext("Privacy"), "\n\n".join(parts)), rows, route, view)


def forget(route: Forget, view: View) -> Screen:
    """The question before the deletion, or the word that it has happened."""
    words = view.words
    if route.done:
        text = words.gettext("Done: nothing about this chat is stored now. Choosing a language stores it again.")
        return frame(_titled(words.gettext("Privacy"), text), [], route, view, switch=False)
    text = words.gettext("The language chosen in this chat, if there is one, will be deleted. Continue?")
    rows = column([view.go(words.gettext("Yes, delete it"), Forget(done=True), view.trail)])
    return frame(_titled(words.gettext("Privacy"), text), rows, route, view)


def _titled(title: str, text: str) -> str:
    return f"<b>{title}</b>\n\n{text}"


def _from(route: Route, view: View) -> tuple[Route, ...]:
    return (route, *view.trail)
