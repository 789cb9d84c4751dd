"""When updates come to a webhook: order, repetition and expiry, on a clock that is wound forward."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator import Person, Reply, Telegram, WoundClock, trouble
from tests.simulator.asking import done
from tests.simulator.hooks import Begun, Hook

HOUR = 3600.0


@pytest.fixture
def hook(clock: WoundClock) -> Hook:
    clock.patience = 0.0  # a hook that is held stays so: there is nothing to wait for
    return Hook(clock)


@pytest.fixture
async def telegram(clock: WoundClock, hook: Hook) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock, line=hook) as telegram:
        await done(telegram, "setWebhook", url="https://example.com/hook")
        yield telegram


@pytest.fixture
async def begin() -> AsyncIterator[Begun]:
    begun = Begun()
    yield begun
    await begun.end()


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    return telegram.person("Ann")


@pytest.fixture
def bob(telegram: Telegram) -> Person:
    return telegram.person("Bob")


async def test_what_fails_is_repeated_at_once_and_then_ever_more_slowly(
    hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(500)] * 9
    begin(ann.send("hello"))
    await clock.wind(600)
    assert hook.times[:7] == [0, 0, 2, 6, 14, 30, 62]
    pauses = [after - before for before, after in zip(hook.times[6:], hook.times[7:], strict=False)]
    assert len(pauses) == 3
    assert all(60 <= pause <= 120 for pause in pauses)
    assert begin.done


async def test_the_same_delays_come_in_each_run(hook: Hook, ann: Person, clock: WoundClock, begin: Begun) -> None:
    hook.answers = [Reply(500)] * 30
    begin(ann.send("hello"))
    await clock.wind(HOUR)
    first = hook.times.copy()
    other = Hook(clock)
    other.answers = [Reply(500)] * 30
    async with Telegram(clock=clock, line=other) as telegram:
        await done(telegram, "setWebhook", url="https://example.com/hook")
        begin(telegram.person("Zoe").send("hello"))
        await clock.wind(HOUR)
    assert other.times == first


@pytest.mark.parametrize(
    ("asked", "waited"), [("7", 7), ("3600", 3600), ("9999", 3600), ("0", 0), ("soon", 0), ("-5", 0), ("", 0)]
)
async def test_retry_after_replaces_the_delay_up_to_an_hour(
    hook: Hook, ann: Person, clock: WoundClock, begin: Begun, asked: str, waited: float
) -> None:
    hook.answers = [Reply(503, retry_after=asked)]
    begin(ann.send("hello"))
    await clock.wind(2 * HOUR)
    assert hook.times == [0, waited]


async def test_what_was_asked_for_does_not_make_later_delays_longer(
    hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(503, retry_after="7"), Reply(503, retry_after="7"), Reply(500), Reply(500)]
    begin(ann.send("hello"))
    await clock.wind(HOUR)
    assert hook.times == [0, 7, 14, 16, 20]


async def test_a_webhook_that_does_not_answer_is_given_a_minute(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.free.clear()
    begin(ann.send("hello"))
    await clock.wind(59.9)
    assert hook.times == [0]
    await clock.wind(0.1)
    assert telegram.webhook.last_error_message == "Read timeout expired"
    assert hook.times == [0, 60]
    hook.free.set()
    await clock.wind(0)
    assert begin.done


async def test_while_an_update_waits_so_does_its_queue_and_no_other(
    hook: Hook, ann: Person, bob: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(503, retry_after="30")]
    begin(ann.send("one"), ann.send("two"), ann.send("three"), bob.send("other"), ann.press_data("tap", on=None))
    await clock.wind(29)
    assert hook.heard == ["one", "other", "tap"]
    await clock.wind(1)
    assert hook.heard[3:] == ["one", "two", "three"]


async def test_the_next_message_of_a_chat_comes_when_the_one_before_is_dealt_with(
    telegram: Telegram, hook: Hook, ann: Person, bob: Person, clock: WoundClock, begin: Begun
) -> None:
    group = telegram.group("Ally", ann, bob)
    hook.free.clear()
    begin(ann.send("/one", chat=group), bob.send("/two", chat=group), bob.send("private"))
    await clock.wind(1)
    assert hook.heard == ["/one", "private"]
    hook.free.set()
    await clock.wind(0)
    assert hook.heard == ["/one", "private", "/two"]


async def test_the_taps_of_a_person_come_one_by_one_wherever_they_are(
    telegram: Telegram, hook: Hook, ann: Person, bob: Person, clock: WoundClock, begin: Begun
) -> None:
    group = telegram.group("Ally", ann, bob)
    hook.free.clear()
    begin(
        *(person.press_data(f"{person.first_name} {n}", on=None, chat=group) for n in (1, 2) for person in (ann, bob))
    )
    begin(ann.press_data("Ann 3", on=None))
    await clock.wind(1)
    assert hook.heard == ["Ann 1", "Bob 1"]
    hook.free.set()
    await clock.wind(0)
    assert [words for words in hook.heard if words.startswith("Ann")] == ["Ann 1", "Ann 2", "Ann 3"]


async def test_messages_and_taps_of_a_person_do_not_wait_for_each_other(
    hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.free.clear()
    begin(ann.send("hello"), ann.press_data("tap", on=None), ann.block())
    await clock.wind(1)
    assert hook.heard == ["hello", "tap", "my_chat_member"]


@pytest.mark.parametrize("connections", [1, 3])
async def test_no_more_come_at_the_same_time_than_the_bot_wants(
    telegram: Telegram, hook: Hook, clock: WoundClock, begin: Begun, connections: int
) -> None:
    await done(telegram, "setWebhook", url="https://example.com/hook", max_connections=connections)
    hook.free.clear()
    people = [telegram.person(f"Person {number}") for number in range(5)]
    begin(*(person.send("hello") for person in people))
    await clock.wind(1)
    assert len(hook.updates) == connections
    hook.free.set()
    await clock.wind(0)
    assert len(hook.updates) == 5


async def test_waiting_for_another_attempt_takes_no_connection(
    telegram: Telegram, hook: Hook, ann: Person, bob: Person, clock: WoundClock, begin: Begun
) -> None:
    await done(telegram, "setWebhook", url="https://example.com/hook", max_connections=1)
    hook.answers = [Reply(503, retry_after="60")]
    begin(ann.send("one"), bob.send("two"))
    await clock.wind(1)
    assert hook.heard == ["one", "two"]


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("message", 24 * HOUR), ("callback_query", 150), ("inline_query", 30), ("chosen_inline_result", 600)],
)
async def test_nobody_repeats_what_is_too_old(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun, kind: str, seconds: float
) -> None:
    hook.answers = [Reply(500)] * 5000
    begin(ann.send_update({kind: {"from": ann.json()}}))
    await clock.wind(seconds + 1)
    assert begin.done
    assert telegram.delivery.pending == 0
    assert seconds - 120 <= hook.times[-1] <= seconds


async def test_what_waited_too_long_behind_another_is_dropped_unseen(
    hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(503, retry_after="149")]
    begin(ann.press_data("first", on=None))
    await clock.wind(100)
    begin(ann.press_data("second", on=None))
    await clock.wind(49)
    assert hook.heard == ["first", "first", "second"]
    hook.answers = [Reply(503, retry_after="140"), Reply(503, retry_after="11")]
    begin(ann.press_data("third", on=None), ann.press_data("fourth", on=None))
    await clock.wind(160)
    assert hook.heard[3:] == ["third", "third", "fourth"]


async def test_a_webhook_that_is_gone_for_23_hours_is_removed(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(410)] * 5000
    begin(ann.send("hello"))
    await clock.wind(22.9 * HOUR)
    assert telegram.webhook.url
    await clock.wind(0.2 * HOUR)
    assert telegram.webhook.url == ""
    (update,) = await done(telegram, "getUpdates")
    assert update["message"]["text"] == "hello"


async def test_any_other_answer_in_between_keeps_it(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(410, retry_after="3600")] * 20 + [Reply(500)] + [Reply(410)] * 5000
    begin(ann.send("hello"))
    await clock.wind(23.9 * HOUR)
    assert telegram.webhook.url


async def test_an_update_may_come_twice(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    telegram.trouble.repeat()
    begin(ann.send("twice"), ann.send("once"))
    await clock.wind(0)
    assert hook.heard == ["twice", "twice", "once"]
    assert hook.updates[0] == hook.updates[1]


async def test_another_webhook_begins_anew(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(503, retry_after="3600")]
    begin(ann.send("hello"))
    await clock.wind(10)
    await done(telegram, "setWebhook", url="https://example.com/other")
    await clock.wind(0)
    assert hook.times == [0, 10]
    assert begin.done


async def test_the_same_webhook_once_more_changes_nothing(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    hook.answers = [Reply(503, retry_after="30")]
    begin(ann.send("hello"))
    await clock.wind(10)
    await done(telegram, "setWebhook", url="https://example.com/hook")
    assert telegram.webhook.last_error_message == "Wrong response from the webhook: 503 OK"
    await clock.wind(19)
    assert hook.times == [0]
    await clock.wind(1)
    assert hook.times == [0, 30]
    assert begin.done


@pytest.mark.parametrize("other", [{"secret_token": "another"}, {"max_connections": 7}, {"drop_pending_updates": True}])
async def test_the_same_address_with_anything_else_is_another_webhook(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun, other: dict[str, Any]
) -> None:
    hook.answers = [Reply(503, retry_after="30")]
    begin(ann.send("hello"))
    await clock.wind(10)
    await done(telegram, "setWebhook", url="https://example.com/hook", **other)
    await clock.wind(0)
    assert begin.done
    assert telegram.webhook.last_error_message is None


@pytest.mark.parametrize(
    "reply",
    [
        {"method": "sendMessage", "text": "by reply"},
        {"method": "sendMessage", "text": ""},
        {"method": "sendMessage"},
        {"method": "dance"},
    ],
)
async def test_what_becomes_of_a_call_in_the_answer_is_told_to_nobody(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun, reply: dict[str, Any]
) -> None:
    hook.answers = [Reply(body=json.dumps({"chat_id": ann.id} | reply).encode())]
    begin(ann.send("hello"))
    await clock.wind(0)
    assert begin.done
    assert hook.times == [0]
    assert telegram.calls[-1].ok is (reply.get("text") == "by reply")


async def test_a_call_in_the_answer_may_get_no_answer_itself(
    telegram: Telegram, hook: Hook, ann: Person, clock: WoundClock, begin: Begun
) -> None:
    call = {"method": "sendMessage", "chat_id": ann.id, "text": "by reply"}
    telegram.trouble.plan(trouble.dropped(), "sendMessage")
    hook.answers = [Reply(body=json.dumps(call).encode())]
    begin(ann.send("one"), ann.send("two"))
    await clock.wind(0)
    assert hook.heard == ["one", "two"]
    assert begin.done


async def test_time_stands_still_until_it_is_wound(clock: WoundClock) -> None:
    heard: list[float] = []
    for seconds in (5.0, 1.0, 3.0):
        clock.later(seconds, lambda: heard.append(clock() - 1_800_000_000))
    clock.later(2.0, lambda: heard.append(-1)).cancel()
    await clock.wind(3)
    assert heard == [1, 3]
    await clock.wind(2)
    assert heard == [1, 3, 5]
    assert clock() == 1_800_000_005


async def test_what_follows_from_one_thing_happens_before_the_next(clock: WoundClock) -> None:
    heard: list[tuple[str, float]] = []

    async def live(name: str, pause: float) -> None:
        for _ in range(3):
            await clock.sleep(pause)
            heard.append((name, clock() - 1_800_000_000))

    begun = Begun()
    begun(live("a", 2), live("b", 3))
    await clock.wind(9)
    assert begun.done
    assert heard == [("a", 2), ("b", 3), ("a", 4), ("b", 6), ("a", 6), ("b", 9)]
    await begun.end()
