"""What is counted: every update and every call, by what became of it, and where the time went."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.errors import BusyError
from bot.metrics import families
from bot.metrics.families import Family
from bot.metrics.meter import Meter
from bot.simulator import Person, trouble
from bot.tg.brakes import BURST
from bot.watch import Answer
from tests.conversations.test_any_update import UPDATES
from tests.seeing.conftest import Watched


async def test_taps_and_messages_are_counted_by_their_kinds(world: Watched, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    for label in ("📄 Reports", "🏠"):
        await world.do(grace.press(label), seconds=2)
    assert (world.outcomes("message"), world.outcomes()) == ({"done": 1}, {"done": 2})


async def test_calls_are_counted_by_method_and_timed(world: Watched, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    await world.do(grace.press("📄 Reports"), seconds=2)
    assert world.count("bot_calls_total", method="sendMessage", outcome="ok") == 1
    assert world.count("bot_calls_total", method="editMessageText", outcome="ok") == 1
    assert world.count("bot_call_seconds_count", method="editMessageText") == 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (trouble.flood(7), "flood"),
        (trouble.broken(500), "server_error"),
        (trouble.garbled(502), "server_error"),
        (trouble.dropped(), "broken_off"),
        (trouble.late(carried_out=False), "silent"),
        (trouble.unreachable(), "unreachable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_call_that_is_made_again_is_counted_with_the_reason(
    world: Watched, grace: Person, fault: trouble.Fault, reason: str
) -> None:
    await world.do(grace.send("/start"), seconds=2)
    world.telegram.trouble.plan(fault, "editMessageText")
    await world.do(grace.press("📄 Reports"), seconds=30)
    assert world.count("bot_calls_total", method="editMessageText", outcome=reason) == 1
    assert world.count("bot_calls_total", method="editMessageText", outcome="ok") == 1
    assert world.count("bot_retries_total", reason=reason) == 1
    assert world.outcomes() == {"done": 1}


async def test_where_telegram_takes_no_answer_the_update_is_unanswered(world: Watched, grace: Person) -> None:
    world.telegram.trouble.plan(trouble.broken(500), "sendMessage", times=99)
    await world.do(grace.send("/start"), seconds=60)
    assert world.outcomes("message") == {"unanswered": 1}


async def test_a_revoked_token_is_told_from_what_passes(world: Watched, grace: Person) -> None:
    world.telegram.trouble.plan(trouble.broken(401, "Unauthorized"), "sendMessage")
    await world.do(grace.send("/start"), seconds=60)
    assert world.count("bot_calls_total", method="sendMessage", outcome="unauthorized") == 1
    assert world.outcomes("message") == {"unanswered": 1}


@pytest.mark.parametrize("text", ["/reports", "zozaya"])
async def test_a_mistake_of_ours_is_a_failure(world: Watched, grace: Person, text: str) -> None:
    world.chats.mistake = RuntimeError("a mistake of ours")
    await world.do(grace.send(text), seconds=60)
    assert world.outcomes("message") == {"failed": 1}


async def test_what_cannot_be_read_is_unreadable(world: Watched, grace: Person) -> None:
    await world.do(grace.send_update({"message": {"message_id": "none"}}), seconds=60)
    assert world.outcomes("message") == {"unreadable": 1}


async def test_what_comes_again_is_repeated(world: Watched, grace: Person) -> None:
    world.telegram.trouble.repeat()
    await world.do(grace.send("/start"), seconds=60)
    assert world.outcomes("message") == {"done": 1, "repeated": 1}


async def test_what_has_to_wait_behind_another_is_timed_as_that(world: Watched, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText")
    update = {"update_id": 10**6, "message": {"chat": {"id": grace.id, "type": "private"}}}
    await world.do(grace.press("📄 Reports"), seconds=1)
    await world.do(world.intake.deal_with(update), seconds=1)
    assert world.intake.queue == (2, 1)
    await world.clock.wind(30)
    assert world.intake.queue == (0, 0)
    assert world.count("bot_update_seconds_sum", kind="message", stage="turn") == pytest.approx(6, abs=0.5)
    assert world.count("bot_update_seconds_sum", kind="callback_query", stage="work") == pytest.approx(7, abs=0.5)


async def test_whoever_floods_the_bot_is_slowed_down_and_then_refused(world: Watched, grace: Person) -> None:
    world.intake.take({"update_id": 1, "message": {"from": {"id": 8}}})
    refused = 0
    for number in range(BURST + 150):
        try:
            world.intake.take({"update_id": 10**6 + number, "my_chat_member": {"from": {"id": 7}, "chat": {"id": 7}}})
        except BusyError:
            refused += 1
    await world.clock.wind(60)
    assert world.outcomes("my_chat_member")["refused"] == refused > 0
    assert sum(world.outcomes("my_chat_member").values()) == BURST + 150
    assert world.count("bot_update_seconds_sum", kind="my_chat_member", stage="slowed") > 10


def values(family: Family) -> set[tuple[tuple[str, str], ...]]:
    """Give each combination of labels that a metric can have."""
    found: set[tuple[tuple[str, str], ...]] = {()}
    for name, each in family.labels.items():
        found = {(*before, (name, str(value))) for before in found for value in each or ()}
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=UPDATES)
async def test_whatever_comes_no_label_says_anything_new(world: Watched, data: dict[str, Any]) -> None:
    with world.clock.outside():
        await world.intake.deal_with(data)
    for metric in world.registry.collect():
        (family,) = (each for each in families.COUNTED if each.name == metric.name)
        seen = {tuple((name, sample.labels[name]) for name in family.labels) for sample in metric.samples}
        assert seen <= values(family)


async def test_a_method_that_nobody_here_knows_is_one_of_the_others(world: Watched) -> None:
    assert isinstance(world.watch, Meter)
    for method in ("sendSomethingNew", "Grace Hopper"):
        world.watch.call(method, Answer.OK, 0.1)
    assert world.count("bot_calls_total", method="other", outcome="ok") == 2
