"""Answers to taps that go out in the answer to the update, and those that do not."""

import asyncio
import json
from typing import Any

import pytest

from bot.simulator import Person, trouble
from tests.delivery.conftest import World

ANSWER = "answerCallbackQuery"


def called(world: World) -> int:
    """Count the answers that were calls of their own."""
    return sum(each.method == ANSWER for each in world.wire.attempts)


@pytest.fixture(autouse=True)
async def menu(world: World, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)


async def test_where_the_edit_takes_long_the_answer_is_a_call(world: World, grace: Person) -> None:
    world.telegram.trouble.plan(trouble.flood(3), "editMessageText")
    await world.do(grace.press("📄 Reports"), seconds=0.3)
    assert (called(world), len(grace.answers)) == (0, 0)
    await world.do(seconds=0.2)
    assert (called(world), len(grace.answers)) == (1, 1)
    await world.do(seconds=5)
    assert (called(world), world.calls(ANSWER), len(grace.answers)) == (1, 1, 1)


async def test_what_there_is_to_say_is_a_call(world: World, grace: Person) -> None:
    await world.do(grace.press("🌐 Español"), seconds=2)
    assert (called(world), grace.toast) == (1, "Este chat ahora está en español.")


def tap(grace: Person) -> dict[str, Any]:
    """Make the update of a tap on the menu, without bringing it."""
    chat, menu = grace.telegram.chats[grace.id], grace.last
    assert menu is not None
    query = grace.begin_press(chat, menu.message_id)
    message = {"message_id": menu.message_id, "chat": {"id": grace.id, "type": "private"}}
    told = {"id": query.id, "from": grace.json(), "message": message, "data": "en:r"}
    return {"update_id": 1, "callback_query": told}


async def test_an_update_that_comes_twice_at_once_is_answered_in_one_of_the_replies(
    world: World, grace: Person
) -> None:
    update = tap(grace)
    replies = await asyncio.gather(world.intake.deal_with(update), world.intake.deal_with(update))
    taken = [reply.take() for reply in replies if reply]
    assert [one is None for one in taken] == [False, True]
    call = json.loads(taken[0] or b"{}")
    assert call.pop("method") == ANSWER
    await world.telegram.call(ANSWER, call)


async def test_an_update_that_comes_again_later_is_answered_without_a_word(world: World, grace: Person) -> None:
    world.telegram.trouble.repeat("callback_query")
    await world.do(grace.press("📄 Reports"), seconds=2)
    assert (called(world), world.calls(ANSWER), len(world.brought)) == (0, 1, 3)


async def test_a_reply_that_nobody_can_read_any_more_becomes_a_call(world: World, grace: Person) -> None:
    reply = await world.intake.deal_with(tap(grace))
    assert reply is not None
    await reply.call()
    assert (called(world), reply.take()) == (1, None)
    await reply.call()
    assert called(world) == 1


async def test_by_long_polling_all_answers_are_calls(world: World, grace: Person) -> None:
    world.by_reply = False
    await world.do(grace.press("📄 Reports"), seconds=2)
    assert (called(world), world.calls(ANSWER)) == (1, 1)
