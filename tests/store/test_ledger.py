"""What the ledger of announcements promises, on each engine."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from bot.core.announcing import Outcome, Run, State, Where
from bot.store import Store, open_store


async def subscribed(store: Store, *chats: int, language: str = "en") -> None:
    """Let some chats subscribe."""
    for chat in chats:
        await store.chats.subscribe(chat, "private", language)


async def run_of(store: Store, id: str = "fair") -> Run:
    """Give a run that there must be."""
    run = await store.ledger.run(id)
    assert run is not None
    return run


async def test_only_subscribers_that_can_be_reached_are_the_audience(store: Store) -> None:
    await subscribed(store, 1, 2, 3)
    await subscribed(store, 4, language="es")
    await store.chats.lose([1])
    await store.chats.unsubscribe(2)
    await store.chats.choose_language(5, "private", "es")
    assert await store.ledger.audience() == {"en": 1, "es": 1}
    await store.ledger.begin("fair")
    assert await store.ledger.waiting("fair", None, 10) == [(3, "en"), (4, "es")]
    assert (await run_of(store)).total == 2


async def test_an_announcement_begins_once_however_many_try(store: Store, database_url: str) -> None:
    await subscribed(store, *range(50))
    async with open_store(database_url) as second:
        begun = await asyncio.gather(*(ledger.begin("fair") for ledger in (store.ledger, second.ledger) * 3))
    assert sorted(begun) == [False] * 5 + [True]
    assert (await run_of(store)).total == 50


async def test_an_announcement_to_nobody_can_be_begun_and_finished(store: Store) -> None:
    assert await store.ledger.begin("fair")
    run = await store.ledger.finish("fair")
    assert run is not None
    assert (run.state, run.total, run.left) == (State.DONE, 0, 0)


async def test_the_chats_come_in_pages_and_each_once(store: Store) -> None:
    await subscribed(store, -5, -1, 2, 3, 9)
    await store.ledger.begin("fair")
    first = await store.ledger.waiting("fair", None, 3)
    second = await store.ledger.waiting("fair", first[-1][0], 3)
    assert [[chat for chat, _ in page] for page in (first, second)] == [[-5, -1, 2], [3, 9]]


async def test_what_was_dealt_with_does_not_wait_any_more(store: Store) -> None:
    await subscribed(store, 1, 2, 3, 4, 5, 6)
    await store.ledger.begin("fair")
    outcomes = {1: Outcome.SENT, 2: Outcome.SENT, 3: Outcome.UNREACHABLE, 4: Outcome.FAILED, 5: Outcome.UNSURE}
    await store.ledger.record("fair", outcomes)
    assert await store.ledger.waiting("fair", None, 10) == [(6, "en")]
    run = await run_of(store)
    assert (run.sent, run.unreachable, run.failed, run.unsure, run.left) == (2, 1, 1, 1, 1)


async def test_an_unreachable_chat_is_remembered_as_such(store: Store) -> None:
    await subscribed(store, 1, 2)
    await store.ledger.begin("fair")
    await store.ledger.record("fair", {1: Outcome.UNREACHABLE, 2: Outcome.SENT})
    memories = [await store.chats.memory(chat) for chat in (1, 2)]
    assert [bool(memory and memory.unreachable) for memory in memories] == [True, False]


async def test_whoever_unsubscribes_switches_or_is_forgotten_meanwhile_is_heeded(store: Store) -> None:
    await subscribed(store, 1, 2, 3, 4)
    await store.ledger.begin("fair")
    await store.chats.unsubscribe(1)
    await store.chats.forget(2)
    await store.chats.choose_language(3, "private", "es")
    assert await store.ledger.waiting("fair", None, 10) == [(3, "es"), (4, "en")]


async def test_whoever_subscribes_after_the_beginning_is_not_sent_it(store: Store) -> None:
    await subscribed(store, 1)
    await store.ledger.begin("fair")
    await subscribed(store, 2)
    assert await store.ledger.waiting("fair", None, 10) == [(1, "en")]


async def test_at_the_end_the_numbers_stay_and_the_chats_do_not(store: Store) -> None:
    await subscribed(store, 1, 2, 3)
    await store.ledger.begin("fair")
    await store.ledger.record("fair", {1: Outcome.SENT, 2: Outcome.FAILED})
    before = await run_of(store)
    finished = await store.ledger.finish("fair")
    assert finished is not None
    assert finished.finished is not None
    assert replace(finished, finished=None) == replace(before, state=State.DONE)
    assert await store.ledger.waiting("fair", None, 10) == []
    assert await run_of(store) == finished


async def test_finishing_twice_changes_nothing(store: Store) -> None:
    await subscribed(store, 1)
    await store.ledger.begin("fair")
    await store.ledger.record("fair", {1: Outcome.SENT})
    assert await store.ledger.finish("fair") == await store.ledger.finish("fair")


async def test_a_cancelled_announcement_stays_cancelled(store: Store) -> None:
    await subscribed(store, 1, 2)
    await store.ledger.begin("fair")
    assert await store.ledger.change("fair", State.CANCELLED, unless=[State.DONE])
    finished = await store.ledger.finish("fair")
    assert finished is not None
    assert (finished.state, finished.left) == (State.CANCELLED, 2)
    assert not await store.ledger.change("fair", State.SENDING, unless=[State.CANCELLED, State.DONE])
    assert await store.ledger.state("fair") is State.CANCELLED
    assert not await store.ledger.begin("fair")


async def test_only_what_is_to_go_out_now_is_unfinished_the_oldest_first(store: Store) -> None:
    for id in ("first", "second", "third", "fourth"):
        await store.ledger.begin(id)
    await store.ledger.change("second", State.PAUSED, unless=[])
    await store.ledger.finish("fourth")
    assert [run.id for run in await store.ledger.unfinished()] == ["first", "third"]
    assert [run.id for run in await store.ledger.runs()] == ["fourth", "third", "second", "first"]


async def test_a_cancelled_announcement_is_unfinished_until_it_is_closed(store: Store) -> None:
    await store.ledger.begin("fair")
    await store.ledger.change("fair", State.CANCELLED, unless=[])
    assert [run.id for run in await store.ledger.unfinished()] == ["fair"]
    await store.ledger.finish("fair")
    assert await store.ledger.unfinished() == []


async def test_what_is_paused_when_all_have_got_it_is_done(store: Store) -> None:
    await subscribed(store, 1)
    await store.ledger.begin("fair")
    await store.ledger.record("fair", {1: Outcome.SENT})
    await store.ledger.change("fair", State.PAUSED, unless=[])
    finished = await store.ledger.finish("fair")
    assert finished is not None
    assert finished.state is State.DONE


async def test_of_an_announcement_that_was_never_begun_nothing_is_known(store: Store) -> None:
    assert await store.ledger.run("fair") is None
    assert await store.ledger.state("fair") is None
    assert not await store.ledger.change("fair", State.PAUSED, unless=[])


async def test_where_the_progress_is_shown_can_be_moved_and_taken_away(store: Store) -> None:
    await store.ledger.begin("fair", Where(5, 6, "es"))
    assert (await run_of(store)).report == Where(5, 6, "es")
    await store.ledger.show_at("fair", Where(-(2**52) + 1, 7, "en"))
    assert (await run_of(store)).report == Where(-(2**52) + 1, 7, "en")
    await store.ledger.show_at("fair", Where(5, 6, "es", is_asking=True))
    assert (await run_of(store)).report == Where(5, 6, "es", is_asking=True)
    await store.ledger.show_at("fair", None)
    assert (await run_of(store)).report is None


async def test_moments_are_in_utc(store: Store) -> None:
    before = datetime.now(UTC)
    await store.ledger.begin("fair")
    assert before <= (await run_of(store)).started <= datetime.now(UTC)


async def test_a_group_that_moves_meanwhile_gets_it_under_its_new_number(store: Store) -> None:
    await subscribed(store, -5, 1)
    await store.ledger.begin("fair")
    await store.chats.move(-5, -1005)
    assert await store.ledger.waiting("fair", None, 10) == [(-1005, "en"), (1, "en")]
    assert [await store.ledger.is_waiting("fair", chat) for chat in (-5, -1005)] == [False, True]


async def test_a_group_that_had_it_under_its_new_number_does_not_get_it_again(store: Store) -> None:
    await subscribed(store, -5, -1005)
    await store.ledger.begin("fair")
    await store.ledger.record("fair", {-1005: Outcome.SENT})
    await store.chats.move(-5, -1005)
    assert await store.ledger.waiting("fair", None, 10) == []
    assert await store.ledger.is_waiting("fair", -1005) is False


async def test_when_it_is_over_nothing_is_kept_of_who_watched(store: Store) -> None:
    await store.ledger.begin("fair", Where(5, 6, "es"))
    finished = await store.ledger.finish("fair")
    assert finished is not None
    assert finished.report == Where(5, 6, "es")
    assert (await run_of(store)).report is None
    await store.ledger.show_at("fair", Where(5, 7, "es"))
    assert (await run_of(store)).report is None
