"""What a Telegram knows: people, chats, messages, callback queries, files, and what a bot has set."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

QUERY_SECONDS = 15.0
"""How long a client waits for the answer to a callback query."""


class RefusalError(Exception):
    """The server refuses a call; `description` is its own."""

    def __init__(self, description: str, code: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.description = description
        self.code = code
        self.parameters = parameters


def bad_request(words: object) -> RefusalError:
    """Make the refusal that nearly every mistake of a caller's gets."""
    return RefusalError(f"Bad Request: {words}")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the bot made, and how it ended; the token is nowhere in it."""

    method: str
    params: Json
    ok: bool
    error_code: int | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a callback query, as the person's client gets it."""

    query_id: str
    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes with a call."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class File:
    """A file that the server keeps; `about` is what a message says of it."""

    kind: str
    content: bytes
    path: str
    about: Any


@dataclass(slots=True)
class Query:
    """A callback query that was sent to the bot; it knows its message as `inline` where that was sent inline."""

    id: str
    person: int
    chat: int
    message_id: int
    sent: float
    answered: bool = False
    inline: str | None = None


@dataclass(slots=True)
class Chat:
    """A chat and its messages, as the Bot API writes them.

    `written` says whether the bot may write first: somebody wrote to it, or it is in a group. `standing` is what it is
    in a group, `upgraded_to` the supergroup that the group has become. `fixed` are the messages that cannot be
    edited because a reply keyboard came with them, `inline` the names by which the bot knows those that were sent
    inline; `last_id` counts in supergroups, each for itself.
    """

    id: int
    type: str
    title: str | None = None
    person: int | None = None
    members: list[int] = field(default_factory=list)
    administrators: set[int] = field(default_factory=set)
    standing: str = "member"
    upgraded_to: int | None = None
    forum: bool = False
    topics: set[int] = field(default_factory=set)
    closed_topics: set[int] = field(default_factory=set)
    messages: dict[int, Json] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)
    inline: dict[int, str] = field(default_factory=dict)
    blocked: bool = False
    written: bool = False
    last_id: int = 0


@dataclass(slots=True)
class Webhook:
    """Where updates are to be delivered."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_date: int | None = None
    last_error_message: str | None = None
    last_synchronization_error_date: int | None = None


@dataclass(slots=True)
class Profile:
    """What the bot has set about itself, by language code; menu buttons by chat, 0 for all the others."""

    commands: dict[tuple[Any, ...], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
