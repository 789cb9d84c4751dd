"""Whether two bots send the same edit."""

import json

from benchmarks.sameness import differences

EDIT = {
    "text": "<b>Reports</b>",
    "parse_mode": "HTML",
    "link_preview_options": {"is_disabled": True},
    "reply_markup": {"inline_keyboard": [[{"text": "Home", "callback_data": "en:h"}]]},
}


def test_an_edit_written_as_a_form_is_the_same_as_one_written_as_json() -> None:
    form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in EDIT.items()}
    assert differences(EDIT, form) == []


def test_the_chat_the_method_and_what_is_not_set_make_no_difference() -> None:
    sent = EDIT | {"chat_id": "7", "message_id": 77, "method": "editMessageText", "entities": None}
    sent["link_preview_options"] = {"is_disabled": True, "show_above_text": False, "url": None}
    assert differences(EDIT, sent) == []


def test_another_text_is_told() -> None:
    assert differences(EDIT, EDIT | {"text": "Reports"}) == ["text: 'Reports' instead of '<b>Reports</b>'"]


def test_a_missing_keyboard_is_told() -> None:
    sent = {key: value for key, value in EDIT.items() if key != "reply_markup"}
    assert [line.partition(":")[0] for line in differences(EDIT, sent)] == ["reply_markup"]


def test_another_order_of_buttons_is_told() -> None:
    two = [{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]
    wanted = EDIT | {"reply_markup": {"inline_keyboard": [two]}}
    assert differences(wanted, EDIT | {"reply_markup": {"inline_keyboard": [two[::-1]]}}) != []
