"""Trouble on request: what a real Telegram does on a bad day, and its limits on sending.

    telegram.trouble.plan(trouble.flood(7), "sendMessage", chat=ana.id, times=2)
    telegram.trouble.repeat("callback_query")
    telegram.trouble.limits = True

Numbers of the limits: "My bot is hitting limits" on https://core.telegram.org/bots/faq. The real ones are not published
exactly; these are the ones that a bot has to stay within.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus

from bot.simulator.state import Json, RefusalError

LIMITED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "sendContact", "editMessageText", "editMessageReplyMarkup"}
)
"""Sending and editing is limited; answering a callback query or an inline query is not."""
ALL_CHATS = 0

_is_out_of_reach: ContextVar[bool] = ContextVar("is_out_of_reach", default=False)


@contextmanager
def out_of_reach() -> Iterator[None]:
    """Let no planned fault meet the calls of the block: one in the answer to an update has no way of its own."""
    token = _is_out_of_reach.set(True)
    try:
        yield
    finally:
        _is_out_of_reach.reset(token)


class TroubleError(Exception):
    """The bot gets no answer of the Bot API."""


class LostError(TroubleError):
    """No answer reaches the bot; `late` says that the connection stays open meanwhile, `sent` that there was one."""

    def __init__(self, *, late: bool, sent: bool = True) -> None:
        super().__init__("no answer in time" if late else "the connection broke" if sent else "no connection")
        self.late = late
        self.sent = sent


class GarbledError(TroubleError):
    """The bot gets the page of some machine that stands before the Bot API."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.title = f"{code} {HTTPStatus(code).phrase}"
        super().__init__(self.title)

    @property
    def page(self) -> str:
        """The page, which is no JSON."""
        body = f"<center><h1>{self.title}</h1></center>\r\n<hr><center>nginx</center>"
        head = f"<head><title>{self.title}</title></head>"
        return f"<html>\r\n{head}\r\n<body>\r\n{body}\r\n</body>\r\n</html>\r\n"


class Kind(Enum):
    """How a call fails."""

    REFUSED = auto()
    GARBLED = auto()
    DROPPED = auto()
    LATE = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One failure: made by `flood`, `moved`, `broken`, `garbled`, `dropped`, `late` and `unreachable`."""

    kind: Kind
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    migrate_to: int = 0
    carried_out: bool = False

    def error(self) -> RefusalError | TroubleError:
        """Give what the bot gets instead of an answer."""
        match self.kind:
            case Kind.REFUSED:
                parameters = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
                given = {name: value for name, value in parameters.items() if value}
                return RefusalError(self.description, self.code, **given)
            case Kind.GARBLED:
                return GarbledError(self.code)
            case Kind.DROPPED | Kind.LATE | Kind.UNREACHABLE:
                return LostError(late=self.kind is Kind.LATE, sent=self.kind is not Kind.UNREACHABLE)


def flood(seconds: int) -> Fault:
    """A 429 that asks to wait."""
    return Fault(Kind.REFUSED, 429, f"Too Many Requests: retry after {seconds}", seconds)


def moved(chat: int) -> Fault:
    """A 400 that says which supergroup a group has become."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Fault(Kind.REFUSED, 400, words, migrate_to=chat)


def broken(code: int = 502, description: str = "Bad Gateway") -> Fault:
    """A 5xx; the call was not carried out."""
    return Fault(Kind.REFUSED, code, description)


def garbled(code: int = 502, *, carried_out: bool = False) -> Fault:
    """A page instead of JSON, mostly with a 5xx."""
    return Fault(Kind.GARBLED, code, carried_out=carried_out)


def dropped(*, carried_out: bool = False) -> Fault:
    """A connection that breaks before the answer."""
    return Fault(Kind.DROPPED, carried_out=carried_out)


def late(*, carried_out: bool = True) -> Fault:
    """An answer that does not come within any time limit."""
    return Fault(Kind.LATE, carried_out=carried_out)


def unreachable() -> Fault:
    """No connection at all, in process; over HTTP there is one already, which breaks."""
    return Fault(Kind.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to go wrong with one call or update; None stands for any."""

    what: str | None
    chat: int | None

    def concerns(self, what: str, chat: int | None) -> bool:
        return self.what in (None, what) and self.chat in (None, chat)


class Trouble:
    """What is planned to go wrong, and the limits where they are switched on with `limits`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.limits = False
        self._clock = clock
        self._faults: deque[tuple[_Plan, Fault]] = deque()
        self._repeats: deque[_Plan] = deque()
        self._sent: dict[int, deque[float]] = {}

    def plan(self, fault: Fault, method: str | None = None, *, chat: int | None = None, times: int = 1) -> None:
        """Let the next calls, of one method or of any, into one chat or any, fail."""
        self._faults.extend([(_Plan(method, chat), fault)] * times)

    @property
    def planned(self) -> int:
        """Count the failures that are still to come."""
        return len(self._faults)

    def repeat(self, kind: str | None = None, *, chat: int | None = None, times: int = 1) -> None:
        """Let the next updates, of one kind or of any, come twice; only getUpdates never gives one twice."""
        self._repeats.extend([_Plan(kind, chat)] * times)

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self._faults.clear()
        self._repeats.clear()

    def strike(self, method: str, chat: int | None) -> Fault | None:
        """Take the fault that is due for a call, if there is one."""
        if _is_out_of_reach.get():
            return None
        for planned in self._faults:
            if planned[0].concerns(method, chat):
                self._faults.remove(planned)
                return planned[1]
        return None

    def repeats(self, update: Json) -> bool:
        """Say whether an update comes once more."""
        kind, content = next((kind, content) for kind, content in update.items() if kind != "update_id")
        chat = content.get("message", content).get("chat", {}).get("id")
        for plan in self._repeats:
            if plan.concerns(kind, chat):
                self._repeats.remove(plan)
                return True
        return False

    def count(self, method: str, chat: int | None) -> None:
        """Count what is sent into a chat; None is a message that was sent inline.

        Raises:
            RefusalError: it is more than a bot may send.
        """
        if not self.limits or method not in LIMITED:
            return
        windows = [(ALL_CHATS, 30, 1.0)]
        if chat is not None:
            windows.append((chat, 20, 60.0) if chat < 0 else (chat, 3, 3.0))
        wait = max(self._wait(*window) for window in windows)
        if wait > 0:
            raise flood(math.ceil(wait)).error()
        for key, _, _ in windows:
            self._sent[key].append(self._clock())

    def _wait(self, key: int, allowed: int, seconds: float) -> float:
        """Give the seconds until a window has room."""
        times = self._sent.setdefault(key, deque())
        while times and self._clock() - times[0] >= seconds:
            times.popleft()
        return times[0] + seconds - self._clock() if len(times) >= allowed else 0.0
