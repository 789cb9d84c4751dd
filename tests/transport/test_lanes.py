"""Lanes: who waits for whom, and that nobody who gives up is waited for."""

import asyncio

import pytest

from bot.clock import RealClock
from bot.tg.lanes import Lanes, Turn


@pytest.fixture
async def lanes() -> Lanes:
    """Lanes in which nobody is yet."""
    return Lanes(RealClock())


async def pass_through(turn: Turn, name: str, passed: list[str]) -> None:
    """Wait for a turn, say so, and leave."""
    try:
        await turn.wait()
        passed.append(name)
    finally:
        turn.leave()


async def test_all_that_wait_in_a_lane_go_on_in_their_order_without_whoever_gave_up(lanes: Lanes) -> None:
    first, passed = lanes.turn("chat"), list[str]()
    tasks = [asyncio.create_task(pass_through(lanes.turn("chat"), name, passed)) for name in "abcd"]
    await asyncio.sleep(0)
    tasks[-1].cancel()
    await asyncio.sleep(0)
    assert (passed, lanes.waiting) == ([], 3)
    first.leave()
    await asyncio.gather(*tasks[:-1])
    assert (passed, lanes.waiting, lanes.turn("chat").is_now) == (["a", "b", "c"], 0, True)


async def test_a_lane_that_everybody_has_left_is_not_kept(lanes: Lanes) -> None:
    turns = [lanes.turn("chat"), lanes.turn("chat")]
    for turn in turns:
        turn.leave()
    assert lanes._last == {}


async def test_of_two_that_wait_for_one_the_other_waits_on_where_one_gives_up(lanes: Lanes) -> None:
    turn = lanes.turn("chat")
    one, other = (asyncio.create_task(turn.left()) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.sleep(0)
    assert (one.cancelled(), other.done()) == (True, False)
    turn.leave()
    await other


async def test_whoever_gives_up_while_it_is_slowed_down_was_never_in_the_lane(lanes: Lanes) -> None:
    slowed = asyncio.create_task(pass_through(lanes.turn("chat", 60.0), "slowed", []))
    await asyncio.sleep(0)
    slowed.cancel()
    await asyncio.wait([slowed])
    assert (lanes.waiting, lanes.turn("chat").is_now) == (0, True)
