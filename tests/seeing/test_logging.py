"""One id through everything that belongs to an update or an announcement, and nothing that anybody wrote."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.logs import CONTEXT
from bot.simulator import Person, trouble
from tests.seeing.conftest import Watched


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What is logged, with a line for each update."""
    monkeypatch.setattr(logging.getLogger("bot"), "level", logging.DEBUG)
    logging.getLogger("bot").manager._clear_cache()  # type: ignore[attr-defined]  # as setLevel does
    with capture_logs(CONTEXT) as entries:
        yield entries
    logging.getLogger("bot").manager._clear_cache()  # type: ignore[attr-defined]


def about(logged: list[Any]) -> list[tuple[str, object]]:
    """Give each event with the update that it belongs to."""
    return [(entry["event"], entry.get("update_id")) for entry in logged]


def last(world: Watched) -> int:
    return world.brought[-1].update_id


async def test_a_tap_that_is_made_again_has_one_id_in_all_its_lines(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    await world.do(grace.send("/start"), seconds=2)
    logged.clear()
    world.telegram.trouble.plan(trouble.broken(500), "editMessageText", times=2)
    world.telegram.trouble.plan(trouble.dropped(), "answerCallbackQuery")
    await world.do(grace.press("📄 Reports"), seconds=60)
    assert set(about(logged)) == {("a call is made again", last(world)), ("an update was dealt with", last(world))}
    retries = [entry for entry in logged if entry["event"] == "a call is made again"]
    assert {(entry["method"], entry["reason"], entry["route"]) for entry in retries} == {
        ("editMessageText", "server_error", "reports"),
        ("answerCallbackQuery", "broken_off", "reports"),
    }


async def test_an_answer_that_goes_out_by_itself_belongs_to_its_update_as_well(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    await world.do(grace.send("/start"), seconds=2)
    await world.do(grace.press("📄 Reports"), seconds=2)
    world.by_reply = False
    logged.clear()
    world.telegram.trouble.plan(trouble.broken(400, "Bad Request: no"), "answerCallbackQuery")
    await world.do(grace.press("🏠"), seconds=60)
    assert about(logged) == [("a tap was not answered", last(world)), ("an update was dealt with", last(world))]


async def test_a_reply_that_nobody_can_read_any_more_is_logged_with_its_update(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    await world.do(grace.send("/start"), seconds=2)
    update = {
        "update_id": 10**6,
        "callback_query": {
            "id": "7",
            "from": {"id": grace.id},
            "data": "en:h",
            "message": {"message_id": 2, "chat": {"id": grace.id, "type": "private"}},
        },
    }
    reply = await world.intake.deal_with(update)
    assert reply is not None
    logged.clear()
    world.telegram.trouble.plan(trouble.broken(400, "Bad Request: no"), "answerCallbackQuery")
    await reply.call()
    assert about(logged) == [("a tap was not answered", 10**6)]


async def test_a_message_has_its_place_and_where_its_time_went(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    await world.do(grace.send("/reports"), seconds=2)
    (entry,) = logged
    assert entry["event"] == "an update was dealt with"
    assert (entry["kind"], entry["outcome"], entry["route"]) == ("message", "done", "reports")
    assert {stage: entry[stage] for stage in ("slowed", "turn", "work")} == {"slowed": 0, "turn": 0, "work": 0}


async def test_a_search_is_logged_without_its_words(world: Watched, grace: Person, logged: list[Any]) -> None:
    for text in ("automation mexico", "/search Hopperian secret", "zozaya", "/start nonsense-Hopperian"):
        await world.do(grace.send(text), seconds=2)
    assert "search" in [entry["route"] for entry in logged]
    for written in ("automation", "Hopperian", "secret", "zozaya ", "Grace"):
        assert written not in str(logged)
    assert grace.id not in [value for entry in logged for value in entry.values()]


async def test_an_update_that_cannot_be_read_and_its_apology_have_one_id(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    world.telegram.chats[grace.id].written = True
    world.telegram.trouble.plan(trouble.broken(500), "sendMessage")
    message = {"message_id": 77, "date": 1, "chat": {"id": grace.id, "type": "private"}, "photo": "Hopperian"}
    await world.do(grace.send_update({"message": message}), seconds=60)
    assert about(logged) == [
        (event, last(world))
        for event in ("an update could not be read", "a call is made again", "an update was dealt with")
    ]
    assert logged[-1]["outcome"] == "unreadable"


async def test_a_mistake_and_an_apology_that_does_not_arrive_have_one_id(
    world: Watched, grace: Person, logged: list[Any]
) -> None:
    world.chats.mistake = RuntimeError("a mistake of ours")
    world.telegram.trouble.plan(trouble.broken(500), "sendMessage", times=99)
    await world.do(grace.send("/reports"), seconds=60)
    assert {id for _, id in about(logged)} == {last(world)}
    events = [event for event, _ in about(logged) if event != "a call is made again"]
    assert events == ["an update failed", "the apology did not arrive", "an update was dealt with"]


async def test_two_updates_at_once_keep_their_ids_apart(world: Watched, grace: Person, logged: list[Any]) -> None:
    ana = world.telegram.person("Ana", language_code="es")
    world.telegram.trouble.plan(trouble.broken(500), "sendMessage", times=4)
    await world.do(grace.send("/reports"), ana.send("/about"), seconds=60)
    routes: dict[object, set[object]] = {}
    for entry in logged:
        routes.setdefault(entry["update_id"], set()).add(entry["route"])
    assert sorted(routes.values(), key=str) == [{"about"}, {"reports"}]


async def test_nobody_pays_for_a_line_that_nobody_reads(world: Watched, grace: Person) -> None:
    with capture_logs() as entries:
        await world.do(grace.send("/reports"), seconds=2)
    assert entries == []
