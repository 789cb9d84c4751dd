"""What came of calls, in a word, and how long Telegram has to be away until it counts as away."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.tg.answers import OLD_SECONDS, UNWELL_SECONDS, Observer, answer_in
from bot.tg.request import BrokenOff, Unreached
from bot.watch import Answer
from tests.transport.test_patience import Clock

pytestmark = pytest.mark.filterwarnings("ignore:.*`retry_after` will be of type")


ERRORS: dict[Callable[[], TelegramError], Answer] = {
    lambda: RetryAfter(7): Answer.FLOOD,
    lambda: BadRequest("no"): Answer.REFUSED,
    lambda: Forbidden("no"): Answer.REFUSED,
    lambda: ChatMigrated(-1): Answer.REFUSED,
    lambda: Conflict("another"): Answer.REFUSED,
    InvalidToken: Answer.UNAUTHORIZED,
    lambda: NetworkError("Bad Gateway"): Answer.SERVER_ERROR,
    lambda: Unreached("nobody"): Answer.UNREACHABLE,
    TimedOut: Answer.SILENT,
    lambda: BrokenOff("broke"): Answer.BROKEN_OFF,
    lambda: TelegramError("Invalid server response"): Answer.UNREADABLE,
}


@pytest.mark.parametrize(("make", "answer"), ERRORS.items(), ids=[f"{answer}" for answer in ERRORS.values()])
def test_each_error_has_its_word(make: Callable[[], TelegramError], answer: Answer) -> None:
    assert answer_in(make()) is answer


async def call(observer: Observer, error: TelegramError | None = None) -> None:
    async def attempt() -> None:
        if error:
            raise error

    with pytest.raises(type(error)) if error else nullcontext():
        await observer.observe("getMe", attempt())


async def is_well(observer: Observer) -> bool:
    try:
        await observer.check()
    except NetworkError:
        return False
    return True


AWAY = NetworkError("Bad Gateway")


async def test_telegram_is_well_until_it_is_known_otherwise() -> None:
    assert await is_well(Observer(Clock()))


async def test_a_call_that_fails_for_its_ten_seconds_says_little() -> None:
    clock = Clock()
    observer = Observer(clock)
    for _ in range(5):
        await call(observer, AWAY)
        clock.now += 2.5
    assert await is_well(observer)


async def test_when_none_has_succeeded_for_a_minute_telegram_is_away_and_with_the_first_success_it_is_back() -> None:
    clock = Clock()
    observer = Observer(clock)
    await call(observer, AWAY)
    clock.now += UNWELL_SECONDS
    await call(observer, InvalidToken())
    assert not await is_well(observer)
    await call(observer)
    assert await is_well(observer)


@pytest.mark.parametrize("refusal", [lambda: BadRequest("no"), lambda: RetryAfter(7)], ids=["refused", "flood"])
async def test_what_telegram_refuses_shows_that_it_is_there(refusal: Callable[[], TelegramError]) -> None:
    clock = Clock()
    observer = Observer(clock)
    await call(observer, AWAY)
    clock.now += UNWELL_SECONDS
    await call(observer, AWAY)
    await call(observer, refusal())
    assert await is_well(observer)


async def test_what_failed_long_ago_says_nothing_any_more() -> None:
    clock = Clock()
    observer = Observer(clock)
    await call(observer, AWAY)
    clock.now += UNWELL_SECONDS
    await call(observer, AWAY)
    clock.now += OLD_SECONDS + 1
    assert await is_well(observer)
    await call(observer, AWAY)
    assert await is_well(observer)
