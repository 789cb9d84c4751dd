"""How new a Bot API is, by what it says of a bot."""

import pytest

from bot.doctor.finding import State
from bot.doctor.identity import version
from bot.settings import TELEGRAM

OWN = "http://127.0.0.1:8081"
OLDEST = ("can_join_groups", "supports_inline_queries")


@pytest.mark.parametrize(
    ("said", "state", "found"),
    [
        ((*OLDEST,), State.MISFIT, "older than 7.8"),
        ((*OLDEST, "has_main_web_app"), State.UNKNOWN, "somewhere from 7.8 to 9.2"),
        ((*OLDEST, "has_main_web_app", "has_topics_enabled"), State.FITS, "9.3 or newer"),
        ((*OLDEST, "has_topics_enabled", "allows_users_to_create_topics"), State.FITS, "9.4 or newer"),
    ],
)
def test_a_server_of_ones_own_is_as_new_as_what_it_says(said: tuple[str, ...], state: State, found: str) -> None:
    finding = version(dict.fromkeys(said, False), OWN)
    assert (finding.state, finding.found) == (state, f"{found}, by what getMe says; 7.11 is needed")
    assert finding.way_out == ("" if state is State.FITS else f"update the telegram-bot-api at {OWN}")


def test_telegrams_own_server_is_always_new_enough() -> None:
    assert version({}, TELEGRAM).state is State.FITS
