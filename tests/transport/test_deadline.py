"""A deadline: what waits is ended when its time is over, and nothing else is."""

import asyncio
import gc

import pytest

from bot.clock import RealClock
from bot.simulator import WoundClock
from bot.tg.deadline import Deadline

SECONDS = 4.0


class Waiter:
    """Waits within a deadline, which begins when it is told to, and notes what came of that."""

    def __init__(self, clock: WoundClock, seconds: float | None = SECONDS) -> None:
        self.deadline = Deadline(clock, seconds)
        self.go_on = asyncio.Event()
        self.cancelling: int | None = None
        self.task = asyncio.create_task(self._wait())

    async def _wait(self) -> str:
        try:
            with self.deadline:
                await self.go_on.wait()
        except TimeoutError:
            self.cancelling = self.task.cancelling()
            await asyncio.sleep(0)  # goes on: it is no longer cancelled
            return "late"
        return "in time"


async def test_what_takes_longer_is_ended_at_that_moment_and_whoever_waited_goes_on() -> None:
    clock = WoundClock()
    waiter = Waiter(clock)
    await clock.settle()
    waiter.deadline.begin()
    await clock.wind(SECONDS - 0.1)
    assert not waiter.task.done()
    await clock.wind(0.1)
    assert (await waiter.task, waiter.cancelling) == ("late", 0)


async def test_what_is_in_time_is_not_ended_afterwards() -> None:
    clock, over = WoundClock(), asyncio.Event()

    async def work() -> None:
        with Deadline(clock, SECONDS) as deadline:
            deadline.begin()
        await over.wait()

    task = asyncio.create_task(work())
    await clock.wind(2 * SECONDS)
    assert not task.done()
    over.set()
    await task


async def test_nothing_counts_before_it_begins_and_begun_again_it_counts_from_then_on() -> None:
    clock = WoundClock()
    waiter = Waiter(clock)
    await clock.wind(2 * SECONDS)
    for _ in range(3):
        waiter.deadline.begin()
        await clock.wind(SECONDS - 1)
    assert not waiter.task.done()
    await clock.wind(1)
    assert await waiter.task == "late"


async def test_without_an_end_nothing_is_ended() -> None:
    clock = WoundClock()
    waiter = Waiter(clock, None)
    await clock.settle()
    waiter.deadline.begin()
    await clock.wind(1_000_000)
    waiter.go_on.set()
    assert await waiter.task == "in time"


async def test_what_somebody_else_cancels_is_cancelled() -> None:
    clock = WoundClock()
    waiter = Waiter(clock)
    await clock.settle()
    waiter.deadline.begin()
    waiter.task.cancel()
    await asyncio.wait([waiter.task])
    assert waiter.task.cancelled()


async def test_what_somebody_else_cancels_at_the_moment_when_its_time_is_over_is_cancelled() -> None:
    clock = WoundClock()
    waiter = Waiter(clock)

    def both() -> None:
        waiter.task.cancel()
        waiter.deadline._end()

    clock.later(SECONDS, both)
    await clock.wind(SECONDS)
    await asyncio.wait([waiter.task])
    assert waiter.task.cancelled()


async def test_an_error_of_the_block_stays_what_it_is() -> None:
    def fail() -> None:
        with Deadline(WoundClock(), SECONDS) as deadline:
            deadline.begin()
            raise KeyError

    with pytest.raises(KeyError):
        fail()


async def test_nothing_is_left_for_the_collector() -> None:
    async def work() -> None:
        with Deadline(RealClock(), SECONDS) as deadline:
            deadline.begin()
            await asyncio.sleep(0)

    gc.collect()
    gc.disable()
    try:
        before = _alive()
        for _ in range(10):
            await asyncio.create_task(work())
        assert _alive() <= before
    finally:
        gc.enable()


def _alive() -> int:
    return sum(isinstance(thing, Deadline) for thing in gc.get_objects())
