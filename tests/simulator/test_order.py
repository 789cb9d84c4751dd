"""In which order a bot in this process hears: one after the other in each queue, and nothing waits for itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator import Person, Telegram
from bot.simulator.updates import queue_of
from tests.simulator.hooks import Begun


class Slow:
    """A bot that begins to hear and ends only when it is let."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.free = asyncio.Event()

    async def __call__(self, update: dict[str, Any]) -> None:
        words = update["message"]["text"] if "message" in update else update["callback_query"]["data"]
        self.begun.append(words)
        await self.free.wait()
        self.ended.append(words)


@pytest.fixture
def slow(telegram: Telegram) -> Slow:
    slow = Slow()
    telegram.deliver_to(slow)
    return slow


@pytest.fixture
async def begin() -> AsyncIterator[Begun]:
    begun = Begun()
    yield begun
    await begun.end()


async def settled(slow: Slow) -> list[str]:
    for _ in range(20):
        await asyncio.sleep(0)
    return slow.begun


async def test_a_chat_and_the_taps_of_a_person_are_in_order(telegram: Telegram, slow: Slow, begin: Begun) -> None:
    ann, bob = telegram.person("Ann"), telegram.person("Bob")
    begin(ann.send("1"), ann.send("2"), bob.send("other"))
    begin(ann.press_data("tap 1", on=None), ann.press_data("tap 2", on=None))
    assert await settled(slow) == ["1", "other", "tap 1"]
    slow.free.set()
    assert await settled(slow) == ["1", "other", "tap 1", "2", "tap 2"]
    assert begin.done


async def test_what_a_bot_causes_while_it_hears_does_not_wait_for_it(telegram: Telegram) -> None:
    heard: list[str] = []
    ann = telegram.person("Ann")

    async def eager(update: dict[str, Any]) -> None:
        heard.append(update["message"]["text"])
        if heard == ["first"]:
            await ann.send("second")

    telegram.deliver_to(eager)
    async with asyncio.timeout(5):
        await ann.send("first")
    assert heard == ["first", "second"]


async def test_after_a_failure_the_next_one_comes(telegram: Telegram, ana: Person) -> None:
    heard: list[str] = []

    async def broken(update: dict[str, Any]) -> None:
        heard.append(update["message"]["text"])
        raise RuntimeError("broken")

    telegram.deliver_to(broken)
    for text in ("one", "two"):
        with pytest.raises(RuntimeError, match="broken"):
            await ana.send(text)
    assert heard == ["one", "two"]


@pytest.mark.parametrize(
    ("kind", "queue"),
    [
        ("message", ("chat", -7)),
        ("edited_message", ("chat", -7)),
        ("channel_post", ("chat", -7)),
        ("my_chat_member", ("my_chat_member", -7)),
        ("message_reaction", ("message_reaction", -7)),
        ("chat_member", ("chat_member", 5)),
        ("callback_query", ("callback_query", 5)),
        ("inline_query", ("inline_query", 5)),
        ("chosen_inline_result", ("chosen_inline_result", 5)),
    ],
)
def test_messages_wait_by_chat_and_queries_by_person(kind: str, queue: tuple[str, int]) -> None:
    assert queue_of(kind, {"chat": {"id": -7}, "from": {"id": 5}}) == queue
