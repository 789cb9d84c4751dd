"""Trouble on request: what a real Telegram does on a bad day, and its limits on sending.

Numbers of the limits: "My bot is hitting limits" on https://core.telegram.org/bots/faq. The real ones are not published
exactly; these are the ones that a bot has to stay within.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.simulator.state import RefusalError

LIMITED = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"})
"""Answering a callback query is not limited; sending and editing is."""


class LostError(Exception):
    """No answer reaches the bot; `late` says that the connection stays open meanwhile."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("the answer is lost")
        self.late = late


class Kind(Enum):
    """How a call fails."""

    REFUSED = auto()
    DROPPED = auto()
    LATE = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure: made by `flood`, `broken`, `dropped` and `late`."""

    kind: Kind
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    carried_out: bool = False


def flood(seconds: int) -> Fault:
    """A 429 that asks to wait."""
    return Fault(Kind.REFUSED, 429, f"Too Many Requests: retry after {seconds}", seconds)


def broken(code: int = 502, description: str = "Bad Gateway") -> Fault:
    """A 5xx; the call was not carried out."""
    return Fault(Kind.REFUSED, code, description)


def dropped(*, carried_out: bool = False) -> Fault:
    """A connection that breaks before the answer."""
    return Fault(Kind.DROPPED, carried_out=carried_out)


def late(*, carried_out: bool = True) -> Fault:
    """An answer that does not come within any time limit."""
    return Fault(Kind.LATE, carried_out=carried_out)


class Trouble:
    """The faults that are planned, and the limits where they are switched on with `limits`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.limits = False
        self._clock = clock
        self._planned: deque[tuple[str | None, Fault]] = deque()
        self._sent: dict[int, deque[float]] = {}

    def plan(self, fault: Fault, method: str | None = None, *, times: int = 1) -> None:
        """Let the next calls, of one method or of any, fail."""
        self._planned.extend([(method, fault)] * times)

    def strike(self, method: str) -> Fault | None:
        """Take the fault that is due for a call, if there is one."""
        for planned in self._planned:
            if planned[0] in (None, method):
                self._planned.remove(planned)
                return planned[1]
        return None

    def count(self, method: str, chat: int) -> None:
        """Count what is sent into a chat.

        Raises:
            RefusalError: it is more than a bot may send.
        """
        if not self.limits or method not in LIMITED:
            return
        windows = [(0, 30, 1.0), (chat, 20, 60.0)] if chat < 0 else [(0, 30, 1.0), (chat, 3, 3.0)]
        wait = max(self._wait(*window) for window in windows)
        if wait > 0:
            raise refusal(flood(math.ceil(wait)))
        for key, _, _ in windows:
            self._sent[key].append(self._clock())

    def _wait(self, key: int, allowed: int, seconds: float) -> float:
        """Give the seconds until a window has room; 0 is the window of all chats."""
        times = self._sent.setdefault(key, deque())
        while times and self._clock() - times[0] >= seconds:
            times.popleft()
        return times[0] + seconds - self._clock() if len(times) >= allowed else 0.0


def refusal(fault: Fault) -> RefusalError:
    """Give a fault as the refusal that the bot gets."""
    parameters = {"retry_after": fault.retry_after} if fault.retry_after else {}
    return RefusalError(fault.description, fault.code, **parameters)
