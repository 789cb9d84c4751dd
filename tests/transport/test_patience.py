"""What is asked of Telegram a second time and what is not, on a clock that runs as fast as it likes."""

import contextlib
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.tg import patience
from bot.tg.patience import BUDGET, patiently

pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after` will be of type")

SERVER_ERROR = NetworkError("Bad Gateway")


class Clock:
    """A clock on which sleeping takes no time at home."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.now += seconds


class Call:
    """A call that goes wrong in the given ways, one after the other, and then succeeds; each time takes a while."""

    def __init__(self, clock: Clock, errors: Iterable[TelegramError] = (), *, seconds: float = 0) -> None:
        self._clock = clock
        self._errors = list(errors)
        self._seconds = seconds
        self.times = 0

    async def __call__(self) -> str:
        self.times += 1
        self._clock.now += self._seconds
        if self._errors:
            raise self._errors.pop(0)
        return "done"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which patience is measured."""
    return _set(monkeypatch)


def _set(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(patience, "time", SimpleNamespace(monotonic=clock.monotonic))
    monkeypatch.setattr(patience, "asyncio", SimpleNamespace(sleep=clock.sleep))
    return clock


async def refused(call: Call, *, repeatable: bool) -> TelegramError:
    """Make a call that is given up, and give the error."""
    with pytest.raises(TelegramError) as caught:
        await patiently(call, repeatable=repeatable)
    return caught.value


async def test_what_succeeds_is_done_once_and_its_result_given(clock: Clock) -> None:
    call = Call(clock)
    assert await patiently(call, repeatable=True) == "done"
    assert (call.times, clock.slept) == (1, [])


@pytest.mark.parametrize("repeatable", [True, False])
async def test_a_flood_wait_within_the_budget_is_sat_out(clock: Clock, repeatable: bool) -> None:
    call = Call(clock, [RetryAfter(7)])
    assert await patiently(call, repeatable=repeatable) == "done"
    assert (call.times, clock.slept) == (2, [7.0])


async def test_a_flood_wait_as_long_as_the_budget_is_still_sat_out(clock: Clock) -> None:
    assert await patiently(Call(clock, [RetryAfter(int(BUDGET))]), repeatable=False) == "done"
    assert clock.slept == [BUDGET]


async def test_a_flood_wait_beyond_the_budget_is_given_up_at_once(clock: Clock) -> None:
    wait = RetryAfter(int(BUDGET) + 1)
    call = Call(clock, [wait])
    assert await refused(call, repeatable=True) is wait
    assert (call.times, clock.slept) == (1, [])


async def test_flood_waits_are_added_up(clock: Clock) -> None:
    second = RetryAfter(6)
    call = Call(clock, [RetryAfter(6), second])
    assert await refused(call, repeatable=True) is second
    assert (call.times, clock.slept) == (2, [6.0])


async def test_the_time_that_calls_take_counts_as_well(clock: Clock) -> None:
    late = TimedOut()
    call = Call(clock, [TimedOut(), late], seconds=BUDGET / 2 - 0.1)
    assert await refused(call, repeatable=True) is late
    assert call.times == 2


@pytest.mark.parametrize("setting", ["true", "false"])
async def test_the_wait_is_read_in_both_of_the_frameworks_spellings(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", setting)
    await patiently(Call(clock, [RetryAfter(3)]), repeatable=True)
    assert clock.slept == [3.0]


@pytest.mark.parametrize("repeatable", [True, False])
async def test_an_error_of_the_server_is_answered_with_another_attempt(clock: Clock, repeatable: bool) -> None:
    call = Call(clock, [SERVER_ERROR])
    assert await patiently(call, repeatable=repeatable) == "done"
    assert call.times == 2


async def test_what_may_have_been_done_is_repeated_where_twice_does_no_harm(clock: Clock) -> None:
    call = Call(clock, [TimedOut()])
    assert await patiently(call, repeatable=True) == "done"
    assert call.times == 2


async def test_what_may_have_been_done_is_not_repeated_where_twice_does_harm(clock: Clock) -> None:
    late = TimedOut()
    call = Call(clock, [late])
    assert await refused(call, repeatable=False) is late
    assert (call.times, clock.slept) == (1, [])


@pytest.mark.parametrize("repeatable", [True, False])
@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Message is not modified"),
        Forbidden("Forbidden: bot was blocked by the user"),
        ChatMigrated(-1001),
        Conflict("Conflict: another poller"),
        InvalidToken(),
        TelegramError("Invalid server response"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_waiting_does_not_help_is_not_repeated(clock: Clock, error: TelegramError, repeatable: bool) -> None:
    call = Call(clock, [error])
    assert await refused(call, repeatable=repeatable) is error
    assert (call.times, clock.slept) == (1, [])


async def test_an_error_that_is_not_telegrams_comes_through(clock: Clock) -> None:
    async def broken() -> str:
        raise ValueError("ours")

    with pytest.raises(ValueError, match=r"^ours$"):
        await patiently(broken, repeatable=True)
    assert clock.slept == []


async def test_after_the_fourth_attempt_the_last_error_is_given(clock: Clock) -> None:
    errors = [NetworkError(str(number)) for number in range(5)]
    call = Call(clock, errors)
    assert await refused(call, repeatable=True) is errors[3]
    assert call.times == 4


async def test_the_pauses_grow_and_differ_from_call_to_call(clock: Clock) -> None:
    await refused(Call(clock, [SERVER_ERROR] * 4), repeatable=True)
    first = clock.slept.copy()
    await refused(Call(clock, [SERVER_ERROR] * 4), repeatable=True)
    second = clock.slept[3:]
    for pauses in (first, second):
        assert [
            low <= pause <= high
            for pause, (low, high) in zip(pauses, [(0.15, 0.45), (0.5, 1.5), (1.5, 4.5)], strict=True)
        ] == [True] * 3
    assert first != second


@given(seconds=st.floats(0, 6), errors=st.lists(st.integers(-2, 20), max_size=6), repeatable=st.booleans())
async def test_no_update_ever_waits_longer_than_the_budget(seconds: float, errors: list[int], repeatable: bool) -> None:
    kinds = {-2: TimedOut(), -1: SERVER_ERROR}
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PTB_TIMEDELTA", "true")
        clock = _set(monkeypatch)
        started = clock.now
        call = Call(clock, [kinds.get(error) or RetryAfter(max(error, 1)) for error in errors], seconds=seconds)
        with contextlib.suppress(TelegramError):
            await patiently(call, repeatable=repeatable)
        assert (sum(clock.slept) <= BUDGET + 1e-9, clock.now - started <= BUDGET + seconds + 1e-9) == (True, True)
