"""The question whether announcements are wanted: to whom it comes, when, and how often."""

import pytest

from bot import app
from bot.app import App
from bot.core.edition import Edition
from bot.services import Services
from bot.simulator import Person, SimulatorRequest, Telegram, trouble
from bot.store import Chats, Store
from tests.conversations.outages import Outage


def questions(person: Person) -> int:
    """Count the questions in a chat."""
    asked = ("Would you like to hear when there is news", "¿Sería de interés recibir en este chat las novedades")
    return sum(any(words in message.text for words in asked) for message in person.messages)


async def read_a_report(person: Person, leave: str = "🏠 Home") -> None:
    """Open the newest report, and leave it."""
    await person.send("/reports")
    await person.press("3 ·")
    await person.press(leave)


async def test_it_comes_below_when_a_report_is_left_not_while_it_is_read(grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("3 · Near-shoring")
    assert questions(grace) == 0
    await grace.press("‹ Back")
    assert grace.last is not None
    assert grace.last.text == (
        "Announcements\n\n"
        "Would you like to hear when there is news from the foundation, such as a new report? It would come to "
        "this chat as a message, and you can turn it off at any time. The bot asks this only once."
    )
    assert grace.last.labels[:2] == ["🔔 Yes, please", "No, thanks"]
    left = next(message for message in grace.messages if message.by_bot)
    assert left.text.startswith("Ally-Shoring Reports")


async def test_it_is_asked_in_the_language_of_the_report(ana: Person) -> None:
    await read_a_report(ana, "🏠 Inicio")
    assert ana.last is not None
    assert ana.last.text.startswith("Anuncios\n\n¿Sería de interés recibir en este chat las novedades de la fundación")
    assert ana.last.labels[:2] == ["🔔 Sí, por favor", "No, gracias"]


async def test_it_is_asked_once(grace: Person) -> None:
    for leave in ("🏠 Home", "‹ Back", "Next →", "🏠 Home"):
        await read_a_report(grace, leave)
    assert questions(grace) == 1


async def test_it_is_asked_once_whichever_process_answers(
    telegram: Telegram, edition: Edition, store: Store, grace: Person
) -> None:
    await read_a_report(grace)
    request, polling = SimulatorRequest(telegram), SimulatorRequest(telegram)
    another = app.build(Services(edition, store), telegram.token, request, polling, "https://telegram.test")
    async with another:
        telegram.deliver_to(lambda update: app.deliver(another, update))
        await read_a_report(grace)
    assert questions(grace) == 1


async def test_another_language_of_the_report_does_not_leave_it(grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("3 · Near-shoring")
    await grace.press("🌐 Español")
    assert questions(grace) == 0


async def test_who_only_looked_at_other_screens_is_not_asked(grace: Person) -> None:
    await grace.send("/taskforce")
    for button in ("3M (3)", "‹ Back", "🏠 Home", "📄 Reports", "🏠 Home"):
        await grace.press(button)
    assert questions(grace) == 0


async def test_a_yes_turns_them_on(grace: Person, chats: Chats) -> None:
    await read_a_report(grace)
    await grace.press("🔔 Yes, please")
    assert grace.toast == "Announcements are on."
    assert grace.last is not None
    assert grace.last.text.startswith("Announcements\n\n🔔 Announcements are on")
    memory = await chats.memory(grace.id)
    assert memory is not None
    assert (memory.subscribed, memory.language) == (True, "en")


async def test_a_no_names_the_way_in_and_subscribes_nobody(ana: Person, chats: Chats) -> None:
    await read_a_report(ana, "🏠 Inicio")
    await ana.press("No, gracias")
    assert ana.last is not None
    assert ana.last.text == (
        "Anuncios\n\nDe acuerdo: nada llegará a este chat por sí solo. Para cambiarlo basta con enviar /subscribe en "
        "cualquier momento."
    )
    memory = await chats.memory(ana.id)
    assert memory is not None
    assert (memory.subscribed, memory.language) == (False, None)


async def test_whoever_is_subscribed_is_not_asked(grace: Person) -> None:
    await grace.send("/subscribe")
    await read_a_report(grace)
    assert questions(grace) == 0


async def test_nobody_is_asked_in_a_group(telegram: Telegram, grace: Person, chats: Chats) -> None:
    group = telegram.group("Ally", grace)
    await grace.send("/reports@AllyShoringBot", chat=group)
    await grace.press("3 · Near-shoring", chat=group)
    await grace.press("🏠 Home", chat=group)
    assert len([message for message in group.messages if message.by_bot]) == 1
    assert [await chats.memory(id) for id in (group.id, grace.id)] == [None, None]


async def test_a_forged_button_on_a_message_that_shows_no_report_asks_nobody(grace: Person) -> None:
    await grace.send("/start")
    await grace.press_data("en:h~r/workforce", on=grace.last)
    assert questions(grace) == 0


async def test_where_the_store_is_gone_the_report_is_left_all_the_same_and_the_question_comes_later(
    grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        Outage(chats, patch)
        await read_a_report(grace)
        assert grace.last is not None
        assert grace.last.labels[0] == "📄 Reports"
        assert (questions(grace), len(grace.answers)) == (0, 2)
    await read_a_report(grace)
    assert questions(grace) == 1


async def test_a_question_that_did_not_arrive_is_not_repeated(telegram: Telegram, bot: App, grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("3 · Near-shoring")
    telegram.trouble.plan(trouble.broken(400, "Bad Request: something new"), "sendMessage")
    await grace.press("🏠 Home")
    assert grace.last is not None
    assert grace.last.labels[0] == "📄 Reports"
    await read_a_report(grace)
    assert questions(grace) == 0
