"""Keyboards under messages: what the server refuses, in its words."""

from typing import Any

import pytest

from bot.simulator import Person, Telegram
from tests.simulator.asking import done, refusal

PARSE = "Bad Request: can't parse inline keyboard button: "
WEB_APP = "Bad Request: inline keyboard button Web App URL 'http://example.com' is invalid: "


def button(**actions: Any) -> dict[str, Any]:
    return {"text": "Button", **actions}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (button(), f"{PARSE}Text buttons are unallowed in the inline keyboard"),
        (button(callback_data=""), f"{PARSE}Text buttons are unallowed in the inline keyboard"),
        (button(callback_data="x" * 65), "Bad Request: BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 33), "Bad Request: BUTTON_DATA_INVALID"),
        (button(callback_data=5), f'{PARSE}Field "callback_data" must be of type String'),
        (button(callback_data="x", url="x.org"), f"{PARSE}exactly one action is allowed, not url, callback_data"),
        ({"callback_data": "x"}, f'{PARSE}Can\'t find field "text"'),
        ({"text": " ", "callback_data": "x"}, "Bad Request: inline keyboard button text must be non-empty"),
        (button(url="not-a-url"), "Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
        (
            button(url="ftp://example.com"),
            "Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            button(url="http://localhost:8080/"),
            "Bad Request: inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL",
        ),
        (button(url=""), "Bad Request: inline keyboard button URL '' is invalid: URL host is empty"),
        (button(web_app={"url": "http://example.com"}), f"{WEB_APP}Only HTTPS links are allowed"),
        (button(copy_text={"text": ""}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "x" * 257}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={}), f'{PARSE}Can\'t find field "text"'),
        (button(pay=True), "Bad Request: BUTTON_TYPE_INVALID"),
        (button(callback_game={}), "Bad Request: BUTTON_TYPE_INVALID"),
        (button(callback_data="x", style="pink"), "Bad Request: invalid button style specified"),
        (
            button(switch_inline_query_chosen_chat={"allow_user_chats": "yes"}),
            f'{PARSE}Field "allow_user_chats" must be of type Boolean',
        ),
        (
            button(callback_data="x", colour="red"),
            'Bad Request: unexpected parameter "reply_markup.inline_keyboard[0][0].colour"',
        ),
        ("Button", f"{PARSE}InlineKeyboardButton must be an Object"),
    ],
)
async def test_buttons_that_the_server_refuses(telegram: Telegram, ana: Person, given: Any, words: str) -> None:
    markup = {"inline_keyboard": [[given]]}
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup) == words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (button(callback_data="é" * 32), {"callback_data": "é" * 32}),
        (button(url="Example.com"), {"url": "http://example.com/"}),
        (button(url="tg://user?id=5"), {"url": "tg://user?id=5"}),
        (button(copy_text={"text": "x" * 256}), {"copy_text": {"text": "x" * 256}}),
        (button(switch_inline_query=""), {"switch_inline_query": ""}),
        (button(callback_data="x", style="danger"), {"callback_data": "x", "style": "danger"}),
    ],
)
async def test_buttons_that_the_server_takes(
    telegram: Telegram, ana: Person, given: dict[str, Any], kept: dict[str, Any]
) -> None:
    markup = {"inline_keyboard": [[given]]}
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == {"inline_keyboard": [[{"text": "Button", **kept}]]}


@pytest.mark.parametrize("rows", [[9], [8] * 12 + [5]])
async def test_a_keyboard_has_8_in_a_row_and_100_in_all(telegram: Telegram, ana: Person, rows: list[int]) -> None:
    markup = {"inline_keyboard": [[button(callback_data="x")] * row for row in rows]}
    words = await refusal(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)
    assert words == "Bad Request: reply markup is too long"


async def test_the_largest_keyboard_is_taken_and_an_empty_one_is_none(telegram: Telegram, ana: Person) -> None:
    rows = [[button(callback_data="x")] * row for row in [8] * 12 + [4]]
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": rows})
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup={"inline_keyboard": [[]]})
    assert "reply_markup" not in sent


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ("[]", "Bad Request: object expected as reply markup"),
        ({"inline_keyboard": "bad"}, 'Bad Request: field "inline_keyboard" must be of type Array'),
        ({"force_reply": True, "input_field_placeholder": "x" * 65}, "Bad Request: REPLY_MARKUP_INVALID"),
        ({"force_reply": "yes"}, 'Bad Request: field "force_reply" must be of type Boolean'),
        ({"remove_keyboard": "yes"}, 'Bad Request: field "remove_keyboard" must be of type Boolean'),
        (
            {"keyboard": [[{"text": "A"}]], "resize_keyboard": "yes"},
            'Bad Request: field "resize_keyboard" must be of type Boolean',
        ),
        (
            {"keyboard": [[{"text": "A", "web_app": {"url": "http://example.com"}}]]},
            "Bad Request: keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
async def test_markup_that_is_none(telegram: Telegram, ana: Person, markup: Any, words: str) -> None:
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup) == words


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ("request_contact", "Bad Request: phone number can be requested in private chats only"),
        ("request_location", "Bad Request: location can be requested in private chats only"),
    ],
)
async def test_groups_are_not_asked_for_contacts(telegram: Telegram, ana: Person, request_: str, words: str) -> None:
    group = telegram.group("Ally", ana)
    markup = {"keyboard": [[{"text": "A", request_: True}]]}
    assert await refusal(telegram, "sendMessage", chat_id=group.id, text="x", reply_markup=markup) == words
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)


@pytest.mark.parametrize("markup", [{"keyboard": [[{"text": "A"}]]}, {"remove_keyboard": True}, {"force_reply": True}])
@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_an_edit_brings_no_other_keyboard(
    telegram: Telegram, ana: Person, method: str, markup: dict[str, Any]
) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x")
    place = {"chat_id": ana.id, "message_id": sent["message_id"]} | ({"text": "y"} if method.endswith("Text") else {})
    assert await refusal(telegram, method, **place, reply_markup=markup) == "Bad Request: inline keyboard expected"
