"""What Telegram's complaints mean for a message."""

import pytest
from telegram.error import TelegramError, TimedOut

from bot.announcing.verdict import Silence, verdict


@pytest.mark.parametrize("error", [TimedOut(), TelegramError("Invalid server response")])
def test_what_telegram_may_have_sent_is_not_sent_again(error: TelegramError) -> None:
    assert verdict(error) == Silence()
