"""Everything this bot raises by itself.

BotError
├── StartError                 it cannot start; the message is one line with the way out
│   └── SettingsError          the environment is at fault, all faults at once
├── EditionError               content/ or locales/ is at fault, all faults at once
├── ButtonError
│   ├── UnreadableButtonError  callback data that nobody here ever wrote, or that came to harm
│   └── ButtonTooLongError     a place that does not fit into 64 bytes
├── UnreadableUpdateError      something from Telegram that is not as documented
├── UnreadableLinkError        a start parameter that nobody here ever wrote, or that came to harm
├── PrintingError              there is nothing such to print, or no room for it
├── ChartError                 a chart was not drawn
├── AttachmentError            the file that goes out with an announcement cannot be read
├── AnnouncingError            an announcement cannot be sent, paused or cancelled
├── OvertakenError             somebody has asked for something newer before this was done
├── BusyError                  somebody asks for more than one person gets
└── StoreError                 the database did not answer
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class BotError(Exception):
    """The root: whoever catches this catches nothing that is not ours."""


class StartError(BotError):
    """The bot cannot start; the message says what is wrong and what to do, in one line."""


class SettingsError(StartError):
    """One or more settings are wrong; the message has a line for each."""


class Severity(StrEnum):
    """Whether a fault keeps the words from being used, or only asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in content/ or locales/, and where: line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    words: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return " ".join(f"{self.file}:{self.line}:{self.column}: {mark}{self.message}".split())

    @property
    def message(self) -> str:
        """What is wrong, without the place in the file."""
        return f"{self.path}: {self.words}" if self.path else self.words


class EditionError(BotError):
    """The words of the foundation or of the bot cannot be used; `faults` has every reason, in order of place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class ButtonError(BotError):
    """A button and a place do not go together."""


class UnreadableButtonError(ButtonError):
    """Callback data that cannot be read."""


class UnreadableUpdateError(BotError):
    """An update that is not as Telegram documents it."""


class UnreadableLinkError(BotError):
    """A start parameter that cannot be read."""


class ButtonTooLongError(ButtonError):
    """A place whose callback data would be over Telegram's 64 bytes."""


class PrintingError(BotError):
    """What is to be printed does not exist, or cannot be written; the message says what to do."""


class OvertakenError(BotError):
    """Somebody has asked for something newer in the same place before this was done: nobody needs it any more."""


class BusyError(BotError):
    """An update is not taken for some `seconds`: one person asks for too much, unless it is said why."""

    def __init__(self, seconds: int, why: str = "this person asks for too much") -> None:
        super().__init__(f"not taken for {seconds} seconds: {why}")
        self.seconds = seconds


class StoreError(BotError):
    """The database did not answer, or not as it should."""


class ChartError(BotError):
    """A chart was not drawn."""


class AttachmentError(BotError):
    """The file that goes out with an announcement cannot be read."""


class AnnouncingError(BotError):
    """An announcement cannot be sent, paused or cancelled; the message says what to do."""
