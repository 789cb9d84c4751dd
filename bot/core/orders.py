"""What admins order about announcements: the callback data of their buttons, for example `es@pause/report-mexico`.

A language, what is to be done, and an announcement or the page of a list. They are no places: nobody comes back to
them, and to everybody else such a button is one that is out of date.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

PATTERN = re.compile(r"([a-z]{2})@([a-z]{4,6})/([a-z0-9-]{1,47})")
"""47 characters are the longest id: that of a report, and what stands before it."""


class Deed(StrEnum):
    """What is to be done."""

    LIST = "list"
    SHOW = "show"
    SEND = "send"
    PAUSE = "pause"
    RESUME = "resume"
    DOUBT = "doubt"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Order:
    """A deed, in a language; `subject` is the id of an announcement, or the number of a page."""

    locale: str
    deed: Deed
    subject: str

    @property
    def page(self) -> int:
        """The page of the list."""
        return int(self.subject) if self.subject.isdecimal() else 1


def write(order: Order) -> str:
    """Write the callback data, of at most 57 bytes."""
    return f"{order.locale}@{order.deed}/{order.subject}"


def read(data: str) -> Order | None:
    """Read callback data; None where it is none of these."""
    found = PATTERN.fullmatch(data)
    if not found or found[2] not in _DEEDS:
        return None
    return Order(found[1], Deed(found[2]), found[3])


_DEEDS = frozenset(Deed)
