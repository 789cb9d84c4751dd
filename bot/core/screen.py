"""A screen as a value: what a person will see, before it becomes a call to Telegram."""

from dataclasses import dataclass

from bot.core.routes import Tap

TEXT_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage
BUTTONS_A_ROW = 8  # measured, undocumented
BUTTONS = 100
LABEL_UNITS = 40  # ours: what a full-width button shows on a narrow phone


@dataclass(frozen=True, slots=True)
class Go:
    """A button that leads to a place of the bot."""

    label: str
    tap: Tap


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an address in the browser."""

    label: str
    url: str


Button = Go | Open
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """HTML text, rows of buttons, and whether the first link in the text is shown as a preview."""

    text: str
    rows: tuple[Row, ...]
    preview: bool = False
