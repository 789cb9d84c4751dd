"""What Telegram says of a message instead of sending it, and who gets it all the same."""

from pathlib import Path

import pytest

from bot.core.announcing import State
from bot.simulator import WoundClock, trouble
from tests.announcing.conftest import Desk
from tests.letters import ALL, with_announcements

SECOND = 1.0
MINUTE = 60.0


async def test_a_flood_wait_holds_up_that_chat_alone(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(30)
    desk.telegram.trouble.plan(trouble.flood(7), "sendMessage", chat=people[3].id)
    await desk.begin()
    await clock.wind(3)
    assert desk.sent == [person.id for person in people if person is not people[3]]
    await clock.wind(3.9)
    assert people[3].last is None
    await clock.wind(1)
    assert desk.sent == [person.id for person in people]
    assert (await desk.run()).state is State.DONE


async def test_where_all_have_to_wait_nobody_is_tried_meanwhile(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(200)
    desk.telegram.trouble.plan(trouble.flood(30), "sendMessage", times=6)
    await desk.begin()
    await clock.wind(29)
    assert len([call for call in desk.telegram.calls if call.method == "sendMessage"]) <= 6
    await clock.wind(2 * MINUTE)
    assert (await desk.run()).sent == 200


async def test_some_chats_in_a_row_that_have_to_wait_long_do_not_hold_up_the_others(
    desk: Desk, clock: WoundClock
) -> None:
    people = await desk.subscribers(100)
    for person in people[10:20]:
        desk.telegram.trouble.plan(trouble.flood(1800), "sendMessage", chat=person.id)
    await desk.begin()
    await clock.wind(4 * MINUTE)
    assert (await desk.run()).sent == 90
    await clock.wind(30 * MINUTE)
    assert desk.sent == [person.id for person in people]


async def test_a_chat_that_asks_for_more_than_an_hour_does_not_hold_up_the_end(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(2)
    desk.telegram.trouble.plan(trouble.flood(86400), "sendMessage", chat=people[0].id)
    await desk.begin()
    await clock.wind(5)
    run = await desk.run()
    assert (run.state, run.sent, run.failed) == (State.DONE, 1, 1)


async def test_where_all_have_to_wait_for_hours_nobody_is_given_up(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(100)
    await desk.begin()
    await clock.wind(SECOND)
    desk.telegram.trouble.plan(trouble.flood(7200), "sendMessage", times=30)
    await clock.wind(MINUTE)
    desk.telegram.trouble.clear()
    await clock.wind(119 * MINUTE)
    assert 90 < len(desk.sent) < 100
    await clock.wind(2 * MINUTE)
    assert desk.sent == [person.id for person in people]
    assert (await desk.run()).state is State.DONE


async def test_whoever_blocked_the_bot_is_marked_and_gets_nothing_more(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(3)
    desk.telegram.trouble.plan(
        trouble.broken(403, "Forbidden: bot was blocked by the user"), "sendMessage", chat=people[1].id
    )
    await desk.begin()
    await clock.wind(2)
    run = await desk.run()
    assert (run.sent, run.unreachable) == (2, 1)
    memory = await desk.store.chats.memory(people[1].id)
    assert memory is not None
    assert memory.unreachable is not None
    assert await desk.ledger.audience() == {"en": 2}


@pytest.mark.parametrize("words", ["chat not found", "PEER_ID_INVALID"])
async def test_a_chat_that_is_not_there_is_unreachable(desk: Desk, clock: WoundClock, words: str) -> None:
    people = await desk.subscribers(2)
    desk.telegram.trouble.plan(trouble.broken(400, f"Bad Request: {words}"), "sendMessage", chat=people[0].id)
    await desk.begin()
    await clock.wind(2)
    run = await desk.run()
    assert (run.sent, run.unreachable) == (1, 1)


@pytest.mark.parametrize(
    "words",
    ["CHAT_SEND_PLAIN_FORBIDDEN", "CHAT_SEND_PHOTOS_FORBIDDEN", "TOPIC_CLOSED", "not enough rights to send photos"],
)
async def test_groups_that_allow_no_such_messages_do_not_keep_others_from_getting_it(
    desk: Desk, clock: WoundClock, words: str
) -> None:
    (grace,) = await desk.subscribers(1)
    for _ in range(6):
        group = desk.telegram.group("Friends")
        await desk.store.chats.subscribe(group.id, "supergroup", "en")
        desk.telegram.trouble.plan(trouble.broken(400, f"Bad Request: {words}"), "sendMessage", chat=group.id)
    await desk.begin()
    await clock.wind(5)
    run = await desk.run()
    assert desk.sent == [grace.id]
    assert (run.state, run.sent, run.failed) == (State.DONE, 1, 6)


async def test_a_timeout_is_not_repeated_and_is_counted(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(3)
    desk.telegram.trouble.plan(trouble.late(carried_out=True), "sendMessage", chat=people[1].id)
    await desk.begin()
    await clock.wind(10)
    run = await desk.run()
    assert desk.sent == [person.id for person in people]
    assert (run.state, run.sent, run.unsure) == (State.DONE, 2, 1)


async def test_while_telegram_is_away_it_waits_and_nobody_is_given_up(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(40)
    desk.telegram.trouble.plan(trouble.broken(), "sendMessage", times=15)
    await desk.begin()
    await clock.wind(10 * MINUTE)
    assert desk.sent == [person.id for person in people]
    assert (await desk.run()).failed == 0


async def test_while_telegram_is_away_for_long_nobody_is_given_up(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(100)
    await desk.begin()
    await clock.wind(SECOND)
    desk.telegram.trouble.plan(trouble.broken(), "sendMessage", times=1000)
    await clock.wind(90 * MINUTE)
    desk.telegram.trouble.clear()
    await clock.wind(11 * MINUTE)
    assert desk.sent == [person.id for person in people]
    run = await desk.run()
    assert (run.state, run.failed) == (State.DONE, 0)


async def test_while_telegram_does_not_answer_few_are_left_unsure(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(100)
    desk.telegram.trouble.plan(trouble.late(carried_out=False), "sendMessage", times=8)
    await desk.begin()
    await clock.wind(20 * MINUTE)
    run = await desk.run()
    assert (run.state, run.unsure, run.sent) == (State.DONE, 8, 92)


async def test_a_telegram_that_answers_nothing_for_long_costs_one_message(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(100)
    desk.telegram.trouble.plan(trouble.late(carried_out=False), times=30)
    await desk.begin()
    await clock.wind(60 * MINUTE)
    run = await desk.run()
    assert (run.state, run.unsure, run.sent) == (State.DONE, 1, 99)
    assert desk.sent == [person.id for person in people[1:]]


async def test_a_message_that_nobody_takes_is_paused_after_a_few(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(100)
    desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: BUTTON_TYPE_INVALID"), "sendMessage", times=100)
    await desk.begin()
    await clock.wind(10)
    run = await desk.run()
    assert (run.state, run.dealt_with, run.left) == (State.PAUSED, 0, 100)
    assert desk.told[-1] == (run, "Button_type_invalid")


async def test_a_message_that_nobody_takes_after_its_correction_is_paused(
    desk: Desk, clock: WoundClock, tmp_path: Path
) -> None:
    await desk.subscribers(100)
    await desk.begin()
    await clock.wind(SECOND)
    (tmp_path / "corrected").mkdir()
    desk.services.edition = with_announcements(tmp_path / "corrected", ALL.replace("May 14", "May 15"))
    desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: can't parse entities"), "sendMessage", times=100)
    await clock.wind(10)
    run = await desk.run()
    assert (run.state, run.failed, run.sent) == (State.PAUSED, 0, len(desk.sent))
    assert desk.told[-1] == (run, "Can't parse entities")


async def test_a_token_that_is_revoked_on_the_way_pauses_and_nobody_is_given_up(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(100)
    await desk.begin()
    await clock.wind(SECOND)
    desk.telegram.trouble.plan(trouble.broken(401, "Unauthorized"), times=100)
    await clock.wind(10)
    desk.telegram.trouble.clear()
    run = await desk.run()
    assert (run.state, run.failed, run.left) == (State.PAUSED, 0, 100 - len(desk.sent))
    assert desk.told[-1] == (run, "Unauthorized")


async def test_a_message_that_one_chat_refuses_goes_on_to_the_others(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(20)
    for person in (people[0], people[9]):
        desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: strange"), "sendMessage", chat=person.id)
    await desk.begin()
    await clock.wind(10)
    run = await desk.run()
    assert (run.state, run.sent, run.failed) == (State.DONE, 18, 2)


async def test_what_telegram_takes_no_more_is_paused_and_nobody_is_marked(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(200)
    await desk.begin()
    await clock.wind(2)
    desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: PEER_FLOOD"), "sendMessage", times=200)
    await clock.wind(MINUTE)
    run = await desk.run()
    assert (run.state, run.failed) == (State.PAUSED, 0)
    assert desk.told[-1] == (run, "Peer_flood")
    desk.telegram.trouble.clear()
    await desk.store.ledger.change("plain", State.SENDING, unless=[])
    await clock.wind(MINUTE)
    assert desk.sent == [person.id for person in people]


async def test_the_last_ones_are_not_given_up_where_all_of_them_are_refused(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(40)
    for person in people[-10:]:
        desk.telegram.trouble.plan(trouble.broken(400, "Bad Request: PEER_FLOOD"), "sendMessage", chat=person.id)
    await desk.begin()
    await clock.wind(MINUTE)
    run = await desk.run()
    assert (run.state, run.sent, run.failed) == (State.PAUSED, 30, 0)
