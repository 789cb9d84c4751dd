"""How calls are read: methods, parameters, types, and what a form makes of them."""

import json
from typing import Any

import pytest

from bot.simulator import Person, Telegram
from bot.simulator.methods import METHODS
from bot.simulator.schema import api
from tests.simulator.asking import done, refusal


async def test_methods_come_in_any_case(telegram: Telegram) -> None:
    assert (await done(telegram, "GETME"))["username"] == "AllyShoringBot"
    assert telegram.calls[-1].method == "getMe"


async def test_a_method_that_there_is_not_is_not_found(telegram: Telegram) -> None:
    answer = await telegram.call("sendMesage", {})
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_a_method_that_the_simulator_lacks_says_so(telegram: Telegram) -> None:
    words = await refusal(telegram, "sendPoll")
    assert words == "Bad Request: the simulator does not know this method: sendPoll"


def test_each_known_method_is_described() -> None:
    assert set(METHODS) == set(api()["methods"])


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": 1000, "txt": "x"}, 'unexpected parameter "txt"'),
        ("getMe", {"verbose": True}, 'unexpected parameter "verbose"'),
        ("setMyCommands", {}, 'parameter "commands" is required'),
        ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, 'field "commands" must be of type Array'),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ("getUpdates", {"limit": "ten"}, 'field "limit" must be of type Number'),
        ("getUpdates", {"limit": True}, 'field "limit" must be of type Number'),
        ("getUpdates", {"allowed_updates": ["massage"]}, 'unexpected kind of update "massage"'),
        ("deleteWebhook", {"drop_pending_updates": "maybe"}, 'field "drop_pending_updates" must be of type Boolean'),
        ("getMyDescription", {"language_code": 5}, 'field "language_code" must be of type String'),
        ("sendMessage", {"chat_id": 1.5, "text": "x"}, 'field "chat_id" must be of type String'),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        ("deleteMessage", {"chat_id": 1000}, "message identifier is not specified"),
        ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
        ("sendPhoto", {"chat_id": 1000}, "there is no photo in the request"),
        ("sendDocument", {"chat_id": 1000}, "there is no document in the request"),
    ],
)
async def test_parameters_are_checked(telegram: Telegram, method: str, params: dict[str, Any], words: str) -> None:
    assert await refusal(telegram, method, **params) == f"Bad Request: {words}"


async def test_a_form_carries_everything_as_text(telegram: Telegram, ana: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    form = {"chat_id": str(ana.id), "text": "5", "protect_content": "True", "reply_markup": json.dumps(markup)}
    sent = await done(telegram, "sendMessage", **form)
    assert (sent["text"], sent["reply_markup"], sent["has_protected_content"]) == ("5", markup, True)


async def test_calls_are_remembered_without_the_token(telegram: Telegram, ana: Person) -> None:
    await done(telegram, "sendMessage", chat_id=ana.id, text="x")
    (call,) = telegram.calls
    assert (call.method, call.params, call.ok) == ("sendMessage", {"chat_id": ana.id, "text": "x"}, True)
    assert telegram.token not in str(telegram.calls)


async def test_after_logging_out_nothing_is_carried_out(telegram: Telegram) -> None:
    await done(telegram, "logOut")
    assert await refusal(telegram, "getMe") == "Logged out"


async def test_a_bot_that_has_just_started_is_not_closed(telegram: Telegram) -> None:
    answer = await telegram.call("close", {})
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 600})
