"""What Telegram does on a bad day, and what has to become of a call then: the one rule of the matrix."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from bot.simulator import trouble
from bot.simulator.trouble import Fault

LASTING = 1_000
TIMES = (1, 2, LASTING)
FLOOD_SECONDS = 120.0
"""For so long a chat is waited for."""
SECONDS = 10.0
"""For so long anything else is tried again."""
SENDING = ("sendMessage", "sendContact", "sendDocument", "sendPhoto")
ASKING = ("getChatMember", "getChatAdministrators")
MENUS = ("setMyCommands", "deleteMyCommands")
COVERED = frozenset({*SENDING, *ASKING, *MENUS, "editMessageText", "answerCallbackQuery", "answerInlineQuery"})
"""The methods that the bot calls in answer to an update."""


class Sort(Enum):
    """What a fault means to one method."""

    FLOOD = auto()
    PASSING = auto()
    UNCLEAR = auto()
    """Telegram may have carried the call out."""
    CLOSED = auto()
    HARMLESS = auto()
    UNEDITABLE = auto()
    MOVED = auto()
    REVOKED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault; `only` are the methods to which Telegram says so, and to all others it is a refusal like any."""

    name: str
    make: Callable[[int], Fault]
    sort: Sort
    seconds: float = 0.0
    """What it asks to wait, or takes until it shows on a call that may be made again."""
    only: tuple[str, ...] = ()
    is_broken_off: bool = False
    """Whether what sends is done again although it may have been done: somebody on the way gave up."""

    def means(self, method: str) -> Sort:
        """Say what it means to a method."""
        return self.sort if not self.only or method in self.only else Sort.UNKNOWN


def _refusal(words: str, sort: Sort, *only: str, code: int = 400) -> Trial:
    full = f"{'Bad Request' if code == 400 else 'Forbidden' if code == 403 else 'Unauthorized'}: {words}"
    return Trial(f"{code} {words}", lambda _: trouble.broken(code, full), sort, only=only)


def _simple(name: str, fault: Fault, sort: Sort, seconds: float = 0.0, is_broken_off: bool = False) -> Trial:
    return Trial(name, lambda _: fault, sort, seconds, is_broken_off=is_broken_off)


def _unclear(
    name: str, not_done: Fault, done: Fault, seconds: float = 0.0, *, is_broken_off: bool = False
) -> tuple[Trial, Trial]:
    return (
        _simple(f"{name}, not carried out", not_done, Sort.UNCLEAR, seconds, is_broken_off),
        _simple(f"{name}, carried out", done, Sort.UNCLEAR, seconds, is_broken_off),
    )


_EDIT = "editMessageText"
_ANSWERS = ("answerCallbackQuery", "answerInlineQuery")

TRIALS = (
    *(_simple(f"429 for {wait} s", trouble.flood(wait), Sort.FLOOD, wait) for wait in (2, 45, 3600)),
    _simple("500", trouble.broken(500, "Internal Server Error"), Sort.PASSING),
    _simple("502", trouble.broken(502), Sort.PASSING),
    _simple("a page with 502", trouble.garbled(502), Sort.PASSING),
    _simple("no connection", trouble.unreachable(), Sort.PASSING),
    _simple("504", trouble.broken(504, "Gateway Timeout"), Sort.UNCLEAR, is_broken_off=True),
    *_unclear("a page with 504", trouble.garbled(504), trouble.garbled(504, carried_out=True), is_broken_off=True),
    *_unclear("a page with 200", trouble.garbled(200), trouble.garbled(200, carried_out=True)),
    *_unclear("a broken connection", trouble.dropped(), trouble.dropped(carried_out=True), is_broken_off=True),
    *_unclear("a read timeout", trouble.late(carried_out=False), trouble.late(), 4.0),
    _refusal("chat not found", Sort.CLOSED, *SENDING, _EDIT),
    _refusal("message is not modified: the same", Sort.HARMLESS, _EDIT),
    _refusal("query is too old and response timeout expired or query ID is invalid", Sort.HARMLESS, *_ANSWERS),
    _refusal("message to edit not found", Sort.UNEDITABLE, _EDIT),
    _refusal("message can't be edited", Sort.UNEDITABLE, _EDIT),
    _refusal("something that nobody has heard of", Sort.UNKNOWN),
    _refusal("bot was blocked by the user", Sort.CLOSED, code=403),
    _refusal("bot was kicked from the supergroup chat", Sort.CLOSED, code=403),
    _refusal("user is deactivated", Sort.CLOSED, code=403),
    Trial("400 the group has moved", trouble.moved, Sort.MOVED, only=(*SENDING, _EDIT)),
    _refusal("no such bot", Sort.REVOKED, code=401),
)


def comes_again(trial: Trial, method: str) -> bool:
    """Say whether something may come more than once: it was done, and nobody said so."""
    return method in SENDING and trial.is_broken_off and trial.make(0).carried_out


def gets_through(trial: Trial, method: str, times: int) -> bool:
    """Say whether what a method does is done in the end, exactly once, although it failed so many times."""
    match trial.means(method):
        case Sort.FLOOD:
            limited = method in (*SENDING, _EDIT)
            return trial.seconds * times <= (FLOOD_SECONDS if limited else SECONDS)
        case Sort.PASSING:
            return times != LASTING
        case Sort.UNCLEAR:
            if trial.make(0).carried_out and method not in ASKING:
                return True
            is_tried = method not in SENDING or trial.is_broken_off
            return is_tried and times != LASTING and trial.seconds * times < SECONDS
        case Sort.UNEDITABLE | Sort.MOVED:
            return True
        case Sort.CLOSED | Sort.HARMLESS | Sort.REVOKED | Sort.UNKNOWN:
            return False
        case _:
            assert_never(trial.means(method))
