"""What Telegram's complaint about a message to one chat means for it, and for the others."""

import re
from dataclasses import dataclass

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.core.announcing import Outcome
from bot.tg.patience import seconds

_GONE = (
    *("chat not found", "peer_id_invalid", "user is deactivated", "chat was deactivated", "chat_id_invalid"),
    *("user_is_blocked", "input_user_deactivated", "user_deactivated", "channel_private", "chat_forbidden"),
)
_CLOSED = (
    *("not enough rights", "have no rights", "chat_write_forbidden", "chat_restricted", "chat_admin_required"),
    *("topic_closed", "topic_deleted", "message thread not found", "chat_guest_send_forbidden"),
)
_FORBIDDEN_IN_A_CHAT = re.compile(r"chat_send_[a-z]+_forbidden")
"""A group may forbid texts, pictures or documents, each for itself."""


@dataclass(frozen=True, slots=True)
class Settled:
    """It is over for this chat."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Later:
    """Telegram wants this chat to wait for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat goes on under another number."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram does not take the message itself, and so perhaps from nobody."""

    reason: str


@dataclass(frozen=True, slots=True)
class Barred:
    """Telegram takes nothing more from this bot: its token was revoked."""

    reason: str


@dataclass(frozen=True, slots=True)
class Away:
    """Telegram cannot be reached: it did not get the message, and there is no sense in going on."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Telegram did not answer: it may have sent the message, and there is no sense in going on."""


Verdict = Settled | Later | Moved | Refused | Barred | Away | Silence


def verdict(error: TelegramError) -> Verdict:
    """Tell what an error means; what Telegram may have carried out is never to be sent again."""
    match error:
        case RetryAfter():
            return Later(seconds(error))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken():
            return Barred(error.message)
        case Forbidden():
            return Settled(Outcome.UNREACHABLE)
        case BadRequest():
            return _refused(error.message)
        case TimedOut():
            return Silence()
        case NetworkError():
            return Away()
        case _:  # an answer that is none
            return Silence()


def _refused(message: str) -> Verdict:
    words = message.lower()
    if any(gone in words for gone in _GONE):
        return Settled(Outcome.UNREACHABLE)
    if any(closed in words for closed in _CLOSED) or _FORBIDDEN_IN_A_CHAT.search(words):
        return Settled(Outcome.FAILED)
    return Refused(message)
