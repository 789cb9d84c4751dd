"""What comes of looking at one thing."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

AGAIN = "start the bot, or --fix"
"""The way out where every start puts something right."""


class State(StrEnum):
    """How a thing stands."""

    FITS = "fits"
    MISFIT = "does not fit"
    UNKNOWN = "cannot be told"
    SKIPPED = "not looked at"


class Remedy(StrEnum):
    """What `--fix` can do, in the order in which it is done, and how it says that it did."""

    TABLES = "Brought the tables of the database up to date."
    WEBHOOK = "Told Telegram the webhook anew, with its secret and the kinds of updates."
    PROFILE = "Published commands and descriptions."
    STRAYS = "Took out what hid the commands and descriptions."
    ADMINS = "Gave the admins' chats their menus."


class Status(IntEnum):
    """The exit status for monitors."""

    WELL = 0
    MISFIT = 1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, what was found, the way out, and what `--fix` would do about it."""

    what: str
    state: State
    found: str
    way_out: str = ""
    remedy: Remedy | None = None


def fits(what: str, found: str) -> Finding:
    """Find that something is as it has to be."""
    return Finding(what, State.FITS, found)


def misfit(what: str, found: str, way_out: str, remedy: Remedy | None = None) -> Finding:
    """Find that something is not as it has to be."""
    return Finding(what, State.MISFIT, found, way_out, remedy)


def unknown(what: str, found: str, way_out: str = "") -> Finding:
    """Find that something cannot be told."""
    return Finding(what, State.UNKNOWN, found, way_out)


def skipped(what: str, why: str) -> Finding:
    """Leave something out."""
    return Finding(what, State.SKIPPED, why)


def status(findings: Collection[Finding]) -> Status:
    """Give the exit status: what is known to be wrong goes before what is not known."""
    states = {finding.state for finding in findings}
    if State.MISFIT in states:
        return Status.MISFIT
    return Status.UNKNOWN if State.UNKNOWN in states else Status.WELL
