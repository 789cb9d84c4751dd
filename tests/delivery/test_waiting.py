"""Who waits for what: no button spins for it, the last tap wins, and nobody else waits along."""

import pytest

from bot.simulator import Group, Person, WoundClock, trouble
from bot.store import Store
from tests.delivery.conftest import World


@pytest.fixture
def ana(world: World) -> Person:
    return world.telegram.person("Ana", language_code="es-MX")


@pytest.fixture
async def friends(world: World, grace: Person, ana: Person) -> Group:
    """A group with a message of the bot's in it."""
    group = world.telegram.group("Friends", grace, ana)
    await world.do(grace.send(f"/menu@{world.telegram.bot['username']}", chat=group), seconds=2)
    assert group.last is not None
    return group


def shown(chat: Person | Group) -> str:
    assert chat.last is not None
    return chat.last.text


async def test_a_button_stops_spinning_before_its_screen_may_be_shown(world: World, grace: Person) -> None:
    await world.do(grace.send("/start"), seconds=2)
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText")
    await world.do(grace.press("📄 Reports"), seconds=1)
    assert len(grace.answers) == 1
    assert "Welcome!" in shown(grace)
    await world.do(seconds=7)
    assert shown(grace).startswith("Ally-Shoring Reports")
    assert len(grace.answers) == 1


async def test_a_button_stops_spinning_while_another_tap_in_the_chat_waits(
    world: World, grace: Person, ana: Person, friends: Group
) -> None:
    first = friends.last
    await world.do(ana.send(f"/enablers@{world.telegram.bot['username']}", chat=friends), seconds=2)
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText")
    await world.do(grace.press("📄 Reports", on=first, chat=friends), seconds=1)
    await world.do(ana.press("🏠", chat=friends), seconds=0.1)
    assert [len(person.answers) for person in (grace, ana)] == [1, 1]
    assert shown(friends).startswith("Habilitadores de Ally-Shoring")


async def test_of_taps_on_one_message_the_last_one_wins(
    world: World, grace: Person, ana: Person, friends: Group
) -> None:
    before = world.calls("editMessageText")
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText")
    await world.do(grace.press("📄 Reports", chat=friends), seconds=1)
    await world.do(ana.press("👥", chat=friends), seconds=1)
    assert world.calls("editMessageText") - before == 1
    await world.do(seconds=6)
    assert shown(friends).startswith("USMF Ally-Shoring Task Force")
    assert world.calls("editMessageText") - before == 2
    assert [len(person.answers) for person in (grace, ana)] == [1, 1]


async def test_to_wait_for_others_floods_leaves_patience_for_what_fails_then(
    world: World, grace: Person, ana: Person, friends: Group
) -> None:
    world.telegram.trouble.plan(trouble.flood(12), "editMessageText")
    await world.do(grace.press("📄 Reports", chat=friends), seconds=1)
    world.telegram.trouble.plan(trouble.broken(), "editMessageText")
    await world.do(ana.press("👥", chat=friends), seconds=14)
    assert shown(friends).startswith("USMF Ally-Shoring Task Force")


async def test_a_tap_on_another_message_of_the_chat_takes_nothing_from_the_first(
    world: World, grace: Person, ana: Person, friends: Group
) -> None:
    first = friends.last
    await world.do(ana.send(f"/enablers@{world.telegram.bot['username']}", chat=friends), seconds=2)
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText")
    await world.do(grace.press("📄 Reports", on=first, chat=friends), seconds=1)
    await world.do(ana.press("🏠", chat=friends), seconds=10)
    texts = [message.text for message in friends.messages if message.by_bot]
    assert [text.splitlines()[0] for text in texts] == ["Ally-Shoring Reports", "Ally-Shoring"]


async def test_what_a_tap_changes_is_not_overtaken(world: World, grace: Person, store: Store) -> None:
    await world.do(grace.send("/settings"), seconds=2)
    world.telegram.trouble.plan(trouble.flood(7), "editMessageText", times=2)
    await world.do(grace.press("🔔"), seconds=20)
    memory = await store.chats.memory(grace.id)
    assert memory is not None
    assert memory.subscribed


async def test_what_cannot_be_said_in_time_is_said_in_a_message(world: World, grace: Person, clock: WoundClock) -> None:
    await world.do(grace.send("/settings"), seconds=2)
    settings = grace.last
    world.telegram.trouble.plan(trouble.flood(7), "sendMessage", chat=grace.id)
    await world.do(grace.send("/about"), seconds=0)
    world.chats.is_away = True
    await world.do(grace.press("🔔", on=settings), seconds=2)
    assert len(grace.answers) == 0
    await world.do(seconds=1)
    assert [answer.text for answer in grace.answers] == [None]
    await world.do(seconds=7)
    assert shown(grace) == "The choice could not be saved just now. Please try again later."
    assert len(grace.answers) == 1


async def test_what_is_typed_behind_the_bots_name_does_not_wait_for_the_chat(world: World, grace: Person) -> None:
    world.telegram.trouble.plan(trouble.flood(60), "sendMessage", chat=grace.id)
    await world.do(grace.send("/start"), seconds=1)
    asked = grace.begin_inline(world.telegram.chats[grace.id], f"@{world.telegram.bot['username']} siemens")
    await world.do(grace.finish_inline(asked), seconds=0.1)
    assert asked.offer is not None


async def test_a_chat_that_has_to_wait_is_answered_when_telegram_lets_it_and_nobody_else_waits(
    world: World, grace: Person, ana: Person
) -> None:
    world.telegram.trouble.plan(trouble.flood(45), "sendMessage", chat=grace.id)
    await world.do(grace.send("/reports"), ana.send("/reports"), seconds=0.5)
    assert shown(ana).startswith("Reportes de Ally-Shoring")
    assert grace.last is None or not grace.last.by_bot
    await world.do(grace.send("/enablers"), seconds=30)
    assert world.calls("sendMessage") == 2
    await world.do(seconds=16)
    assert [message.text.splitlines()[0] for message in grace.messages if message.by_bot] == [
        "Ally-Shoring Reports",
        "Ally-Shoring Enablers",
    ]


async def test_whoever_taps_twenty_times_a_second_is_slowed_down_and_nobody_else(
    world: World, grace: Person, ana: Person
) -> None:
    await world.do(grace.send("/start"), ana.send("/start"), seconds=2)
    menu = grace.last
    assert menu is not None
    buttons = [menu.find(label).callback_data or "" for label in ("Reports", "Enablers")]
    for beat in range(200):
        await world.do(grace.press_data(buttons[beat % 2], on=menu), seconds=0.05)
        if beat % 20 == 0:
            await world.do(ana.send("/start"))
    assert len(grace.answers) < 160
    await world.do(ana.press("📄 Reportes"), seconds=0.05)
    assert shown(ana).startswith("Reportes de Ally-Shoring")
    await world.do(seconds=60)
    assert len(grace.answers) == 200
    assert shown(grace).startswith("Ally-Shoring Enablers")


async def test_while_telegram_wants_a_chat_left_alone_nothing_is_called_there(
    world: World, grace: Person, ana: Person, friends: Group
) -> None:
    before = world.calls("editMessageText")
    world.telegram.trouble.plan(trouble.flood(30), "editMessageText")
    for beat in range(10):
        person, label = (grace, "📄 Reports") if beat % 2 else (ana, "👥")
        await world.do(person.press(label, on=friends.last, chat=friends), seconds=2)
    assert world.calls("editMessageText") - before == 1
    await world.do(seconds=15)
    assert world.calls("editMessageText") - before == 2
    assert shown(friends).startswith("Ally-Shoring Reports")
