"""What is remembered of a chat, as a value: all of it, so that whoever asks can be shown everything."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Memory:
    """The whole row of a chat. Days are those of UTC.

    `kind` is Telegram's word: private, group, supergroup or channel; `language` is None where nobody has chosen one.
    `unreachable` is the day on which Telegram first refused a message to the chat, `offered` the one on which the bot
    asked whether announcements are wanted, `since` and `changed` those on which this was first and last written.
    """

    kind: str
    language: str | None
    subscribed: bool
    since: date
    changed: date
    unreachable: date | None = None
    offered: date | None = None
