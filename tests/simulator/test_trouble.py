"""Trouble on request: floods, broken servers, lost answers, updates that come twice, and the limits on sending."""

import aiohttp
import pytest
from telegram import Bot
from telegram.error import RetryAfter, TimedOut

from bot.simulator import Group, Person, SimulatorRequest, Telegram, serve, trouble
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Clock, Ear


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
    assert [message.text for message in ana.messages if message.by_bot] == (["Hello"] if carried_out else [])


@pytest.mark.parametrize("fault", [trouble.dropped(), trouble.late()])
async def test_a_line_is_cut_over_http(telegram: Telegram, fault: trouble.Fault) -> None:
    telegram.trouble.plan(fault, "getMe")
    async with serve(telegram, port=0) as server, aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(f"{server.url}/bot{telegram.token}/getMe")
        async with session.get(f"{server.url}/bot{telegram.token}/getMe") as response:
            assert response.status == 200


async def test_an_update_comes_twice_when_asked_for(telegram: Telegram, ana: Person, ear: Ear) -> None:
    telegram.delivery.repeats = 1
    await ana.send("twice")
    await ana.send("once")
    texts = [update["message"]["text"] for update in ear.updates]
    assert texts == ["/start", "twice", "twice", "once"]
    assert ear.updates[1]["update_id"] == ear.updates[2]["update_id"]


async def test_without_limits_anything_may_be_sent(telegram: Telegram, ana: Person) -> None:
    for number in range(100):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))


async def test_one_chat_takes_a_message_a_second_and_short_bursts(
    telegram: Telegram, ana: Person, clock: Clock
) -> None:
    telegram.trouble.limits = True
    for number in range(3):
        await done(telegram, "sendMessage", chat_id=ana.id, text=str(number))
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="4") == "Too Many Requests: retry after 3"
    clock.now += 3
    await done(telegram, "sendMessage", chat_id=ana.id, text="4")


async def test_a_group_takes_twenty_messages_a_minute(telegram: Telegram, ana: Person, clock: Clock) -> None:
    telegram.trouble.limits = True
    group: Group = telegram.group("Ally", ana)
    for number in range(20):
        await done(telegram, "sendMessage", chat_id=group.id, text=str(number))
        clock.now += 1
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


async def test_the_framework_learns_how_long_to_wait(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.trouble.plan(trouble.flood(7), "getMyCommands")
    request = SimulatorRequest(telegram)
    async with Bot(telegram.token, request=request, get_updates_request=request) as bot:
        with pytest.raises(RetryAfter):
            await bot.get_my_commands()
