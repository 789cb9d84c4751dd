"""An update under way, known to all that belongs to it: what it calls, what goes on beside it, and the apology."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from bot import logs
from bot.core import paths
from bot.core.routes import Route
from bot.ports import Clock
from bot.tg.lanes import Turn
from bot.watch import Kind, Outcome, Spent

_KINDS = {kind.value: kind for kind in Kind}


class Errand:
    """A `bot.watch.Dealing`, from the arrival of an update on; one that is not begun gets no turn."""

    __slots__ = ("_arrived", "_clock", "_turn", "_update", "outcome", "route")

    def __init__(
        self, update: Mapping[str, Any], clock: Clock, turn: Turn | None = None, outcome: Outcome = Outcome.DONE
    ) -> None:
        self._update = update
        self._clock = clock
        self._arrived = clock()
        self._turn = turn
        self.outcome = outcome
        self.route: Route | None = None
        """Where it leads, once that is known."""

    def begin(self) -> None:
        """Begin, in a task of its own: whatever is logged in it, or in tasks that it begins, has the update's id."""
        _current.set(self)
        logs.about(self)

    @property
    def fields(self) -> dict[str, Any]:
        """How it is known in the log."""
        route = {"route": paths.wordless(self.route)} if self.route else {}
        return {"update_id": self._update["update_id"], **route}

    @property
    def kind(self) -> Kind:
        """What it is about."""
        for name in self._update:
            if kind := _KINDS.get(name):
                return kind
        return Kind.OTHER

    @property
    def spent(self) -> Spent | None:
        """Where its time went, up to now; None where it was not begun."""
        if self._turn is None:
            return None
        slowed, waited = self._turn.slowed, self._turn.waited
        return Spent(slowed, waited, self._clock() - self._arrived - slowed - waited)

    @property
    def told(self) -> dict[str, Any]:
        """What a line of the log says of it."""
        seconds = self.spent._asdict() if self.spent else {}
        return {"kind": self.kind, "outcome": self.outcome} | {stage: round(each, 4) for stage, each in seconds.items()}


_current: ContextVar[Errand | None] = ContextVar("errand", default=None)


def became(outcome: Outcome) -> None:
    """Tell what has become of the update that is under way here."""
    if errand := _current.get():
        errand.outcome = outcome


def leads_to(route: Route) -> None:
    """Have the place to which the update leads in all that is logged from now on."""
    if errand := _current.get():
        errand.route = route
