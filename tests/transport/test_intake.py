"""Updates come twice, at once and in any order; each is dealt with once, and those of one chat one after the other."""

import asyncio
from typing import Any

import pytest
import structlog

from bot.tg.intake import Intake, RawUpdate, chat_of

SECONDS = 5.0


def message(id: int, chat: int = 1) -> RawUpdate:
    return {"update_id": id, "message": {"chat": {"id": chat}, "text": "¡Hola!"}}


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
    return Intake(bot.process)


async def settled() -> None:
    """Let happen what can happen."""
    for _ in range(20):
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

    intake = Intake(fail)
    with structlog.testing.capture_logs() as logs:
        await intake.deal_with(message(7))
        await intake.deal_with(message(7))
    assert tried == [7]
    assert [(entry["event"], entry["update_id"]) for entry in logs] == [("an update could not be dealt with", 7)]


async def test_a_failure_does_not_hold_up_the_next_of_the_chat(bot: Bot) -> None:
    async def process(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            raise ValueError("no")
        await bot.process(update)

    intake = Intake(process)
    await asyncio.gather(intake.deal_with(message(1)), intake.deal_with(message(2)))
    assert bot.done == [2]


async def test_what_takes_longer_than_the_budget_is_acknowledged_and_finished(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    async with asyncio.timeout(SECONDS), intake.open():
        await intake.deal_with(message(7), budget=0.01)
        assert (bot.begun, bot.done) == ([7], [])
        bot.let.set()
    assert bot.done == [7]


async def test_what_never_ends_does_not_keep_the_bot_from_ending(bot: Bot, intake: Intake) -> None:
    bot.let.clear()
    with structlog.testing.capture_logs() as logs:
        async with asyncio.timeout(SECONDS), intake.open(farewell=0.01):
            await intake.deal_with(message(7), budget=0.01)
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
    intake = Intake(bot.process, remembered=3)
    for id in (1, 2, 3, 4, 4, 3, 2):
        await intake.deal_with(message(id))
    assert bot.done == [1, 2, 3, 4]
    await intake.deal_with(message(1))
    assert bot.done == [1, 2, 3, 4, 1]


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 9}}}, 5),
        ({"callback_query": {"message": {"chat": {"id": -5}}, "from": {"id": 9}}}, -5),
        ({"callback_query": {"inline_message_id": "x", "from": {"id": 9}}}, 9),
        ({"inline_query": {"from": {"id": 9}, "query": ""}}, 9),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 9}}}, 5),
        ({"message": "nonsense"}, 0),
        ({}, 0),
    ],
)
def test_an_update_belongs_to_its_chat_or_else_to_its_person(content: dict[str, Any], chat: int) -> None:
    assert chat_of({"update_id": 1, **content}) == chat
