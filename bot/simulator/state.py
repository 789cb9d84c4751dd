"""What a Telegram knows: people, chats, messages, callback queries, and what a bot has set."""

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


def lowered(words: str) -> str:
    """Begin a complaint in lower case, as the server does after "Bad Request: "."""
    return words[:1].lower() + words[1:]


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


@dataclass(slots=True)
class Query:
    """A callback query that was sent to the bot."""

    id: str
    person: int
    chat: int
    message_id: int
    sent: float
    delivered: bool = False
    answered: bool = False

    def place(self) -> Json:
        """Say whose it is and where, as the page is told."""
        return {"person": self.person, "chat": self.chat, "message_id": self.message_id, "query_id": self.id}


@dataclass(slots=True)
class Chat:
    """A chat, its messages, and the messages that opened its topics, as the Bot API writes them."""

    id: int
    type: str
    title: str | None = None
    person: int | None = None
    members: list[int] = field(default_factory=list)
    forum: bool = False
    topics: dict[int, Json] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    blocked: bool = False
    written: bool = False
    last_id: int = 0

    def next_id(self) -> int:
        """Give the id of the next message."""
        self.last_id += 1
        while self.last_id in self.topics:
            self.last_id += 1
        return self.last_id


@dataclass(slots=True)
class Webhook:
    """Where updates are to be delivered."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Profile:
    """What the bot has set about itself, by language code."""

    commands: dict[tuple[Any, ...], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
