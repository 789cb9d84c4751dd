"""What is remembered of a chat, as a value: all of it, so that whoever asks can be shown everything."""

from dataclasses import dataclass
from datetime import date

KEPT_DAYS = 180
"""For so long what is remembered of an unreachable chat is kept."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The whole row of a chat. Days are those of UTC.

    `chat` is the number that Telegram gives it and `kind` Telegram's word: private, group, supergroup or channel;
    `language` is None where nobody has chosen one. `unreachable` is the day on which Telegram first refused a message
    to the chat, `offered` the one on which the bot asked whether announcements are wanted, `since` and `changed` those
    on which this was first and last written.
    """

    chat: int
    kind: str
    language: str | None
    subscribed: bool
    since: date
    changed: date
    unreachable: date | None = None
    offered: date | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing is remembered of the chat."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What is remembered of the chat is not known: nobody looked, or the store did not answer."""


Held = Memory | Nothing | Unread
UNREAD = Unread()

EXAMPLE = Memory(
    chat=123456789,
    kind="private",
    language="en",
    subscribed=False,
    since=date(2026, 1, 15),
    changed=date(2026, 3, 2),
    unreachable=date(2026, 3, 2),
    offered=date(2026, 2, 1),
)
"""An invented chat, of which everything is remembered that can be: for looking at screens without any."""
