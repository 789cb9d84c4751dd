"""What is stored: in general, of this chat, and how it is deleted."""

from typing import assert_never

from bot.core.edition import View
from bot.core.html import escape
from bot.core.locales import Words
from bot.core.memory import KEPT_DAYS, Memory, Nothing, Unread
from bot.core.routes import Forget, Privacy
from bot.core.screen import Screen
from bot.core.screens.frame import column, frame, titled
from bot.core.screens.spoken import current_language


def privacy(route: Privacy, view: View) -> Screen:
    """What is stored, why, for how long, and how to have it deleted."""
    words = view.words
    parts = [
        words.gettext(
            "<b>What is stored:</b> Telegram's number for this chat and its kind, the language chosen, whether "
            "announcements are wanted, and dates: when this was first stored and last changed, when the bot asked "
            "about announcements, and since when the chat has been out of reach."
        ),
        words.gettext(
            "<b>Why:</b> to keep to your language, to send announcements only where they are wanted, and to ask about "
            "them only once. Nothing is stored until a language is chosen, announcements are turned on, or, after a "
            "report, the bot asks about them."
        ),
        words.gettext(
            "<b>For how long:</b> until it is deleted here, or {days} days after the bot was blocked or removed. While "
            "an announcement goes out, the list of the chats to which it goes is kept until it is over."
        ).format(days=words.number(KEPT_DAYS)),
        words.gettext(
            "<b>Not stored:</b> names, messages, searches, or who viewed what: the bot only counts how often each "
            "screen is opened in a day. Nothing is shared with third parties."
        ),
        words.gettext(
            "<b>How to delete it:</b> tap the button below or send /forget. First you see everything that is stored "
            "about this chat."
        ),
    ]
    if view.group is not None:
        parts.append(current_language(view))
    rows = [(view.go(words.gettext("See or delete what is stored"), Forget(), (route, *view.trail)),)]
    return frame(titled(words.gettext("Privacy"), "\n\n".join(parts)), rows, route, view)


def forget(route: Forget, view: View) -> Screen:
    """What is held of this chat and the question before its deletion, or the word that it has happened.

    🌐 only shows it in another language: who looks at what is stored does not want to change it by that.
    """
    words, held = view.words, view.held
    title = words.gettext("What is stored about this chat")
    if route.done:
        text = words.gettext("Done: nothing about this chat is stored now.")
        return frame(titled(title, text), [], route, view, switch=False)
    match held:
        case Memory():
            question = _question(held, words)
            rows = column([view.go(words.gettext("Yes, delete it"), Forget(done=True), view.trail)])
            text = "\n".join(f"• {line}" for line in _lines(held, view))
            return frame(titled(title, f"{text}\n\n{question}"), rows, route, view, switch=False)
        case Nothing():
            text = words.gettext("Nothing is stored about this chat, so there is nothing to delete.")
        case Unread():
            text = words.gettext("What is stored cannot be read just now. Please send /forget again in a moment.")
        case _:
            assert_never(held)
    return frame(titled(title, text), [], route, view, switch=False)


def _question(held: Memory, words: Words) -> str:
    if held.subscribed:
        return words.gettext(
            "Delete all of this? Announcements then no longer come, and the bot follows Telegram's language again."
        )
    return words.gettext("Delete all of this? The bot then follows Telegram's language again.")


def _lines(held: Memory, view: View) -> list[str]:
    """Say everything that is held, a line each."""
    words = view.words
    on, off = words.gettext("Announcements: <b>on</b>"), words.gettext("Announcements: <b>off</b>")
    dated = [
        (words.gettext("Asked whether announcements are wanted: {day}"), held.offered),
        (words.gettext("Out of reach since: {day}"), held.unreachable),
        (words.gettext("First stored: {day}"), held.since),
        (words.gettext("Last changed: {day}"), held.changed),
    ]
    return [
        words.gettext("Telegram's number for this chat: {number}").format(number=f"<code>{held.chat}</code>"),
        words.gettext("Kind of chat: {kind}").format(kind=escape(_kind(held.kind, words))),
        _language(held.language, view),
        on if held.subscribed else off,
        *(line.format(day=words.day(day)) for line, day in dated if day),
    ]


def _kind(kind: str, words: Words) -> str:
    match kind:
        case "private":
            return words.gettext("private")
        case "group":
            return words.gettext("group")
        case "supergroup":
            return words.gettext("large group (supergroup)")
        case "channel":
            return words.gettext("channel")
        case _:
            return kind


def _language(language: str | None, view: View) -> str:
    words = view.words
    if language is None:
        return words.gettext("Language: none chosen, so the bot follows Telegram's")
    known = view.edition.languages.get(language)
    name = known.own_name if known else language
    return words.gettext("Language: <b>{language}</b>").format(language=escape(name))
