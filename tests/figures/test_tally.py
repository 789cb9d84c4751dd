"""Counting in memory: written in batches, kept while the store is away, and never for ever."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import counting
from bot.counting import Tally, written
from bot.errors import StoreError

NOW = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 25), date(2026, 11, 26)


class Openings:
    """A store in memory that can be away."""

    def __init__(self) -> None:
        self.batches: list[Mapping[tuple[date, str], int]] = []
        self.away = False
        self.hanging = asyncio.Event()
        self.hanging.set()

    async def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        if self.away:
            raise StoreError("the database does not answer")
        self.batches.append(dict(counts))
        await self.hanging.wait()  # it takes a batch before it says so

    async def since(self, day: date) -> Mapping[tuple[date, str], int]:
        raise NotImplementedError


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Minutes:
    """Sleeps until somebody says that a minute has passed."""

    def __init__(self) -> None:
        self._passed = asyncio.Event()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self._passed.wait()
        self._passed.clear()

    async def pass_one(self) -> None:
        """Let a minute pass, and the writing begin."""
        self._passed.set()
        for _ in range(10):
            await asyncio.sleep(0)


@pytest.fixture
def store() -> Openings:
    return Openings()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tally(store: Openings, clock: Clock) -> Tally:
    return Tally(store, clock, kept=3)


async def test_openings_of_one_place_and_day_are_one_number(tally: Tally, store: Openings, clock: Clock) -> None:
    for place in ("home", "reports", "home"):
        tally.add(place)
    clock.now += timedelta(minutes=1)
    tally.add("home")
    await tally.write()
    assert store.batches == [{(TODAY, "home"): 2, (TODAY, "reports"): 1, (TOMORROW, "home"): 1}]


async def test_what_is_written_is_not_written_again(tally: Tally, store: Openings) -> None:
    tally.add("home")
    await tally.write()
    await tally.write()
    assert store.batches == [{(TODAY, "home"): 1}]


async def test_what_the_store_does_not_take_is_kept_and_written_later(tally: Tally, store: Openings) -> None:
    store.away = True
    tally.add("home")
    await tally.write()
    tally.add("home")
    store.away = False
    await tally.write()
    assert store.batches == [{(TODAY, "home"): 2}]


async def test_what_is_opened_while_a_batch_is_being_written_is_in_the_next(tally: Tally, store: Openings) -> None:
    store.hanging.clear()
    tally.add("home")
    writing = asyncio.create_task(tally.write())
    await asyncio.sleep(0)
    tally.add("home")
    store.hanging.set()
    await writing
    assert store.batches == [{(TODAY, "home"): 1}, {(TODAY, "home"): 1}]


async def test_a_large_number_of_places_is_written_in_several_batches(
    store: Openings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "BATCH", 2)
    tally = Tally(store, clock)
    for place in ("a", "b", "c"):
        tally.add(place)
    await tally.write()
    assert store.batches == [{(TODAY, "a"): 1, (TODAY, "b"): 1}, {(TODAY, "c"): 1}]


async def test_memory_is_bounded_and_what_finds_no_room_is_told(tally: Tally, store: Openings) -> None:
    store.away = True
    for place in ("a", "b", "c", "d", "e", "a"):
        tally.add(place)
    assert (tally.waiting, tally.uncounted) == (4, 2)


async def test_a_batch_is_written_every_minute(tally: Tally, store: Openings) -> None:
    minutes = Minutes()
    async with written(tally, minutes.sleep):
        tally.add("home")
        await minutes.pass_one()
        tally.add("about")
        await minutes.pass_one()
        assert store.batches == [{(TODAY, "home"): 1}, {(TODAY, "about"): 1}]
        assert set(minutes.slept) == {60.0}


async def test_what_is_left_is_written_at_the_end(tally: Tally, store: Openings) -> None:
    async with written(tally, Minutes().sleep):
        tally.add("home")
    assert store.batches == [{(TODAY, "home"): 1}]


async def test_a_batch_under_way_at_the_end_is_written_once(tally: Tally, store: Openings) -> None:
    minutes = Minutes()
    store.hanging.clear()
    async with written(tally, minutes.sleep):
        tally.add("home")
        await minutes.pass_one()
        asyncio.get_running_loop().call_later(0.01, store.hanging.set)
    assert store.batches == [{(TODAY, "home"): 1}]


async def test_a_store_that_is_away_does_not_end_the_counting(tally: Tally, store: Openings) -> None:
    minutes = Minutes()
    store.away = True
    async with written(tally, minutes.sleep):
        tally.add("home")
        await minutes.pass_one()
        store.away = False
        await minutes.pass_one()
        assert store.batches == [{(TODAY, "home"): 1}]
