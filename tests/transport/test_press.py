"""What is read of a callback query."""

from typing import Any

import pytest

from bot.errors import UnreadableUpdateError
from bot.tg import press
from bot.tg.press import Press, Tapped

KEYBOARD = {"inline_keyboard": [[{"text": "a", "callback_data": "en:h"}, {"text": "b", "url": "https://x.test"}]]}
MESSAGE = {"message_id": 7, "chat": {"id": 5, "type": "private"}, "reply_markup": KEYBOARD}
QUERY: dict[str, Any] = {"id": "1", "from": {"id": 5, "language_code": "es"}, "message": MESSAGE, "data": "es:r"}


def read(**others: Any) -> Press | None:
    return press.read({"update_id": 3, "callback_query": QUERY | others})


def test_who_tapped_what_where() -> None:
    tapped = Tapped(5, "private", 7, None, KEYBOARD)
    assert read() == Press(3, "1", "es:r", 5, "es", tapped, None)
    assert list(tapped.buttons()) == ["en:h"]


def test_a_message_of_a_topic_is_in_it_and_a_reply_elsewhere_is_not() -> None:
    threads = [
        found.message.thread
        for is_topic in (True, False, None)
        if (found := read(message=MESSAGE | {"message_thread_id": 9, "is_topic_message": is_topic})) and found.message
    ]
    assert threads == [9, None, None]


def test_what_was_sent_inline_has_no_chat() -> None:
    found = read(message=None, inline_message_id="abc")
    assert found is not None
    assert (found.chat, found.place, found.whereabouts) == (None, "abc", (5, None))


def test_a_tap_without_data_is_one() -> None:
    found = read(data=None)
    assert found is not None
    assert found.data == ""


def test_another_update_is_no_tap() -> None:
    assert press.read({"update_id": 3, "message": MESSAGE}) is None


@pytest.mark.parametrize(
    "harm",
    [
        {"id": 1},
        {"from": None},
        {"from": {"id": "5"}},
        {"data": ["es:r"]},
        {"message": "none"},
        {"message": {"message_id": 7}},
        {"message": MESSAGE | {"message_id": True}},
        {"message": MESSAGE | {"chat": {"id": 5}}},
        {"inline_message_id": 4},
    ],
)
def test_what_is_not_as_documented_is_refused(harm: dict[str, Any]) -> None:
    with pytest.raises(UnreadableUpdateError):
        read(**harm)


@pytest.mark.parametrize("markup", [None, "x", {}, {"inline_keyboard": []}])
def test_without_a_keyboard_there_are_no_buttons(markup: object) -> None:
    assert list(Tapped(5, "private", 7, None, markup).buttons()) == []
