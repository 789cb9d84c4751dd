"""Timers of the real clock, of which there are many at once, and most are never heard."""

import asyncio
from contextvars import ContextVar

from bot.clock import RealClock

SOON, LATER = 0.01, 0.03

_who: ContextVar[str] = ContextVar("who", default="nobody")


async def test_each_is_heard_once_in_its_order_unless_it_was_cancelled() -> None:
    clock, heard, over = RealClock(), list[str](), asyncio.Event()
    clock.later(LATER, lambda: heard.append("later"))
    for name in "abcd":
        timer = clock.later(SOON, lambda name=name: heard.append(name))  # type: ignore[misc]  # a default of a lambda
        if name in "ac":
            timer.cancel()
    clock.later(LATER, over.set)
    await over.wait()
    assert heard == ["b", "d", "later"]


async def test_one_that_is_cancelled_at_the_moment_at_which_it_is_due_is_not_heard() -> None:
    clock, heard, over = RealClock(), list[str](), asyncio.Event()
    clock.later(SOON, lambda: timer.cancel())
    timer = clock.later(SOON, lambda: heard.append("cancelled"))
    clock.later(SOON, over.set)
    await over.wait()
    assert heard == []


async def test_none_is_heard_before_its_time() -> None:
    clock, loop, heard, over = RealClock(), asyncio.get_running_loop(), list[float](), asyncio.Event()
    began = loop.time()
    clock.later(SOON, lambda: heard.append(loop.time() - began))
    await asyncio.sleep(SOON / 2)
    second = loop.time()
    clock.later(SOON, lambda: heard.append(loop.time() - second))
    clock.later(SOON, over.set)
    await over.wait()
    assert [seconds >= SOON - 0.001 for seconds in heard] == [True, True]


async def test_another_can_be_set_by_one_that_is_heard_and_when_all_were_heard() -> None:
    clock, heard = RealClock(), asyncio.Queue[str]()
    clock.later(SOON, lambda: clock.later(SOON, lambda: heard.put_nowait("second")))
    assert await heard.get() == "second"
    clock.later(SOON, lambda: heard.put_nowait("third"))
    assert await heard.get() == "third"


async def test_one_that_fails_does_not_silence_the_next() -> None:
    clock, over, told = RealClock(), asyncio.Event(), list[object]()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context["exception"]))
    clock.later(SOON, lambda: 1 / 0)
    clock.later(SOON, over.set)
    await over.wait()
    assert [type(error) for error in told] == [ZeroDivisionError]


async def test_it_is_heard_in_the_context_of_whoever_set_it() -> None:
    clock, heard, over = RealClock(), list[str](), asyncio.Event()

    async def set_one(name: str) -> None:
        _who.set(name)
        clock.later(SOON, lambda: heard.append(_who.get()))

    await asyncio.gather(*(asyncio.create_task(set_one(name)) for name in ("ana", "ben")))
    clock.later(SOON, over.set)
    await over.wait()
    assert heard == ["ana", "ben"]


async def test_those_that_were_cancelled_are_not_kept() -> None:
    clock = RealClock()
    for _ in range(1_000):
        clock.later(60, lambda: None).cancel()
    assert sum(map(len, clock._lengths.values())) == 1
