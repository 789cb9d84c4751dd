"""The daily clean-up."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.memory import KEPT_DAYS
from bot.errors import StoreError
from bot.store import Chats, open_store
from bot.tidying import AGAIN_SECONDS, DAY_SECONDS, tidying


class Nights:
    """Sleeps that last until the test lets the next one end; their lengths are kept."""

    def __init__(self) -> None:
        self.lengths: list[float] = []
        self._asleep = asyncio.Event()
        self._morning = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.lengths.append(seconds)
        self._morning.clear()
        self._asleep.set()
        await self._morning.wait()

    async def fallen_asleep(self) -> None:
        """Wait until the clean-up sleeps."""
        await self._asleep.wait()

    async def wake(self) -> None:
        """End the sleep, and wait for the next one."""
        self._asleep.clear()
        self._morning.set()
        await self._asleep.wait()


class Calendar:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
async def chats(calendar: Calendar) -> AsyncIterator[Chats]:
    async with open_store("sqlite://", calendar) as store:
        yield store.chats


@pytest.fixture
def nights() -> Nights:
    return Nights()


async def lost(chats: Chats, *chat_ids: int) -> None:
    """Remember chats that cannot be reached."""
    for chat_id in chat_ids:
        await chats.subscribe(chat_id, "private", "es")
    await chats.lose(chat_ids)


async def kept(chats: Chats, *chat_ids: int) -> list[int]:
    """Give those of which something is remembered."""
    return [chat_id for chat_id in chat_ids if await chats.memory(chat_id)]


async def test_it_cleans_up_at_the_start_and_then_every_day(chats: Chats, calendar: Calendar, nights: Nights) -> None:
    await lost(chats, 1)
    calendar.turn(1)
    await lost(chats, 2)
    calendar.turn(KEPT_DAYS - 1)
    async with tidying(chats, nights.sleep):
        await nights.fallen_asleep()
        assert await kept(chats, 1, 2) == [2]
        calendar.turn(1)
        await nights.wake()
        assert await kept(chats, 1, 2) == []
    assert nights.lengths == [DAY_SECONDS, DAY_SECONDS]


@pytest.mark.parametrize("fault", [StoreError("the database does not answer"), RuntimeError("a mistake of ours")])
async def test_after_a_fault_it_is_tried_again_soon(
    chats: Chats, calendar: Calendar, nights: Nights, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def fail() -> int:
        raise fault

    await lost(chats, 1)
    calendar.turn(KEPT_DAYS)
    with monkeypatch.context() as patch:
        patch.setattr(chats, "forget_the_lost", fail)
        async with tidying(chats, nights.sleep):
            await nights.fallen_asleep()
            await nights.wake()
            patch.undo()
            await nights.wake()
            assert await kept(chats, 1) == []
    assert nights.lengths == [AGAIN_SECONDS, AGAIN_SECONDS, DAY_SECONDS]


async def test_several_at_once_do_no_harm(tmp_path: Path, calendar: Calendar) -> None:
    url, one, another = f"sqlite:///{tmp_path}/bot.db", Nights(), Nights()
    async with open_store(url, calendar) as first, open_store(url, calendar) as second:
        await lost(first.chats, 1)
        await first.chats.subscribe(2, "private", "es")
        calendar.turn(KEPT_DAYS)
        async with tidying(first.chats, one.sleep), tidying(second.chats, another.sleep):
            await asyncio.gather(one.fallen_asleep(), another.fallen_asleep())
        assert await kept(first.chats, 1, 2) == [2]
    assert [one.lengths, another.lengths] == [[DAY_SECONDS], [DAY_SECONDS]]


async def test_it_ends_with_the_block_also_while_the_store_keeps_it_waiting(
    chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def hang() -> int:
        asked.set()
        await asyncio.Event().wait()
        return 0

    monkeypatch.setattr(chats, "forget_the_lost", hang)
    before = asyncio.all_tasks()
    async with tidying(chats):
        await asked.wait()
    assert asyncio.all_tasks() == before


async def test_of_a_day_on_which_nothing_was_forgotten_nothing_is_said(
    chats: Chats, calendar: Calendar, nights: Nights
) -> None:
    with capture_logs() as said:
        async with tidying(chats, nights.sleep):
            await nights.fallen_asleep()
            assert said == []
            await lost(chats, 1, 2)
            calendar.turn(KEPT_DAYS)
            await nights.wake()
    assert [(line["event"], line["count"]) for line in said] == [("chats long out of reach were forgotten", 2)]
