"""The short words that answer a tap: at most 200 characters, plain text."""

from bot.core.locales import Words


def gone(words: Words) -> str:
    """A button led to something that is no longer there, or that never was."""
    return words.gettext("That button is out of date. Here is the nearest there is now.")


def speaking(words: Words) -> str:
    """The language of the chat was changed."""
    return words.gettext("From now on in {language}.").format(language=words.own_name)


def forgotten(words: Words) -> str:
    """What was stored of the chat was deleted."""
    return words.gettext("Deleted.")
