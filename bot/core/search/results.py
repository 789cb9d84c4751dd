"""What a search comes to."""

from dataclasses import dataclass
from enum import Enum

from bot.core.routes import Route


class Certainty(Enum):
    """How sure a search is of what it found."""

    CLEAR = "one is meant and no other"
    SEVERAL = "each of them fits"
    NEAREST = "none fits, these come nearest"
    NONE = "there is nothing like it"


@dataclass(frozen=True, slots=True)
class Results:
    """Places, best first, 200 at most, and how sure it is that they are meant."""

    routes: tuple[Route, ...]
    certainty: Certainty
