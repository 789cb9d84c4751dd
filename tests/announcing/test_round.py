"""An announcement on its way: to each once, whatever happens."""

import asyncio
import random

import pytest
import structlog

from bot.core.announcing import Outcome, State, Where
from bot.core.edition import Edition
from bot.simulator import Person, Telegram, WoundClock, trouble
from tests.announcing.conftest import Desk

SECOND = 1.0
MINUTE = 60.0
HANDFUL = 30
"""So many messages may arrive twice, as the README says."""


async def test_each_subscriber_gets_it_once_and_nobody_else(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(100)
    desk.telegram.person("Stranger")
    await desk.begin()
    await clock.wind(10)
    assert desk.sent == [person.id for person in people]
    run = await desk.run()
    assert (run.state, run.total, run.sent, run.left) == (State.DONE, 100, 100, 0)
    assert desk.floods == 0


async def test_each_gets_it_in_the_own_language_with_the_way_out(desk: Desk, clock: WoundClock) -> None:
    (grace,), (ana,) = await desk.subscribers(1, "en"), await desk.subscribers(1, "es")
    await desk.begin()
    await clock.wind(SECOND)
    assert grace.last is not None
    assert ana.last is not None
    assert (grace.last.text, ana.last.text) == ("The forum is on May 14.", "El foro es el 14 de mayo.")
    assert [button.text for row in ana.last.buttons for button in row] == ["🔕 Cancelar suscripción"]


async def test_it_keeps_just_under_what_telegram_allows(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(600)
    began = clock()
    await desk.begin()
    while (await desk.run()).state is not State.DONE:
        await clock.wind(0.1)
    rate = 600 / (clock() - began)
    assert desk.floods == 0
    assert 0.95 * 30 <= rate <= 30


async def test_showing_how_far_it_is_takes_one_turn_and_no_more(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(600)
    admin = desk.admin()
    await admin.send("/announce")
    await clock.wind(MINUTE)
    assert admin.last is not None
    began = clock()
    await desk.store.ledger.begin("plain", Where(admin.id, admin.last.message_id, "en"))
    await desk.office.call()
    while (await desk.run()).state is not State.DONE:
        await clock.wind(0.1)
    assert 600 / (clock() - began) >= 0.95 * 30
    await clock.wind(SECOND)
    assert desk.floods == 0
    assert "✅ Sent" in admin.last.text


async def test_answers_to_people_come_out_of_the_same_allowance(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(600)
    guests = [desk.telegram.person("Guest") for _ in range(16)]
    for guest in guests:
        desk.telegram.chats[guest.id].written = True
    began = clock()
    await desk.begin()
    for beat in range(60):
        await clock.wind(0.25)
        await desk.meanwhile(desk.application.bot.send_message(guests[beat % 16].id, "an answer"))
    assert 0.88 * 30 <= ((await desk.run()).sent + 60) / (clock() - began) <= 30
    await clock.wind(MINUTE)
    assert (await desk.run()).sent == len(people)
    assert desk.floods == 0


async def test_whoever_is_answered_while_nobody_else_is_waits_for_nothing(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(300)
    guest = desk.telegram.person("Guest")
    desk.telegram.chats[guest.id].written = True
    await desk.begin("plain")
    await clock.wind(5)
    for beat in range(5):
        answer = asyncio.ensure_future(desk.application.bot.send_message(guest.id, "an answer"))
        await clock.wind(0)
        assert answer.done()
        await clock.wind(1 + beat * 0.007)
    assert desk.floods == 0


async def test_of_ten_answers_a_second_hardly_one_waits(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(900)
    guests = [desk.telegram.person("Guest") for _ in range(60)]
    for guest in guests:
        desk.telegram.chats[guest.id].written = True
    await desk.begin("plain")
    await clock.wind(5)
    chance = random.Random(1)  # the same answers each time
    answers, held_up = [], 0
    for beat in range(400):
        await clock.wind(chance.expovariate(10))
        answers.append(asyncio.ensure_future(desk.application.bot.send_message(guests[beat % 60].id, "an answer")))
        await clock.wind(0)
        held_up += not answers[-1].done()
    await clock.wind(SECOND)
    await asyncio.gather(*answers)
    assert held_up <= 4
    assert (await desk.run()).state is State.SENDING
    assert desk.floods == 0


async def test_many_answers_at_once_come_before_the_announcement(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(300)
    guests = [desk.telegram.person("Guest") for _ in range(16)]
    for guest in guests:
        desk.telegram.chats[guest.id].written = True
    await desk.begin("plain")
    for _ in range(3):
        await clock.wind(4)
        began = clock()
        await desk.meanwhile(
            asyncio.gather(*(desk.application.bot.send_message(guest.id, "an answer") for guest in guests))
        )
        assert clock() - began < 16 / 29
    assert desk.floods == 0


async def test_where_answers_are_all_that_fits_they_wait_for_nothing(desk: Desk, clock: WoundClock) -> None:
    desk.telegram.trouble.limits = False
    people = await desk.subscribers(300)
    await desk.begin("plain")
    await clock.wind(3)
    before = (await desk.run()).sent
    for beat in range(600):
        answer = asyncio.ensure_future(desk.application.bot.send_message(people[beat % 300].id, "an answer"))
        await clock.wind(0.02)
        assert answer.done() or beat < 100
    assert 8 <= (await desk.run()).sent - before <= 12


async def test_a_group_that_became_a_supergroup_gets_it_there(desk: Desk, clock: WoundClock) -> None:
    (grace,) = await desk.subscribers(1)
    group = desk.telegram.group("Friends", grace, kind="group")
    await desk.store.chats.subscribe(group.id, "group", "es")
    desk.telegram.delivery.allowed = ["message"]
    new = await _upgraded(desk, group.id)
    await desk.begin()
    await clock.wind(5)
    assert desk.sent == [new, grace.id]
    assert (await desk.run()).sent == 2
    assert await desk.store.chats.language(new) == "es"


async def test_a_supergroup_that_is_subscribed_itself_gets_it_once(desk: Desk, clock: WoundClock) -> None:
    (grace,) = await desk.subscribers(1)
    group = desk.telegram.group("Friends", grace, kind="group")
    desk.telegram.delivery.allowed = ["message"]
    new = await _upgraded(desk, group.id)
    await desk.store.chats.subscribe(group.id, "group", "es")
    await desk.store.chats.subscribe(new, "supergroup", "es")
    desk.ledger.is_full = True
    await desk.begin()
    await clock.wind(3)
    desk.ledger.is_full = False
    await clock.wind(MINUTE)
    assert desk.sent == [new, grace.id]


async def test_a_group_of_which_telegram_tells_meanwhile_that_it_moved_is_not_left_out(
    desk: Desk, clock: WoundClock
) -> None:
    (grace,) = await desk.subscribers(1)
    groups = [desk.telegram.group("Friends", grace, kind="group") for _ in range(150)]
    for group in groups:
        await desk.store.chats.subscribe(group.id, "group", "es")
    await desk.begin()
    await clock.wind(SECOND)
    new = await _upgraded(desk, groups[0].id)
    await desk.store.chats.move(groups[0].id, new)
    await clock.wind(MINUTE)
    assert new in desk.sent
    assert (await desk.run()).sent == len(desk.sent) == 151


async def _upgraded(desk: Desk, id: int) -> int:
    """Let a group go on as a supergroup without the bot hearing of it."""
    new = desk.telegram.group("Friends").chat
    desk.telegram.chats[id].upgraded_to = new.id
    return new.id


async def test_whoever_unsubscribes_or_switches_meanwhile_is_heeded(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(200)
    await desk.begin()
    await clock.wind(SECOND)
    await desk.store.chats.unsubscribe(people[-1].id)
    await desk.store.chats.choose_language(people[-2].id, "private", "es")
    await clock.wind(MINUTE)
    run = await desk.run()
    assert (run.state, run.sent, run.left) == (State.DONE, 199, 1)
    assert people[-1].last is None
    assert people[-2].last is not None
    assert people[-2].last.text == "El foro es el 14 de mayo."


async def test_what_changes_in_a_chat_that_has_to_wait_is_heeded(desk: Desk, clock: WoundClock) -> None:
    gone, forgotten, moved, _ = await desk.subscribers(4)
    for person in (gone, forgotten, moved):
        desk.telegram.trouble.plan(trouble.flood(600), "sendMessage", chat=person.id)
    await desk.begin()
    await clock.wind(5)
    await desk.store.chats.unsubscribe(gone.id)
    await desk.store.chats.forget(forgotten.id)
    await desk.store.chats.choose_language(moved.id, "private", "es")
    await clock.wind(11 * MINUTE)
    assert (gone.last, forgotten.last) == (None, None)
    assert moved.last is not None
    assert moved.last.text == "El foro es el 14 de mayo."
    assert (await desk.run()).state is State.DONE


async def test_whoever_unsubscribes_while_all_have_to_wait_is_heeded(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(60)
    desk.telegram.trouble.plan(trouble.flood(600), "sendMessage", times=5)
    await desk.begin()
    await clock.wind(MINUTE)
    for person in people:
        await desk.store.chats.unsubscribe(person.id)
    before = desk.sent
    await clock.wind(15 * MINUTE)
    assert desk.sent == before
    assert (await desk.run()).state is State.DONE


async def test_it_can_be_paused_and_resumed(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(200)
    await desk.begin()
    await clock.wind(2)
    assert await desk.store.ledger.change("plain", State.PAUSED, unless=[State.DONE])
    await clock.wind(2)
    paused = len(desk.sent)
    assert 50 <= paused <= 95
    await clock.wind(MINUTE)
    assert len(desk.sent) == paused
    await desk.store.ledger.change("plain", State.SENDING, unless=[State.DONE])
    await desk.office.call()
    await clock.wind(MINUTE)
    assert desk.sent == [person.id for person in people]
    assert (await desk.run()).state is State.DONE


async def test_a_pause_that_the_office_is_told_of_takes_effect_at_once(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(200)
    await desk.begin()
    await clock.wind(2.5)
    before = len(desk.sent)
    await desk.store.ledger.change("plain", State.PAUSED, unless=[State.DONE])
    await desk.office.call()
    await clock.wind(MINUTE)
    assert len(desk.sent) == before


async def test_what_is_cancelled_stops_and_stays_so(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(200)
    await desk.begin()
    await clock.wind(2)
    await desk.store.ledger.change("plain", State.CANCELLED, unless=[State.DONE])
    await desk.office.call()
    await clock.wind(MINUTE)
    run = await desk.run()
    assert run.state is State.CANCELLED
    assert run.sent == len(desk.sent) < 200
    assert run.finished is not None
    assert desk.told[-1][0] == run


async def test_nothing_is_kept_of_whom_a_paused_announcement_was_for_once_it_is_cancelled(
    desk: Desk, clock: WoundClock
) -> None:
    people = await desk.subscribers(200)
    await desk.begin()
    await clock.wind(2)
    await desk.store.ledger.change("plain", State.PAUSED, unless=[State.DONE])
    await clock.wind(MINUTE)
    await desk.store.ledger.change("plain", State.CANCELLED, unless=[State.DONE])
    await desk.office.call()
    await clock.wind(MINUTE)
    run = await desk.run()
    assert run.finished is not None
    assert (run.state, run.sent) == (State.CANCELLED, len(desk.sent))
    assert not await desk.store.ledger.is_waiting("plain", people[-1].id)


async def test_what_is_cancelled_before_its_first_message_is_closed(
    closed: Desk, announced: Edition, clock: WoundClock
) -> None:
    await closed.subscribers(2)
    await closed.store.ledger.begin("plain")
    await closed.store.ledger.change("plain", State.CANCELLED, unless=[State.DONE])
    async with closed.open(announced):
        await clock.wind(5)
    run = await closed.run()
    assert run.finished is not None
    assert (run.state, run.left, closed.sent) == (State.CANCELLED, 2, [])


async def test_one_after_the_other_goes_out(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(40)
    await desk.begin("plain")
    await desk.begin("opening")
    await clock.wind(10)
    assert desk.sent == sorted([person.id for person in people] * 2)
    assert desk.floods == 0


async def test_what_is_not_in_the_content_any_more_is_paused(desk: Desk, clock: WoundClock, edition: Edition) -> None:
    await desk.subscribers(100)
    await desk.begin()
    await clock.wind(SECOND)
    desk.services.edition = edition
    await clock.wind(MINUTE)
    run = await desk.run()
    assert run.state is State.PAUSED
    assert 0 < run.sent == len(desk.sent) < 100


async def test_the_progress_is_told_while_it_goes_out_and_at_its_end(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(400)
    await desk.begin()
    await clock.wind(MINUTE)
    sent = [run.sent for run, _ in desk.told]
    assert len(sent) == 3
    assert sent == sorted(sent)
    assert 130 <= sent[0] <= 150
    assert desk.told[-1][0].state is State.DONE


# The store


async def test_while_the_store_takes_nothing_at_most_a_handful_is_sent(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(200)
    await desk.begin()
    await clock.wind(SECOND)
    desk.ledger.is_full = True
    before = len(desk.sent)
    await clock.wind(10 * MINUTE)
    assert len(desk.sent) <= before + HANDFUL
    desk.ledger.is_full = False
    await clock.wind(MINUTE)
    assert desk.sent == [person.id for person in people]
    assert (await desk.run()).sent == 200


async def test_a_store_that_goes_away_in_the_middle_loses_and_doubles_nothing(desk: Desk, clock: WoundClock) -> None:
    people = await desk.subscribers(600)
    await desk.begin()
    await clock.wind(3)
    desk.ledger.is_away = desk.lease.is_lost = True
    await clock.wind(MINUTE)
    desk.ledger.is_away = desk.lease.is_lost = False
    await clock.wind(MINUTE)
    assert desk.sent == [person.id for person in people]


async def test_an_outage_of_the_store_is_logged_once_and_not_every_few_seconds(desk: Desk, clock: WoundClock) -> None:
    with structlog.testing.capture_logs() as logs:
        for _ in range(2):
            desk.ledger.is_away = True
            await clock.wind(10 * MINUTE)
            desk.ledger.is_away = False
            await clock.wind(MINUTE)
    assert [entry["event"] for entry in logs] == ["the announcements are out of reach; they are looked for again"] * 2


@pytest.mark.parametrize("outage", ["is_full", "is_away"])
async def test_an_outage_in_the_middle_is_logged_in_a_few_lines(desk: Desk, clock: WoundClock, outage: str) -> None:
    await desk.subscribers(300)
    await desk.begin()
    await clock.wind(SECOND)
    with structlog.testing.capture_logs() as logs:
        setattr(desk.ledger, outage, True)
        await clock.wind(10 * MINUTE)
    setattr(desk.ledger, outage, False)
    await clock.wind(MINUTE)
    assert {entry["event"] for entry in logs} == {"the announcement waits for the store"}
    assert len(logs) <= 2
    assert (await desk.run()).sent == 300


async def test_without_the_lease_nothing_is_sent(desk: Desk, clock: WoundClock) -> None:
    await desk.subscribers(10)
    async with desk.store.lease.held():
        await desk.begin()
        await clock.wind(MINUTE)
        assert desk.sent == []
    await clock.wind(10)
    assert len(desk.sent) == 10


async def test_what_another_process_wrote_down_after_it_lost_the_lease_is_not_sent_again(
    closed: Desk, announced: Edition, clock: WoundClock
) -> None:
    people = [person.id for person in await closed.subscribers(100)]
    await closed.store.ledger.begin("plain")
    await closed.store.ledger.record("plain", dict.fromkeys(people[:10], Outcome.SENT))
    async with closed.open(announced):
        await clock.wind(2)
        await closed.store.ledger.record("plain", dict.fromkeys(people[10:40], Outcome.SENT))
        await clock.wind(MINUTE)
    assert closed.sent == people[40:]


async def test_what_is_paused_before_another_process_goes_on_stays_so(
    closed: Desk, announced: Edition, clock: WoundClock
) -> None:
    people = [person.id for person in await closed.subscribers(100)]
    await closed.store.ledger.begin("plain")
    await closed.store.ledger.record("plain", {people[0]: Outcome.SENT})
    async with closed.open(announced):
        await clock.wind(2)
        await closed.store.ledger.change("plain", State.PAUSED, unless=[])
        await clock.wind(MINUTE)
    assert closed.sent == []


# Restarts


@pytest.fixture
async def people(closed: Desk) -> list[Person]:
    """A hundred subscribers of a bot that is to be restarted."""
    return await closed.subscribers(100)


async def test_a_deploy_in_the_middle_neither_leaves_out_nor_doubles(
    closed: Desk, announced: Edition, people: list[Person], clock: WoundClock
) -> None:
    async with closed.open(announced):
        await closed.begin()
        await clock.wind(1.5)
    assert 0 < len(closed.sent) < 100
    assert (await closed.run()).sent == len(closed.sent)
    async with closed.open(announced):
        await clock.wind(MINUTE)
    assert closed.sent == [person.id for person in people]


async def test_a_deploy_while_telegram_makes_all_wait_does_not_wait(
    closed: Desk, announced: Edition, people: list[Person], clock: WoundClock
) -> None:
    closed.telegram.trouble.plan(trouble.flood(3000), "sendMessage", times=100)
    async with closed.open(announced):
        await closed.begin()
        await clock.wind(5)
        before = clock()
    assert clock() == before


async def test_what_was_recorded_before_a_crash_is_not_sent_again(
    closed: Desk, announced: Edition, people: list[Person], telegram: Telegram, clock: WoundClock
) -> None:
    await closed.store.ledger.begin("plain")
    await closed.store.ledger.record("plain", dict.fromkeys([person.id for person in people[:60]], Outcome.SENT))
    async with closed.open(announced):
        await clock.wind(MINUTE)
    assert closed.sent == [person.id for person in people[60:]]
