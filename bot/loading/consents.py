"""Consents that nobody can have given yet: most likely a slip in the year."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from bot.core.content import TaskForceFile
from bot.errors import Fault
from bot.loading.source import Source


def faults(found: Source, task_force: TaskForceFile, latest: date) -> Iterator[Fault]:
    """Give each consent that is dated later than the latest day there can be."""
    for number, member in enumerate(task_force.members):
        if member.contact and member.contact.consent.date > latest:
            words = "is a day that is still to come; write the day on which the consent was given"
            yield found.fault(("members", number, "contact", "consent", "date"), words)


def latest() -> date:
    """Give the day that it is where the day begins first: an editor may be anywhere."""
    return datetime.now(timezone(timedelta(hours=14))).date()
