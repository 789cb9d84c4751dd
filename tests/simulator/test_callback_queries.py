"""Presses and their answers: the first one counts, and only in time."""

from typing import Any

import pytest

from bot.simulator import Answer, Person, Telegram, WoundClock
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear

LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"data:{label}"}] for label in labels]}


@pytest.fixture
async def query(telegram: Telegram, ana: Person, ear: Ear) -> dict[str, Any]:
    """The callback query of a press."""
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard("Go"))
    await ana.press("Go")
    pressed: dict[str, Any] = ear.last["callback_query"]
    return pressed


async def test_a_press_says_who_where_and_what(telegram: Telegram, ana: Person, query: dict[str, Any]) -> None:
    assert query == {
        "id": telegram.unanswered[0],
        "from": ana.json(),
        "message": telegram.chats[ana.id].messages[2],
        "chat_instance": query["chat_instance"],
        "data": "data:Go",
    }


async def test_the_first_answer_counts(telegram: Telegram, ana: Person, query: dict[str, Any]) -> None:
    await done(telegram, "answerCallbackQuery", callback_query_id=query["id"], text="Yes", show_alert=True)
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id=query["id"], text="No") == LATE
    assert ana.answers == [Answer(query["id"], "Yes", True)]
    assert (ana.toast, telegram.unanswered) == ("Yes", [])


@pytest.mark.parametrize(("seconds", "in_time"), [(15, True), (15.1, False)])
async def test_an_answer_comes_within_15_seconds(
    telegram: Telegram, clock: WoundClock, query: dict[str, Any], seconds: float, in_time: bool
) -> None:
    await clock.wind(seconds)
    answer = await telegram.call("answerCallbackQuery", {"callback_query_id": query["id"]})
    assert answer["ok"] is in_time
    assert in_time or answer["description"] == LATE


async def test_an_unknown_query_is_as_good_as_an_old_one(telegram: Telegram) -> None:
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id="5") == LATE


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x" * 201}, "Bad Request: MESSAGE_TOO_LONG"),
        ({"url": "https://example.com/"}, "Bad Request: URL_INVALID"),
        ({"url": "https://t.me/OtherBot?start=x"}, "Bad Request: URL_INVALID"),
    ],
)
async def test_an_answer_that_is_refused_can_be_given_again(
    telegram: Telegram, query: dict[str, Any], params: dict[str, Any], words: str
) -> None:
    assert await refusal(telegram, "answerCallbackQuery", callback_query_id=query["id"], **params) == words
    assert telegram.unanswered == [query["id"]]
    address = "https://t.me/AllyShoringBot?start=x"
    await done(telegram, "answerCallbackQuery", callback_query_id=query["id"], text="x" * 200, url=address)


async def test_a_press_on_a_deleted_message_comes_without_it(telegram: Telegram, ana: Person, ear: Ear) -> None:
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard("Go"))
    shown = ana.last
    assert shown is not None
    await done(telegram, "deleteMessage", chat_id=ana.id, message_id=shown.message_id)
    await ana.press("Go", on=shown)
    assert ear.last["callback_query"]["message"] == {
        "chat": telegram.chat_json(telegram.chats[ana.id]),
        "message_id": shown.message_id,
        "date": 0,
    }


async def test_a_label_is_found_whole_or_where_only_one_contains_it(telegram: Telegram, ana: Person, ear: Ear) -> None:
    markup = keyboard("Report", "Reports", "Enablers")
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    for label, data in (("Report", "data:Report"), ("able", "data:Enablers")):
        await ana.press(label)
        assert ear.last["callback_query"]["data"] == data
    for label in ("Repo", "Nothing"):
        with pytest.raises(AssertionError, match=r"\['Report', 'Reports', 'Enablers'\]"):
            await ana.press(label)


async def test_a_button_with_an_address_gives_it_and_asks_nothing(telegram: Telegram, ana: Person, ear: Ear) -> None:
    markup = {
        "inline_keyboard": [[{"text": "Open", "url": "https://x.org"}, {"text": "C", "copy_text": {"text": "y"}}]]
    }
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    before = len(ear.updates)
    assert (await ana.press("Open"), await ana.press("C")) == ("https://x.org/", "y")
    assert len(ear.updates) == before


async def test_data_can_be_forged(telegram: Telegram, ana: Person, ear: Ear) -> None:
    await ana.press_data("x:\u0000", on=None)
    assert ear.last["callback_query"]["data"] == "x:\u0000"


async def test_an_older_message_is_pressed_as_it_looked(telegram: Telegram, ana: Person, ear: Ear) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard("Old"))
    old = ana.last
    place = {"chat_id": ana.id, "message_id": sent["message_id"]}
    await done(telegram, "editMessageText", **place, text="y", reply_markup=keyboard("New"))
    await ana.press("Old", on=old)
    assert (ear.last["callback_query"]["data"], ear.last["callback_query"]["message"]["text"]) == ("data:Old", "y")
