"""Who wants announcements, who can be reached, and for how long that is kept; on each engine."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.memory import Memory
from bot.store import Chats, open_store
from bot.store.chats import KEPT_DAYS

START = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
DAY = START.date()


class Calendar:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now

    def turn(self, days: int) -> date:
        """Let days pass, and give the new one."""
        self.now += timedelta(days)
        return self.now.date()


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
async def chats(database_url: str, calendar: Calendar) -> AsyncIterator[Chats]:
    """What is remembered of chats, dated by a clock that the test sets."""
    async with open_store(database_url, calendar) as store:
        yield store.chats


async def test_all_that_is_remembered_can_be_shown(chats: Chats, calendar: Calendar) -> None:
    await chats.offer(1, "private")
    await chats.subscribe(1, "private", "es")
    second = calendar.turn(1)
    await chats.lose([1])
    assert await chats.memory(1) == Memory("private", "es", True, DAY, second, unreachable=second, offered=DAY)


async def test_of_a_chat_that_did_nothing_nothing_is_remembered(chats: Chats) -> None:
    await chats.unsubscribe(1)
    await chats.lose([1])
    await chats.find_again(1)
    assert await chats.memory(1) is None


async def test_whoever_subscribes_keeps_the_language_that_was_chosen(chats: Chats) -> None:
    await chats.choose_language(1, "private", "en")
    await chats.subscribe(1, "private", "es")
    assert await chats.memory(1) == Memory("private", "en", True, DAY, DAY)


async def test_whoever_never_chose_a_language_subscribes_in_that_of_the_button(chats: Chats) -> None:
    await chats.subscribe(1, "group", "es")
    assert await chats.memory(1) == Memory("group", "es", True, DAY, DAY)


async def test_whoever_unsubscribes_keeps_the_language(chats: Chats, calendar: Calendar) -> None:
    await chats.subscribe(1, "private", "es")
    second = calendar.turn(1)
    await chats.unsubscribe(1)
    assert await chats.memory(1) == Memory("private", "es", False, DAY, second)


async def test_a_choice_of_language_leaves_the_subscription_as_it_is(chats: Chats) -> None:
    await chats.subscribe(1, "private", "es")
    await chats.choose_language(1, "private", "en")
    assert await chats.memory(1) == Memory("private", "en", True, DAY, DAY)


async def test_announcements_are_offered_once(chats: Chats, calendar: Calendar) -> None:
    assert [await chats.offer(1, "private") for _ in range(3)] == [True, False, False]
    calendar.turn(400)
    assert await chats.offer(1, "private") is False


async def test_announcements_are_not_offered_to_a_subscriber(chats: Chats) -> None:
    await chats.subscribe(1, "private", "es")
    assert await chats.offer(1, "private") is False


async def test_announcements_are_offered_to_whoever_chose_a_language_before(chats: Chats) -> None:
    await chats.choose_language(1, "private", "es")
    assert await chats.offer(1, "private") is True
    assert await chats.memory(1) == Memory("private", "es", False, DAY, DAY, offered=DAY)


async def test_a_chat_is_unreachable_since_the_first_refusal(chats: Chats, calendar: Calendar) -> None:
    await chats.subscribe(1, "private", "es")
    await chats.lose([1])
    calendar.turn(9)
    await chats.lose([1, 2])
    assert await chats.memory(1) == Memory("private", "es", True, DAY, DAY, unreachable=DAY)


async def test_a_chat_that_is_found_again_is_still_subscribed(chats: Chats, calendar: Calendar) -> None:
    await chats.subscribe(1, "private", "es")
    await chats.lose([1])
    second = calendar.turn(1)
    await chats.find_again(1)
    assert await chats.memory(1) == Memory("private", "es", True, DAY, second)


@pytest.mark.parametrize("act", ["subscribe", "choose_language"])
async def test_whoever_acts_in_a_chat_makes_it_reachable(chats: Chats, act: str) -> None:
    await chats.subscribe(1, "private", "es")
    await chats.lose([1])
    await getattr(chats, act)(1, "private", "es")
    assert await chats.memory(1) == Memory("private", "es", True, DAY, DAY)


async def test_a_chat_that_moves_keeps_all_that_is_remembered(chats: Chats) -> None:
    await chats.subscribe(-1, "group", "es")
    await chats.move(-1, -1001)
    assert [await chats.memory(-1), await chats.memory(-1001)] == [None, Memory("supergroup", "es", True, DAY, DAY)]


async def test_chats_unreachable_for_180_days_are_deleted_and_not_a_day_sooner(
    chats: Chats, calendar: Calendar
) -> None:
    for chat in (1, 2, 3):
        await chats.subscribe(chat, "private", "es")
    await chats.lose([1])
    calendar.turn(1)
    await chats.lose([2])
    calendar.turn(KEPT_DAYS - 2)
    assert await chats.forget_the_lost() == 0
    calendar.turn(1)
    assert await chats.forget_the_lost() == 1
    assert [bool(await chats.memory(chat)) for chat in (1, 2, 3)] == [False, True, True]


async def test_chats_are_counted_without_saying_which(chats: Chats) -> None:
    await chats.subscribe(1, "private", "es")
    await chats.subscribe(2, "private", "es")
    await chats.lose([2])
    await chats.choose_language(-3, "group", "en")
    await chats.offer(4, "private")
    assert await chats.counts() == {
        ("private", "es", True, True): 1,
        ("private", "es", True, False): 1,
        ("group", "en", False, True): 1,
        ("private", None, False, True): 1,
    }
