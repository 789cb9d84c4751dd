"""What nobody can deal with: logged once with its number, acknowledged, apologized for, and never seen again."""

from collections.abc import Mapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.logs import CONTEXT
from bot.simulator import Person, trouble
from tests.delivery.conftest import World

SORRY = {
    "en": "Ally-Shoring\n\nSorry, something went wrong on our side. Please try again from the menu below.",
    "es": "Ally-Shoring\n\nOcurrió un error de nuestro lado; ofrecemos una disculpa. "
    "Se puede intentar de nuevo desde el menú de abajo.",
}
MENU = {"en": "📄 Reports", "es": "📄 Reportes"}
HARM: dict[str, dict[str, Any]] = {
    "a poll without a question": {"poll": {"id": "1"}},
    "photos that are none": {"photo": "none"},
    "an entity without a place": {"text": "hello", "entities": [{"type": "bold"}]},
}
HOUR = 3600.0


@pytest.fixture(params=["en", "es"])
def person(world: World, request: pytest.FixtureRequest) -> Person:
    """Somebody who has been here before."""
    somebody = world.telegram.person("Sol", language_code=request.param)
    world.telegram.chats[somebody.id].written = True
    return somebody


def message(person: Person) -> dict[str, Any]:
    chat = {"id": person.id, "type": "private", "first_name": person.first_name}
    return {"message_id": 77, "date": 1, "chat": chat, "from": person.json()}


def tap(person: Person) -> dict[str, Any]:
    """A tap on a message that cannot be read."""
    query = person.begin_press(person.telegram.chats[person.id], 77)
    return {"id": query.id, "from": person.json(), "message": message(person) | {"message_id": "77"}, "data": "en:h"}


async def logged(world: World, update: Mapping[str, Any], person: Person) -> list[tuple[str, int]]:
    """Send an update and let an hour pass; give what was logged with a traceback, and of which update."""
    with capture_logs(CONTEXT) as logs:
        await world.do(person.send_update(dict(update)), seconds=HOUR)
    return [(entry["event"], entry["update_id"]) for entry in logs if entry.get("exc_info")]


def gets_an_apology(person: Person) -> bool:
    language, last = person.language_code or "", person.last
    return last is not None and last.text.startswith(SORRY[language]) and MENU[language] in last.labels


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
async def test_a_message_that_cannot_be_read_is_logged_once_acknowledged_and_apologized_for(
    world: World, person: Person, harm: dict[str, Any]
) -> None:
    traced = await logged(world, {"message": message(person) | harm}, person)
    (brought,) = world.brought
    assert traced == [("an update could not be read", brought.update_id)]
    assert brought.status == 200
    assert gets_an_apology(person)
    assert world.calls("sendMessage") == 1


async def test_a_tap_that_cannot_be_read_stops_spinning_and_is_apologized_for(world: World, person: Person) -> None:
    traced = await logged(world, {"callback_query": tap(person)}, person)
    (brought,) = world.brought
    assert traced == [("an update could not be read", brought.update_id)]
    assert (len(person.answers), world.calls("answerCallbackQuery")) == (1, 1)
    assert gets_an_apology(person)


async def test_a_tap_that_cannot_be_read_is_apologized_for_although_telegram_is_silent_about_the_tap(
    world: World, person: Person
) -> None:
    world.telegram.trouble.plan(trouble.late(), "answerCallbackQuery")
    await logged(world, {"callback_query": tap(person)}, person)
    assert gets_an_apology(person)


@pytest.mark.parametrize("text", ["/reports", "zozaya", "/subscribe"])
async def test_a_mistake_of_ours_is_logged_once_and_apologized_for_where_the_apology_meets_it_as_well(
    world: World, person: Person, text: str
) -> None:
    world.chats.mistake = RuntimeError("a mistake of ours")
    with capture_logs(CONTEXT) as logs:
        await world.do(person.send(text), seconds=HOUR)
    (brought,) = world.brought
    assert [(entry["event"], entry["update_id"]) for entry in logs if entry.get("exc_info")] == [
        ("an update failed", brought.update_id)
    ]
    assert brought.status == 200
    assert gets_an_apology(person)


async def test_a_mistake_of_ours_behind_a_tap_leaves_no_button_spinning(world: World, person: Person) -> None:
    await world.do(person.send("/settings"), seconds=2)
    world.chats.mistake = RuntimeError("a mistake of ours")
    await world.do(person.press("🔔"), seconds=HOUR)
    assert len(person.answers) == 1
    assert gets_an_apology(person)


@pytest.mark.parametrize("refused", [401, 404])
async def test_a_token_that_telegram_does_not_know_any_more_is_no_mistake_of_ours(
    world: World, person: Person, refused: int
) -> None:
    world.telegram.trouble.plan(trouble.broken(refused, "Unauthorized"), "sendMessage")
    with capture_logs(CONTEXT) as logs:
        await world.do(person.send("/reports"), seconds=HOUR)
    assert [entry["event"] for entry in logs] == ["Telegram did not take an answer"]
    assert world.calls("sendMessage") == 1


async def test_nobody_is_told_of_a_mistake_where_telegram_alone_could_not_be_understood(
    world: World, person: Person
) -> None:
    world.telegram.trouble.plan(trouble.garbled(200, carried_out=True), "sendMessage")
    with capture_logs(CONTEXT) as logs:
        await world.do(person.send("/reports"), seconds=HOUR)
    assert [entry["event"] for entry in logs] == ["Telegram did not take an answer"]
    assert world.calls("sendMessage") == 1
