"""The commands: their names, where they lead, and how they are described."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.core.locales import Words
from bot.core.routes import (
    About,
    Enablers,
    Forget,
    Greeting,
    Help,
    Home,
    Language,
    Privacy,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    TaskForce,
)

ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        "start": Home(Greeting.WELCOME),
        "about": About(),
        "reports": Reports(),
        "enablers": Enablers(),
        "taskforce": TaskForce(),
        "search": Search(),
        "subscribe": Subscription(on=True),
        "unsubscribe": Subscription(on=False),
        "lang": Language(),
        "settings": Settings(),
        "help": Help(),
        "privacy": Privacy(),
        "forget": Forget(),
    }
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as Telegram lists it: 1-32 of a-z 0-9 _, described in 1-256 characters."""

    name: str
    description: str


def described(words: Words) -> tuple[Command, ...]:
    """Give the commands in the order of their use, described in one language."""
    return (
        Command("reports", words.gettext("The reports, newest first")),
        Command("enablers", words.gettext("What makes ally-shoring possible")),
        Command("taskforce", words.gettext("The members of the task force")),
        Command("search", words.gettext("Find a person, an organization or a topic")),
        Command("about", words.gettext("What ally-shoring is")),
        Command("subscribe", words.gettext("Turn announcements on")),
        Command("unsubscribe", words.gettext("Turn announcements off")),
        Command("lang", words.gettext("Choose the language")),
        Command("settings", words.gettext("Language, announcements and privacy")),
        Command("help", words.gettext("What this bot can do")),
        Command("privacy", words.gettext("What is stored, why and for how long")),
        Command("forget", words.gettext("See what is stored about this chat, and delete it")),
        Command("start", words.gettext("Open the main menu")),
    )


def for_admins(words: Words) -> tuple[Command, ...]:
    """Give the commands that only the chats of the admins have, described in one language."""
    return (
        Command("announce", words.gettext("Send an announcement")),
        Command("stats", words.gettext("How many chats there are, and what is opened")),
        Command("qr", words.gettext("QR codes for print")),
    )
