"""What is asked of Telegram a second time and what is not, on a clock that runs as fast as it likes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

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

from bot.errors import OvertakenError
from bot.simulator import WoundClock
from bot.tg.patience import BUDGET, Patience
from bot.tg.request import BrokenOff

pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after` will be of type")

SERVER_ERROR = NetworkError("Bad Gateway")


class Clock:
    """A clock on which sleeping takes no time at home."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def later(self, seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
        """Call something after that time, by the clock of the event loop."""
        return asyncio.get_running_loop().call_later(seconds, call)


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
def clock() -> Clock:
    """The clock by which patience is measured."""
    return Clock()


async def patiently(
    call: Callable[[], Awaitable[str]], clock: Clock | WoundClock, *, repeatable: bool, **more: Any
) -> str:
    """Make a call as often as patience allows."""
    patience = Patience(clock, repeatable=repeatable, **more)
    while True:
        try:
            return await call()
        except TelegramError as error:
            wait = patience.wait_after(error)
        await patience.rest(wait)


async def refused(call: Call, clock: Clock, *, repeatable: bool) -> TelegramError:
    """Make a call that is given up, and give the error."""
    with pytest.raises(TelegramError) as caught:
        await patiently(call, clock, repeatable=repeatable)
    return caught.value


async def test_what_succeeds_is_done_once_and_its_result_given(clock: Clock) -> None:
    call = Call(clock)
    assert await patiently(call, clock, repeatable=True) == "done"
    assert (call.times, clock.slept) == (1, [])


@pytest.mark.parametrize("repeatable", [True, False])
async def test_a_flood_wait_within_the_budget_is_sat_out(clock: Clock, repeatable: bool) -> None:
    call = Call(clock, [RetryAfter(7)])
    assert await patiently(call, clock, repeatable=repeatable) == "done"
    assert (call.times, clock.slept) == (2, [7.0])


async def test_a_flood_wait_as_long_as_the_budget_is_still_sat_out(clock: Clock) -> None:
    assert await patiently(Call(clock, [RetryAfter(int(BUDGET))]), clock, repeatable=False) == "done"
    assert clock.slept == [BUDGET]


async def test_a_flood_wait_beyond_the_budget_is_given_up_at_once(clock: Clock) -> None:
    wait = RetryAfter(int(BUDGET) + 1)
    call = Call(clock, [wait])
    assert await refused(call, clock, repeatable=True) is wait
    assert (call.times, clock.slept) == (1, [])


async def test_flood_waits_are_added_up(clock: Clock) -> None:
    second = RetryAfter(6)
    call = Call(clock, [RetryAfter(6), second])
    assert await refused(call, clock, repeatable=True) is second
    assert (call.times, clock.slept) == (2, [6.0])


async def test_the_time_that_calls_take_counts_as_well(clock: Clock) -> None:
    late = TimedOut()
    call = Call(clock, [TimedOut(), late], seconds=BUDGET / 2 - 0.1)
    assert await refused(call, clock, repeatable=True) is late
    assert call.times == 2


@pytest.mark.parametrize("setting", ["true", "false"])
async def test_the_wait_is_read_in_both_of_the_frameworks_spellings(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", setting)
    await patiently(Call(clock, [RetryAfter(3)]), clock, repeatable=True)
    assert clock.slept == [3.0]


@pytest.mark.parametrize("repeatable", [True, False])
async def test_an_error_of_the_server_is_answered_with_another_attempt(clock: Clock, repeatable: bool) -> None:
    call = Call(clock, [SERVER_ERROR])
    assert await patiently(call, clock, repeatable=repeatable) == "done"
    assert call.times == 2


@pytest.mark.parametrize("error", [TimedOut(), TelegramError("Invalid server response")])
async def test_what_may_have_been_done_is_repeated_where_twice_does_no_harm(clock: Clock, error: TelegramError) -> None:
    call = Call(clock, [error])
    assert await patiently(call, clock, repeatable=True) == "done"
    assert call.times == 2


@pytest.mark.parametrize("error", [TimedOut(), TelegramError("Invalid server response")])
async def test_what_may_have_been_done_is_not_repeated_where_twice_does_harm(
    clock: Clock, error: TelegramError
) -> None:
    call = Call(clock, [error])
    assert await refused(call, clock, repeatable=False) is error
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
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_waiting_does_not_help_is_not_repeated(clock: Clock, error: TelegramError, repeatable: bool) -> None:
    call = Call(clock, [error])
    assert await refused(call, clock, repeatable=repeatable) is error
    assert (call.times, clock.slept) == (1, [])


async def test_an_error_that_is_not_telegrams_comes_through(clock: Clock) -> None:
    async def broken() -> str:
        raise ValueError("ours")

    with pytest.raises(ValueError, match=r"^ours$"):
        await patiently(broken, clock, repeatable=True)
    assert clock.slept == []


async def test_when_the_budget_is_spent_the_last_error_is_given(clock: Clock) -> None:
    errors = [NetworkError(str(number)) for number in range(9)]
    call = Call(clock, errors)
    error = await refused(call, clock, repeatable=True)
    assert 4 <= call.times <= 7
    assert error is errors[call.times - 1]


async def test_the_pauses_grow_and_differ_from_call_to_call(clock: Clock) -> None:
    await refused(Call(clock, [SERVER_ERROR] * 9), clock, repeatable=True)
    first = clock.slept.copy()
    await refused(Call(clock, [SERVER_ERROR] * 9), clock, repeatable=True)
    second = clock.slept[len(first) :]
    for pauses in (first, second):
        assert all(0.15 * 2**number <= pause <= 0.45 * 2**number for number, pause in enumerate(pauses))
    assert first != second


async def test_a_flood_wait_may_have_a_budget_of_its_own(clock: Clock) -> None:
    call = Call(clock, [RetryAfter(60), SERVER_ERROR, RetryAfter(60)])
    assert await patiently(call, clock, repeatable=False, flood_budget=120.0) == "done"
    assert sum(clock.slept) > 120


async def test_where_a_connection_broke_a_message_is_sent_again(clock: Clock) -> None:
    call = Call(clock, [BrokenOff(), BrokenOff()])
    assert await patiently(call, clock, repeatable=False) == "done"
    assert call.times == 3


async def test_where_something_newer_is_asked_for_nobody_waits_any_longer() -> None:
    clock, newer = WoundClock(), asyncio.Event()
    call = Call(Clock(), [RetryAfter(7)])
    waiting = asyncio.create_task(patiently(call, clock, repeatable=True, unless=newer))
    await clock.wind(3)
    assert not waiting.done()
    newer.set()
    with pytest.raises(OvertakenError):
        await waiting
    assert call.times == 1


@given(seconds=st.floats(0, 6), errors=st.lists(st.integers(-2, 20), max_size=6), repeatable=st.booleans())
async def test_nobody_waits_longer_than_the_two_budgets(seconds: float, errors: list[int], repeatable: bool) -> None:
    kinds = {-2: TimedOut(), -1: SERVER_ERROR}
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PTB_TIMEDELTA", "true")
        clock = Clock()
        call = Call(clock, [kinds.get(error) or RetryAfter(max(error, 1)) for error in errors], seconds=seconds)
        with contextlib.suppress(TelegramError):
            await patiently(call, clock, repeatable=repeatable)
        assert sum(clock.slept) <= 2 * BUDGET + 1e-9
