"""A screen as a value: what a person will see, before it becomes a call to Telegram."""

from dataclasses import dataclass

from bot.core.orders import Order
from bot.core.routes import Route, Tap

TEXT_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage
BUTTONS_A_ROW = 8  # measured, undocumented
BUTTONS = 100
COPY_CHARACTERS = 256  # https://core.telegram.org/bots/api#copytextbutton
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


@dataclass(frozen=True, slots=True)
class Share:
    """A button that asks to whom the address of a place is to be sent, with a line of text."""

    label: str
    route: Route
    text: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A button that opens the chat with the bot at a place, from wherever it stands."""

    label: str
    route: Route


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies 1-256 characters to the clipboard of whoever taps it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Do:
    """A button with which an admin orders something."""

    label: str
    order: Order


Button = Go | Open | Share | Visit | Copy | Do
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """HTML text, rows of buttons, whether the first link in the text is shown as a preview, and a picture above it.

    A picture is given by its address; where there is one, it is what the preview shows.
    """

    text: str
    rows: tuple[Row, ...]
    preview: bool = False
    picture: str | None = None
