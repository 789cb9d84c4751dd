"""What the store promises of the openings, on each engine."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.errors import StoreError
from bot.store import Store, open_store

DAY = date(2026, 11, 25)
BEFORE = DAY - timedelta(days=1)


async def test_nothing_was_opened_at_first(store: Store) -> None:
    assert await store.openings.since(date(2000, 1, 1)) == {}


async def test_nothing_can_be_added(store: Store) -> None:
    await store.openings.add({})
    assert await store.openings.since(BEFORE) == {}


async def test_what_is_added_comes_on_top_of_what_was_there(store: Store) -> None:
    await store.openings.add({(DAY, "report/workforce"): 2, (BEFORE, "home"): 1})
    await store.openings.add({(DAY, "report/workforce"): 40, (DAY, "home"): 3})
    assert await store.openings.since(BEFORE) == {
        (BEFORE, "home"): 1,
        (DAY, "home"): 3,
        (DAY, "report/workforce"): 42,
    }


async def test_only_the_days_from_one_on_are_given(store: Store) -> None:
    await store.openings.add({(DAY, "home"): 1, (BEFORE, "home"): 1})
    assert await store.openings.since(DAY) == {(DAY, "home"): 1}


async def test_the_longest_key_there_can_be_fits(store: Store) -> None:
    await store.openings.add({(DAY, f"organization/{'a' * 40}"): 1})
    assert await store.openings.since(DAY) == {(DAY, f"organization/{'a' * 40}"): 1}


async def test_a_batch_is_added_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.openings.add({(DAY, "about"): 1, (DAY, "home"): None})  # type: ignore[dict-item]  # as a fault would
    assert await store.openings.since(DAY) == {}


async def test_what_many_processes_add_at_once_is_all_there(store: Store, database_url: str) -> None:
    places = [f"member/{number}" for number in range(100)]
    batches = [{(DAY, place): 1 for place in order} for order in (places, places[::-1])]
    async with open_store(database_url) as second:
        await asyncio.gather(
            *(openings.add(batch) for openings in (store.openings, second.openings) for batch in batches)
        )
    assert await store.openings.since(DAY) == {(DAY, place): 4 for place in places}


async def test_a_store_that_answered_always_has_no_outages(store: Store) -> None:
    await store.openings.add({(DAY, "home"): 1})
    assert (store.outages.times, store.outages.last) == (0, None)


async def test_each_call_without_an_answer_is_counted_and_the_last_one_dated(store: Store) -> None:
    for _ in range(3):
        with pytest.raises(StoreError):
            await store.openings.add({(DAY, "home"): None})  # type: ignore[dict-item]  # as a fault would
    assert store.outages.times == 3
    assert store.outages.last is not None
