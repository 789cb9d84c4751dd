"""Which numbers an update may hold: Telegram's have 52 bits at most, and the store takes 64."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web import updates
from bot.web.updates import NUMBERS

TEXTS = st.text(alphabet='"\\-1{ é', max_size=40) | st.just("1" * 19) | st.just("1" * 40)
FITTING = st.integers(-NUMBERS, NUMBERS - 1) | TEXTS | st.floats(-1e18, 1e18) | st.none()
LARGE = st.integers(NUMBERS, 10 * NUMBERS) | st.integers(-10 * NUMBERS, -NUMBERS - 1) | st.just(10**30)


def body(value: Any, spaced: bool, plain: bool) -> bytes:
    """Write an update as Telegram might."""
    separators = (", ", ": ") if spaced else (",", ":")
    update = {"update_id": 7, "message": value}
    return json.dumps(update, ensure_ascii=plain, separators=separators).encode()


def around(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give something that has values in it."""
    return st.recursive(values, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8)


@given(value=around(FITTING), spaced=st.booleans(), plain=st.booleans())
def test_digits_in_texts_are_no_numbers(value: Any, spaced: bool, plain: bool) -> None:
    assert updates.read(body(value, spaced, plain)) == {"update_id": 7, "message": value}


@given(before=around(FITTING), large=LARGE, after=around(FITTING), spaced=st.booleans(), plain=st.booleans())
def test_a_number_that_is_too_large_is_found_wherever_it_stands(
    before: Any, large: int, after: Any, spaced: bool, plain: bool
) -> None:
    for value in ([before, large, after], {"a": before, "b": {"c": large}, "d": after}):
        with pytest.raises(ValueError, match=r"^too large$"):
            updates.read(body(value, spaced, plain))


@pytest.mark.parametrize("chat_instance", ["8234567890123456789", "-8234567890123456789"])
def test_the_ids_that_taps_have_as_texts_need_no_second_look(
    chat_instance: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(value: Any) -> bool:
        raise AssertionError(value)

    monkeypatch.setattr(updates, "_is_large", look)
    tap = {"update_id": 1, "callback_query": {"id": "4382912345678901234", "chat_instance": chat_instance}}
    assert updates.read(json.dumps(tap).encode()) == tap
