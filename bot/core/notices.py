"""The words outside a screen: those that answer a tap, at most 200 characters of plain text, and a notice."""

from collections.abc import Sequence

from bot.core.html import escape
from bot.core.locales import Words
from bot.errors import Fault


def gone(words: Words) -> str:
    """A button led to something that is no longer there, or that never was."""
    return words.gettext("That button is out of date. This is the closest screen available.")


def speaking(words: Words) -> str:
    """The language of the chat was changed."""
    return words.gettext("This chat is now in {language}.").format(language=words.own_name)


def not_remembered(words: Words) -> str:
    """The language of a screen was changed, but the store did not take the choice."""
    return words.gettext(
        "This screen is now in {language}, but the choice could not be saved. Please try again later."
    ).format(language=words.own_name)


def forgotten(words: Words) -> str:
    """What was stored of the chat was deleted."""
    return words.gettext("Deleted.")


def not_forgotten(words: Words) -> str:
    """What is stored of the chat could not be deleted."""
    return words.gettext("It could not be deleted just now. Please try again later.")


def language_of_admins(words: Words) -> str:
    """Somebody in a group switched the language of a screen, but the group's is for its admins to choose."""
    return words.gettext(
        "This message is now in {language}. The language of the group can only be changed by its admins."
    ).format(language=words.own_name)


def deletion_of_admins(words: Words) -> str:
    """Somebody in a group wanted to delete what is stored of it."""
    return words.gettext("Only the admins of this group can delete what is stored about it.")


def contact_sent(words: Words) -> str:
    """The contact details of a person were sent."""
    return words.gettext("Contact sent: open it to save it.")


def contact_not_sent(words: Words) -> str:
    """The contact details of a person could not be sent."""
    return words.gettext("The contact could not be sent just now. Please try again later.")


def announcements_out_of_reach(words: Words) -> str:
    """An admin ordered something about announcements, but the store does not answer."""
    return words.gettext("The announcements are out of reach just now. Please try again later.")


ALL = (
    gone,
    speaking,
    not_remembered,
    language_of_admins,
    forgotten,
    not_forgotten,
    deletion_of_admins,
    contact_sent,
    contact_not_sent,
    announcements_out_of_reach,
)
"""Those that answer a tap."""


def not_taken_over(words: Words, faults: Sequence[Fault]) -> str:
    """HTML for the admins: the last change of the content has faults, the first ten of which are named."""
    count = words.ngettext(
        "<b>The last change was not taken over:</b> {count} fault. Readers still see the content as it was before.",
        "<b>The last change was not taken over:</b> {count} faults. Readers still see the content as it was before.",
        len(faults),
    ).format(count=words.number(len(faults)))
    named = [f"<code>{escape(str(fault)[:300])}</code>" for fault in faults[:10]]
    return "\n\n".join([count, *named])
