"""A deadline: what waits is ended when its time is over, and nothing else is."""

import asyncio
import gc

import pytest

from bot.clock import RealClock
from bot.tg import deadline as deadlines
from bot.tg.deadline import Deadline

SOON, LATE = 0.02, 5.0


async def _late() -> None:
    with Deadline(RealClock(), SOON) as deadline:
        deadline.begin()
        await asyncio.sleep(LATE)


async def test_what_takes_longer_is_ended_and_whoever_waited_goes_on() -> None:
    task = asyncio.current_task()
    assert task is not None
    with pytest.raises(TimeoutError):
        await _late()
    assert task.cancelling() == 0
    await asyncio.sleep(0)


async def test_what_is_in_time_is_not_ended_afterwards() -> None:
    with Deadline(RealClock(), SOON) as deadline:
        deadline.begin()
    await asyncio.sleep(3 * SOON)


async def test_nothing_counts_before_it_begins() -> None:
    with Deadline(RealClock(), SOON):
        await asyncio.sleep(3 * SOON)


async def test_it_is_begun_from_inside_by_whoever_knows_when() -> None:
    async def wait() -> None:
        with Deadline(RealClock(), SOON):
            deadlines.begin()
            await asyncio.sleep(LATE)

    with pytest.raises(TimeoutError):
        await wait()


async def test_where_there_is_none_nothing_begins() -> None:
    with Deadline(RealClock(), SOON):
        pass
    deadlines.begin()
    await asyncio.sleep(3 * SOON)


async def test_begun_again_it_counts_from_then_on() -> None:
    with Deadline(RealClock(), 10 * SOON) as deadline:
        for _ in range(4):
            deadline.begin()
            await asyncio.sleep(4 * SOON)


async def test_without_an_end_nothing_is_ended() -> None:
    with Deadline(RealClock(), None) as deadline:
        deadline.begin()
        await asyncio.sleep(SOON)


async def test_what_was_cancelled_by_somebody_else_is_cancelled_and_not_late() -> None:
    async def wait() -> None:
        with Deadline(RealClock(), LATE) as deadline:
            deadline.begin()
            await asyncio.sleep(LATE)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


async def test_what_is_cancelled_when_its_time_is_over_is_cancelled() -> None:
    async def wait() -> None:
        with Deadline(RealClock(), SOON) as deadline:
            deadline.begin()
            asyncio.get_running_loop().call_later(SOON, task.cancel)  # due at the same moment
            await asyncio.sleep(LATE)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    await asyncio.wait([task])
    assert task.cancelled() or isinstance(task.exception(), TimeoutError)


async def test_an_error_of_the_block_stays_what_it_is() -> None:
    def fail() -> None:
        with Deadline(RealClock(), SOON) as deadline:
            deadline.begin()
            raise KeyError

    with pytest.raises(KeyError):
        fail()


async def test_nothing_is_left_for_the_collector() -> None:
    async def work() -> None:
        with Deadline(RealClock(), LATE) as deadline:
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
