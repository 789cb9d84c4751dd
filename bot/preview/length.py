"""How much is used of what Telegram allows."""

from dataclasses import dataclass, replace

from bot.core.atlas import goes
from bot.core.html import plain, units
from bot.core.routes import CALLBACK_DATA_BYTES, Place, Tap, write
from bot.core.screen import BUTTONS, TEXT_UNITS, Screen
from bot.preview.markup import Html, tag
from bot.preview.speech import say

_TIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Length:
    """How long something is, how long it may be, and how much of it cannot be cut: all, unless given."""

    of: str
    used: int
    allowed: int
    firm: int | None = None

    @property
    def is_tight(self) -> bool:
        """Say whether what cannot be cut takes more than four fifths of what is allowed."""
        return (self.used if self.firm is None else self.firm) > _TIGHT * self.allowed


def lengths(screen: Screen, allowed: int = TEXT_UNITS) -> tuple[Length, ...]:
    """Give the text in UTF-16 units, the callback data of the longest button in bytes, and the number of buttons."""
    taps = [go.tap for go in goes(screen)]
    return (
        Length("length-text", units(plain(screen.text)), allowed),
        Length(
            "length-button",
            max(map(_bytes, taps), default=0),
            CALLBACK_DATA_BYTES,
            firm=max((_bytes(replace(tap, place=Place(tap.place.route))) for tap in taps), default=0),
        ),
        Length("length-buttons", sum(map(len, screen.rows)), BUTTONS),
    )


def meter(length: Length) -> Html:
    """Draw a length as a small meter with words, and a mark where little is left."""
    return tag(
        "label",
        tag("span", say(length.of)),
        tag("meter", min=0, max=length.allowed, value=length.used, class_="tight" if length.is_tight else None),
        tag("span", f"{length.used:,} / {length.allowed:,}", class_="figures"),
        tag("strong", say("tight")) if length.is_tight else None,
        class_="length",
    )


def _bytes(tap: Tap) -> int:
    return len(write(tap).encode())
