"""An announcement on its way, as values: how far it is, and what became of each message."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum


class State(StrEnum):
    """Where an announcement is."""

    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will be sent."""
        return self in (State.CANCELLED, State.DONE)


class Outcome(Enum):
    """What became of a message to one chat; the numbers are stored.

    `UNSURE` is a message of which Telegram did not say in time whether it was sent: it is not sent a second time.
    """

    WAITING = 0
    SENT = 1
    UNREACHABLE = 2
    FAILED = 3
    UNSURE = 4


@dataclass(frozen=True, slots=True)
class Where:
    """The message in which the progress is shown, and the language it is in.

    While it `is_asking` whether to cancel, the question stands there instead, as long as there is something to cancel.
    """

    chat_id: int
    message_id: int
    language: str
    is_asking: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """An announcement that goes out or went out, and to how many; `report` is where its progress is shown."""

    id: str
    state: State
    started: datetime
    finished: datetime | None
    total: int
    sent: int
    unreachable: int
    failed: int
    unsure: int
    report: Where | None = None

    @property
    def dealt_with(self) -> int:
        """Count the chats of which the outcome is known."""
        return self.sent + self.unreachable + self.failed + self.unsure

    @property
    def left(self) -> int:
        """Count the chats that are still to come, or that, where it is over, did not want it any more."""
        return self.total - self.dealt_with

    @property
    def seconds(self) -> float | None:
        """How long it took, pauses included; None while it is not over."""
        return None if self.finished is None else (self.finished - self.started).total_seconds()
