"""Updates come twice, at once and in any order; each is dealt with once, and those of one chat one after the other."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import structlog

from bot.core.claims import Claim
from bot.errors import BusyError
from bot.logs import CONTEXT
from bot.simulator import WoundClock
from bot.tg.brakes import BURST, LONGEST_DELAY, RATE, SPAN
from bot.tg.intake import BUDGET, Intake
from bot.tg.origins import RawUpdate, lane_of, person_of
from tests.transport.turns import in_turn

SECONDS = 5.0


def message(id: int, chat: int = 1) -> RawUpdate:
    return {"update_id": id, "message": {"chat": {"id": chat}, "text": "¡Hola!"}}


def by(person: int, id: int, chat: int = 1) -> RawUpdate:
    return {"update_id": id, "message": {"chat": {"id": chat}, "from": {"id": person}, "text": "¡Hola!"}}


class Bot:
    """Deals with updates while it is let."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.let = asyncio.Event()
        self.let.set()

    async def process(self, update: RawUpdate) -> None:
        self.begun.append(update["update_id"])
        await self.let.wait()
        self.done.append(update["update_id"])


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def intake(bot: Bot) -> Intake:
    return Intake(in_turn(bot.process))


async def settled() -> None:
    """Let happen what can happen."""
    for _ in range(200):
        await asyncio.sleep(0)


async def test_an_update_that_was_dealt_with_is_not_dealt_with_again(bot: Bot, intake: Intake) -> None:
    await intake.deal_with(message(7))
    await intake.deal_with(message(7))
    assert bot.done == [7]


async def test_an_update_that_comes_again_while_under_way_waits_for_the_first(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    both = [asyncio.create_task(intake.deal_with(message(7))) for _ in range(2)]
    await settled()
    assert (bot.begun, [task.done() for task in both]) == ([7], [False, False])
    bot.let.set()
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*both)
    assert bot.done == [7]


async def test_the_updates_of_one_chat_are_dealt_with_in_the_order_in_which_they_came(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    tasks = [asyncio.create_task(intake.deal_with(message(id))) for id in (3, 1, 2)]
    await settled()
    assert bot.begun == [3]
    bot.let.set()
    await asyncio.gather(*tasks)
    assert bot.begun == [3, 1, 2]


async def test_different_chats_do_not_wait_for_one_another(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    tasks = [asyncio.create_task(intake.deal_with(message(id, chat=id))) for id in range(50)]
    await settled()
    assert len(bot.begun) == 50
    bot.let.set()
    await asyncio.gather(*tasks)


async def test_an_update_that_fails_is_logged_once_with_its_id_and_does_not_come_again() -> None:
    tried = []

    async def fail(update: RawUpdate) -> None:
        tried.append(update["update_id"])
        raise ValueError("no")

    intake = Intake(in_turn(fail))
    with structlog.testing.capture_logs(CONTEXT) as logs:
        await intake.deal_with(message(7))
        await intake.deal_with(message(7))
    assert tried == [7]
    assert [(entry["event"], entry["update_id"]) for entry in logs] == [("an update could not be dealt with", 7)]


async def test_a_failure_does_not_hold_up_the_next_of_the_chat(bot: Bot) -> None:
    async def process(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            raise ValueError("no")
        await bot.process(update)

    intake = Intake(in_turn(process))
    await asyncio.gather(intake.deal_with(message(1)), intake.deal_with(message(2)))
    assert bot.done == [2]


async def test_what_takes_longer_than_the_budget_is_acknowledged_and_finished(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    async with asyncio.timeout(SECONDS):
        await intake.deal_with(message(7), budget=0.01)
        assert (bot.begun, bot.done) == ([7], [])
        bot.let.set()
        await intake.finish(farewell=SECONDS)
    assert bot.done == [7]


async def test_what_never_ends_does_not_keep_the_bot_from_ending(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    with structlog.testing.capture_logs() as logs:
        async with asyncio.timeout(SECONDS):
            await intake.deal_with(message(7), budget=0.01)
            await intake.finish(farewell=0.01)
    assert logs[-1] == {
        "event": "updates were not finished before the end",
        "log_level": "error",
        "update_ids": [7],
    }


async def test_whoever_hangs_up_does_not_end_what_is_under_way(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    request = asyncio.create_task(intake.deal_with(message(7)))
    await settled()
    request.cancel()
    bot.let.set()
    await intake.finished()
    assert bot.done == [7]


async def test_so_many_updates_are_remembered_and_no_more(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), remembered=3)
    for id in (1, 2, 3, 4, 4, 3, 2):
        await intake.deal_with(message(id))
    assert bot.done == [1, 2, 3, 4]
    await intake.deal_with(message(1))
    assert bot.done == [1, 2, 3, 4, 1]


@pytest.mark.parametrize(
    ("content", "lane"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 9}}}, 5),
        ({"callback_query": {"message": {"chat": {"id": -5}}, "from": {"id": 9}}}, -5),
        ({"callback_query": {"inline_message_id": "x", "from": {"id": 9}}}, "x"),
        ({"inline_query": {"from": {"id": 9}, "query": ""}}, ("inline query", 9)),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 9}}}, 5),
        ({"message": "nonsense"}, ("update", 1)),
        ({"message": {"chat": {"id": True}, "from": {"id": "9"}}}, ("update", 1)),
        ({}, ("update", 1)),
    ],
)
def test_an_update_keeps_in_order_with_its_chat_and_where_that_is_not_known_with_nothing_else(
    content: dict[str, Any], lane: Hashable
) -> None:
    assert lane_of({"update_id": 1, **content}) == lane


@pytest.mark.parametrize(
    ("content", "person"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 9}}}, 9),
        ({"message": {"chat": {"id": -5}, "from": {"id": 1087968824}, "sender_chat": {"id": -5}}}, -5),
        ({"callback_query": {"message": {"chat": {"id": -5}, "from": {"id": 1}}, "from": {"id": 9}}}, 9),
        ({"channel_post": {"chat": {"id": -5}}}, -5),
        ({"message": "nonsense"}, None),
        ({}, None),
    ],
)
def test_whose_an_update_is(content: dict[str, Any], person: int | None) -> None:
    assert person_of({"update_id": 1, **content}) == person


async def test_whoever_taps_too_fast_is_slowed_down_and_nobody_else(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    intake.take(by(8, 99))
    for id in range(BURST + 10):
        intake.take(by(9, id))
    intake.take(by(8, 100))
    await settled()
    assert bot.done == [99, *range(BURST), 100]
    await clock.wind(1 / RATE + 0.01)
    assert bot.done == [99, *range(BURST), 100, BURST]
    await clock.wind(10)
    assert bot.done == [99, *range(BURST), 100, *range(BURST, BURST + 10)]


async def test_whoever_is_slowed_down_in_a_group_does_not_hold_up_the_group(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    intake.take(by(8, 99, chat=-5))
    for id in range(BURST + 1):
        intake.take(by(9, id, chat=-5))
    intake.take(by(8, 100, chat=-5))
    await settled()
    assert bot.done == [99, *range(BURST), 100]


async def test_while_nobody_else_is_there_nobody_is_slowed_down(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    intake.take(by(8, 1000))
    await clock.wind(2 * SPAN)
    for id in range(BURST * 3):
        intake.take(by(9, id))
    await settled()
    assert len(bot.done) == 1 + BURST * 3


async def test_what_waits_comes_first_when_everybody_else_has_gone(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    intake.take(by(8, 1000))
    for id in range(BURST * 4):
        intake.take(by(9, id))
    await clock.wind(2 * SPAN + 0.1)
    intake.take(by(9, BURST * 4))
    await clock.wind(60)
    assert bot.done == [1000, *range(BURST * 4 + 1)]


async def test_a_message_of_a_group_whose_sender_is_slowed_down_does_not_keep_telegram_from_sending_the_others(
    bot: Bot,
) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    await intake.deal_with(by(8, 1000, chat=-5))
    for id in range(BURST + int(LONGEST_DELAY * RATE) + 5):
        await intake.deal_with(by(9, id, chat=-5))
    await intake.deal_with(by(8, 1001, chat=-5))
    assert bot.done == [1000, *range(BURST), 1001]
    await clock.wind(60)
    assert bot.done[-1] == BURST + int(LONGEST_DELAY * RATE) - 1


async def test_where_all_ask_for_much_nobody_is_slowed_down(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    for beat in range(200):
        for person in range(5):
            intake.take(by(person, beat * 5 + person, chat=person))
        await clock.wind(0.02)
        await settled()
        assert len(bot.done) == (beat + 1) * 5


async def test_what_one_person_may_have_waiting_is_bounded_and_the_rest_is_not_taken(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    intake.take(by(8, 2000))
    most = BURST + int(LONGEST_DELAY * RATE)
    for id in range(most):
        intake.take(by(9, id))
    with pytest.raises(BusyError) as caught:
        intake.take(by(9, most))
    assert 0 < caught.value.seconds <= LONGEST_DELAY + 1
    await clock.wind(60)
    assert len(bot.done) == 1 + most
    intake.take(by(9, most))
    await settled()
    assert bot.done[-1] == most


async def test_whoever_cannot_be_told_is_not_slowed_down(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), clock=WoundClock())
    for id in range(BURST * 2):
        intake.take({"update_id": id})
    await intake.finished()
    assert len(bot.done) == BURST * 2


async def test_the_budget_is_counted_from_the_arrival(bot: Bot) -> None:
    clock = WoundClock()
    intake = Intake(in_turn(bot.process), clock=clock)
    bot.let.clear()
    first, second = (asyncio.create_task(intake.deal_with(message(id))) for id in (1, 2))
    await clock.wind(9.9)
    assert (first.done(), second.done()) == (False, False)
    await clock.wind(0.2)
    assert (first.done(), second.done(), bot.begun) == (True, True, [1])
    bot.let.set()
    await intake.finished()
    assert bot.done == [1, 2]


class Others:
    """What other processes have claimed, as `bot.ports.Claims`."""

    def __init__(self, *, found: Claim) -> None:
        self.found = found
        self.settled: list[int] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        yield

    async def claim(self, _id: int) -> Claim:
        return self.found

    def settle(self, id: int) -> None:
        self.settled.append(id)


async def test_what_another_process_has_dealt_with_is_acknowledged_and_not_repeated(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), claims=(others := Others(found=Claim.DONE)))
    async with asyncio.timeout(SECONDS):
        assert await intake.deal_with(message(7)) is None
    assert (bot.begun, others.settled) == ([], [])


async def test_what_another_process_is_at_is_acknowledged_when_that_is_done(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), clock=(clock := WoundClock()), claims=(others := Others(found=Claim.TAKEN)))
    waiting = asyncio.create_task(intake.deal_with(message(7)))
    await clock.wind(4)
    assert not waiting.done()
    others.found = Claim.DONE
    await clock.wind(1)
    assert waiting.done()
    assert bot.begun == []


async def test_what_another_process_has_died_over_is_dealt_with(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), clock=(clock := WoundClock()), claims=(others := Others(found=Claim.TAKEN)))
    waiting = asyncio.create_task(intake.deal_with(message(7)))
    await clock.wind(4)
    others.found = Claim.OURS
    await clock.wind(1)
    assert waiting.done()
    assert (bot.done, others.settled) == ([7], [7])


async def test_what_another_process_is_at_for_long_is_asked_for_again_and_dealt_with_when_that_has_vanished(
    bot: Bot,
) -> None:
    intake = Intake(in_turn(bot.process), clock=(clock := WoundClock()), claims=(others := Others(found=Claim.TAKEN)))
    waiting = asyncio.create_task(intake.deal_with(message(7)))
    await clock.wind(BUDGET)
    with pytest.raises(BusyError) as caught:
        await waiting
    assert (caught.value.seconds, bot.begun) == (2, [])
    others.found = Claim.OURS
    await intake.deal_with(message(7))
    assert bot.done == [7]


async def test_what_fails_is_settled_so_that_no_other_process_fails_over_it_as_well() -> None:
    async def fail(_update: RawUpdate) -> None:
        raise ValueError("no")

    intake = Intake(in_turn(fail), claims=(others := Others(found=Claim.OURS)))
    with structlog.testing.capture_logs():
        await intake.deal_with(message(7))
    assert others.settled == [7]


async def test_what_is_given_up_at_the_end_is_left_to_other_processes(bot: Bot) -> None:
    intake = Intake(in_turn(bot.process), claims=(others := Others(found=Claim.OURS)))
    bot.let.clear()
    intake.take(message(7))
    await settled()
    with structlog.testing.capture_logs():
        await intake.finish(0.0)
    assert (bot.begun, others.settled) == ([7], [])
