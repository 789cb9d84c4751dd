"""Trouble on request: floods, broken servers, lost answers, updates that come twice, and the limits on sending."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.simulator import Group, Person, SimulatorRequest, Telegram, WoundClock, serve, trouble
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear, Json

SECONDS = 5.0


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[str]:
    """Where the Bot API is over HTTP."""
    async with serve(telegram, port=0) as server:
        yield f"{server.url}/bot{telegram.token}"


@pytest.fixture
async def http(api: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def said(person: Person) -> list[str]:
    """What the bot has said to somebody."""
    return [message.text for message in person.messages if message.by_bot]


async def test_a_flood_wait_is_asked_for_once(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.plan(trouble.flood(7), "sendMessage")
    answer = await telegram.call("sendMessage", {"chat_id": ana.id, "text": "Hello"})
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    await done(telegram, "sendMessage", chat_id=ana.id, text="Hello")


async def test_only_the_method_that_was_named_fails(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.plan(trouble.broken(), "sendMessage")
    await done(telegram, "getMe")
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="Hello") == "Bad Gateway"


async def test_as_many_calls_fail_as_were_planned(telegram: Telegram) -> None:
    telegram.trouble.plan(trouble.broken(500, "Internal Server Error"), times=2)
    assert await refusal(telegram, "getMe") == "Internal Server Error"
    assert telegram.trouble.planned == 1
    assert await refusal(telegram, "getMe") == "Internal Server Error"
    await done(telegram, "getMe")


@pytest.mark.parametrize("carried_out", [True, False])
async def test_an_answer_that_is_lost_in_process_is_a_timeout(
    telegram: Telegram, ana: Person, carried_out: bool
) -> None:
    telegram.trouble.plan(trouble.late(carried_out=carried_out), "sendMessage")
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(ana.id, "Hello")
    assert said(ana) == (["Hello"] if carried_out else [])


async def test_a_page_instead_of_an_answer_is_an_error_of_the_network_in_process(telegram: Telegram) -> None:
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        telegram.trouble.plan(trouble.garbled(504), "getMyCommands")
        with pytest.raises(NetworkError, match=r"Gateway Timeout \(504\).*<html>"):
            await bot.get_my_commands()


async def test_no_connection_is_an_error_of_the_network_in_process_and_no_timeout(
    telegram: Telegram, ana: Person
) -> None:
    telegram.trouble.plan(trouble.unreachable(), "sendMessage")
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        with pytest.raises(NetworkError, match="no connection") as caught:
            await bot.send_message(ana.id, "Hello")
    assert type(caught.value) is NetworkError
    assert said(ana) == []


async def test_a_chat_can_be_said_to_have_moved(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.plan(trouble.moved(-1_000_000_000_007), "sendMessage")
    assert await telegram.call("sendMessage", {"chat_id": ana.id, "text": "Hello"}) == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1_000_000_000_007},
    }


@pytest.mark.parametrize("carried_out", [True, False])
@pytest.mark.parametrize("code", [200, 500, 502, 504])
async def test_a_page_instead_of_an_answer_comes_over_http(
    telegram: Telegram, ana: Person, api: str, http: aiohttp.ClientSession, code: int, carried_out: bool
) -> None:
    telegram.trouble.plan(trouble.garbled(code, carried_out=carried_out), "sendMessage")
    async with http.post(f"{api}/sendMessage", data={"chat_id": ana.id, "text": "Hello"}) as response:
        assert (response.status, response.content_type) == (code, "text/html")
        assert f"<title>{code} {HTTPStatus(code).phrase}</title>" in await response.text()
    assert said(ana) == (["Hello"] if carried_out else [])


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (
            trouble.flood(7),
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
        ),
        (
            trouble.broken(500, "Internal Server Error"),
            {"ok": False, "error_code": 500, "description": "Internal Server Error"},
        ),
    ],
)
async def test_what_the_bot_api_refuses_comes_as_json_over_http(
    telegram: Telegram, api: str, http: aiohttp.ClientSession, fault: trouble.Fault, answer: Json
) -> None:
    telegram.trouble.plan(fault)
    async with http.post(f"{api}/getMe") as response:
        assert (response.status, await response.json()) == (answer["error_code"], answer)
    async with http.post(f"{api}/getMe") as response:
        assert response.status == 200


@pytest.mark.parametrize("carried_out", [True, False])
async def test_a_connection_breaks_over_http_before_a_call_is_carried_out_or_after(
    telegram: Telegram, ana: Person, api: str, http: aiohttp.ClientSession, carried_out: bool
) -> None:
    telegram.trouble.plan(trouble.dropped(carried_out=carried_out), "sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await http.post(f"{api}/sendMessage", data={"chat_id": ana.id, "text": "Hello"})
    assert said(ana) == (["Hello"] if carried_out else [])
    async with http.get(f"{api}/getMe") as response:
        assert response.status == 200


async def test_an_answer_that_is_too_late_never_comes_over_http(
    telegram: Telegram, ana: Person, api: str, http: aiohttp.ClientSession, clock: WoundClock
) -> None:
    telegram.trouble.plan(trouble.late(), "sendMessage")
    asking = asyncio.create_task(http.post(f"{api}/sendMessage", data={"chat_id": ana.id, "text": "Hello"}))
    async with asyncio.timeout(SECONDS):
        while not said(ana):  # noqa: ASYNC110  # the other end of a socket
            await asyncio.sleep(0.005)
    await clock.wind(119)
    assert not asking.done()
    await clock.wind(1)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await asking


async def test_only_the_chat_that_was_named_is_in_trouble(telegram: Telegram, ana: Person, bob: Person) -> None:
    await bob.send("/start")
    telegram.trouble.plan(trouble.flood(3), chat=ana.id)
    await done(telegram, "getMe")
    await done(telegram, "sendMessage", chat_id=bob.id, text="Hello")
    words = "Too Many Requests: retry after 3"
    assert await refusal(telegram, "sendMessage", chat_id=str(ana.id), text="Hello") == words
    await done(telegram, "sendMessage", chat_id=ana.id, text="Hello")


async def test_what_was_planned_can_be_called_off(telegram: Telegram, ana: Person, ear: Ear) -> None:
    telegram.trouble.plan(trouble.broken(), times=9)
    telegram.trouble.repeat(times=9)
    telegram.trouble.clear()
    await done(telegram, "getMe")
    await ana.send("once")
    assert [update["message"]["text"] for update in ear.updates] == ["/start", "once"]


async def test_a_call_without_an_answer_is_remembered_all_the_same(telegram: Telegram) -> None:
    telegram.trouble.plan(trouble.late())
    with pytest.raises(trouble.LostError, match="no answer in time"):
        await telegram.call("getMe", {})
    assert [(call.method, call.ok, call.description) for call in telegram.calls] == [
        ("getMe", False, "no answer in time")
    ]


async def test_an_update_comes_twice_when_asked_for(telegram: Telegram, ana: Person, ear: Ear) -> None:
    telegram.trouble.repeat()
    await ana.send("twice")
    await ana.send("once")
    texts = [update["message"]["text"] for update in ear.updates]
    assert texts == ["/start", "twice", "twice", "once"]
    assert ear.updates[1]["update_id"] == ear.updates[2]["update_id"]


async def test_only_the_kind_and_the_chat_that_were_named_come_twice(
    telegram: Telegram, ana: Person, bob: Person, ear: Ear
) -> None:
    telegram.trouble.repeat("callback_query", chat=bob.id)
    ear.updates.clear()
    await ana.press_data("ana", on=None)
    await bob.send("bob")
    await bob.press_data("bob", on=None)
    assert [next(reversed(update)) for update in ear.updates] == ["callback_query", "message"] + ["callback_query"] * 2


async def test_without_limits_anything_may_be_sent(telegram: Telegram, ana: Person) -> None:
    for number in range(100):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))


async def test_one_chat_takes_a_message_a_second_and_short_bursts(
    telegram: Telegram, ana: Person, clock: WoundClock
) -> None:
    telegram.trouble.limits = True
    for number in range(3):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="4") == "Too Many Requests: retry after 3"
    await clock.wind(3)
    await done(telegram, "sendMessage", chat_id=ana.id, text="4")


async def test_a_group_takes_twenty_messages_a_minute(telegram: Telegram, ana: Person, clock: WoundClock) -> None:
    telegram.trouble.limits = True
    group: Group = telegram.group("Ally", ana)
    for number in range(20):
        await done(telegram, "sendMessage", chat_id=group.id, text=str(number))
        await clock.wind(1)
    assert await refusal(telegram, "sendMessage", chat_id=group.id, text="21") == "Too Many Requests: retry after 40"


async def test_all_chats_together_take_thirty_messages_a_second(telegram: Telegram, ear: Ear) -> None:
    telegram.trouble.limits = True
    people = [telegram.person(f"Person {number}") for number in range(31)]
    for person in people:
        await person.send("/start")
    for person in people[:30]:
        await done(telegram, "sendMessage", chat_id=person.id, text="Hello")
    words = await refusal(telegram, "sendMessage", chat_id=people[30].id, text="Hello")
    assert words == "Too Many Requests: retry after 1"


async def test_answers_to_callback_queries_are_not_limited(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.limits = True
    await done(
        telegram,
        "sendMessage",
        chat_id=ana.id,
        text="Hello",
        reply_markup={"inline_keyboard": [[{"text": "Go", "callback_data": "x"}]]},
    )
    for _ in range(40):
        await ana.press("Go")
        await done(telegram, "answerCallbackQuery", callback_query_id=telegram.unanswered[-1])


async def test_edits_are_limited_like_messages(telegram: Telegram, ana: Person, clock: WoundClock) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="0")
    telegram.trouble.limits = True
    for number in range(3):
        params = {"chat_id": ana.id, "message_id": sent["message_id"], "text": f"edit {number}"}
        await done(telegram, "editMessageText", **params)
        await clock.wind(0.5)
    assert await telegram.call("editMessageText", params | {"text": "too much"}) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 2",
        "parameters": {"retry_after": 2},
    }
    await clock.wind(2)
    await done(telegram, "editMessageText", **params | {"text": "later"})


async def test_the_limits_hold_for_forms_as_well(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.limits = True
    for number in range(3):
        await done(telegram, "sendMessage", chat_id=str(ana.id), text=str(number))
    assert await refusal(telegram, "sendMessage", chat_id=str(ana.id), text="4") == "Too Many Requests: retry after 3"


async def test_one_chat_that_is_full_does_not_stop_another(telegram: Telegram, ana: Person, bob: Person) -> None:
    await bob.send("/start")
    telegram.trouble.limits = True
    for number in range(3):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))
    await refusal(telegram, "sendMessage", chat_id=ana.id, text="4")
    await done(telegram, "sendMessage", chat_id=bob.id, text="0")


async def test_limits_can_be_switched_off_again(telegram: Telegram, ana: Person) -> None:
    telegram.trouble.limits = True
    for number in range(3):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))
    telegram.trouble.limits = False
    await done(telegram, "sendMessage", chat_id=ana.id, text="4")


async def test_the_framework_learns_how_long_to_wait(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.trouble.plan(trouble.flood(7), "getMyCommands")
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        with pytest.raises(RetryAfter):
            await bot.get_my_commands()
