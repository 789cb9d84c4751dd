"""How often something is asked of Telegram again: after growing delays, never the same ones, and not for ever."""

from itertools import pairwise

import pytest

from bot.simulator import Person, trouble
from bot.simulator.trouble import Fault
from tests.delivery.conftest import World

BUDGET, FLOOD_BUDGET = 10.0, 120.0
PASSING = {"502": trouble.broken(), "a page": trouble.garbled(502), "no connection": trouble.unreachable()}
MINUTES = 300.0


async def delays(world: World, fault: Fault, method: str, person: Person) -> list[float]:
    """Let a method fail for good behind a tap, and give the seconds between the attempts."""
    await world.do(person.send("/start"), seconds=1)
    world.telegram.trouble.plan(fault, method, times=1_000)
    world.wire.attempts.clear()
    await world.do(person.press("📄 Reports"), seconds=MINUTES)
    world.telegram.trouble.clear()
    times = [attempt.at for attempt in world.wire.attempts if attempt.method == method]
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
async def test_what_passes_is_tried_again_after_delays_that_grow_within_the_budget(
    world: World, grace: Person, fault: Fault
) -> None:
    found = await delays(world, fault, "editMessageText", grace)
    assert len(found) >= 3
    assert [0.15 * 2**number <= delay <= 0.45 * 2**number for number, delay in enumerate(found)] == [True] * len(found)
    assert sum(found) <= BUDGET


async def test_no_two_taps_are_tried_again_at_the_same_moments(world: World) -> None:
    firsts = set()
    for number in range(20):
        person = world.telegram.person(f"Person {number}", language_code="en")
        firsts.add((await delays(world, trouble.broken(), "editMessageText", person))[0])
    assert len(firsts) == 20
    assert max(firsts) > 1.5 * min(firsts)


async def test_telegram_is_waited_for_exactly_as_long_as_it_asks(world: World, grace: Person) -> None:
    found = await delays(world, trouble.flood(45), "editMessageText", grace)
    assert found == pytest.approx([45.0, 45.0])
    assert sum(found) <= FLOOD_BUDGET


async def test_who_is_to_wait_for_longer_than_the_budget_is_not_waited_for(world: World, grace: Person) -> None:
    assert await delays(world, trouble.flood(121), "editMessageText", grace) == []


async def test_a_message_that_may_have_been_sent_is_not_sent_again_however_often_telegram_is_silent(
    world: World, grace: Person
) -> None:
    world.telegram.trouble.plan(trouble.late(), "sendMessage", times=1_000)
    await world.do(grace.send("/reports"), seconds=MINUTES)
    assert world.calls("sendMessage") == 1
    assert [message.text.splitlines()[0] for message in grace.messages if message.by_bot] == ["Ally-Shoring Reports"]
