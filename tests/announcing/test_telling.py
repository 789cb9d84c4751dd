"""What becomes of the word that an announcement has ended, where Telegram does not take it."""

from datetime import UTC, datetime

import pytest
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot.announcing.telling import Teller
from bot.core.announcing import Run, State
from bot.simulator import WoundClock
from bot.tg.pace import Pace

RUN = Run("plain", State.DONE, datetime(2026, 5, 1, tzinfo=UTC), None, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("error", "attempts"),
    [(NetworkError("Bad Gateway"), 3), (TimedOut(), 3), (BadRequest("Button_data_invalid"), 1)],
)
async def test_it_is_repeated_where_that_helps(clock: WoundClock, error: TelegramError, attempts: int) -> None:
    told: list[Run] = []

    async def tell(run: Run, _refusal: str) -> None:
        told.append(run)
        if len(told) < 3:
            raise error

    teller = Teller(tell, Pace(clock), clock)
    async with teller.open():
        await teller.tell_the_end(RUN, "")
        await clock.wind(300)
    assert told == [RUN] * attempts
