"""The sentence about the language: in private that of the screen, in a group the group's own, whatever the screen's."""

from bot.core.edition import View
from bot.core.routes import Home, Language, Privacy, Route, Settings


def states(route: Route) -> bool:
    """Tell whether a screen has the sentence in it."""
    return isinstance(route, (Home, Language, Settings, Privacy))


def menu_language(view: View) -> str:
    """For the menu: the language, and how to change it."""
    words = view.words
    if view.group is None:
        return words.gettext("Language: <b>{language}</b>. To change it, tap 🌐 below or send /lang.").format(
            language=words.own_name
        )
    if view.group.locale is None:
        return words.gettext(
            "This group has no language of its own yet: everybody is answered in theirs. Its admins can choose one "
            "with 🌐 or /lang."
        )
    return words.gettext(
        "Language of this group: <b>{language}</b>. Its admins can change it with 🌐 or /lang."
    ).format(language=_own_name(view.group.locale, view))


def current_language(view: View) -> str:
    """For the settings and for what is stored: the language alone."""
    words = view.words
    if view.group is None:
        return words.gettext("Language: <b>{language}</b>").format(language=words.own_name)
    if view.group.locale is None:
        return words.gettext("Language of this group: none chosen yet")
    return words.gettext("Language of this group: <b>{language}</b>").format(
        language=_own_name(view.group.locale, view)
    )


def choice(view: View) -> str:
    """For the choice: the language, and who chooses it."""
    words = view.words
    if view.group is None:
        return words.gettext(
            "Current language: <b>{language}</b>. Choose another one below: the bot remembers it, and the menu of "
            "commands follows. In a group, its admins choose."
        ).format(language=words.own_name)
    explained = words.gettext(
        "Its admins choose below: the bot remembers it, and the menu of commands follows. For everybody else, 🌐 only "
        "shows a message in another language."
    )
    return f"{current_language(view)}\n\n{explained}"


def _own_name(locale: str, view: View) -> str:
    return view.edition.languages[locale].own_name
