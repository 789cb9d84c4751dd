"""What the admins' chats are told of the content: each fault once, in the language of the chat."""

import pytest

from bot.app import App
from bot.core.edition import Edition
from bot.errors import Fault
from bot.simulator import Person, Telegram, trouble
from bot.tg import profile
from bot.tg.admins import Admins
from tests.commands import COMMANDS

LOST = Fault("content/reports.yaml", 14, 5, "reports[1].title.es", "has no translation; add es: … below it")
MARKUP = Fault("content/overview.yaml", 3, 1, "overview.title.en", "<br> is not a tag that Telegram knows")


@pytest.fixture
async def admins(bot: App, ana: Person, grace: Person) -> Admins:
    for person in (ana, grace):
        await person.send("/start")
    await ana.press("🌐 English")
    await ana.press("🌐 Español")
    return Admins(bot.bot, [ana.id, grace.id], bot.bot_data.services)


def _told(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.by_bot][1:]


async def test_a_fault_is_told_to_each_admin_in_the_language_of_the_chat(
    admins: Admins, ana: Person, grace: Person
) -> None:
    await admins.hear([LOST])
    fault = "content/reports.yaml:14:5: reports[1].title.es: has no translation; add es: … below it"
    assert _told(grace) == [
        "The last change was not taken over: 1 fault. Readers still see the content as it was before.\n\n" + fault
    ]
    assert _told(ana) == [
        "El último cambio no se aplicó: 1 error. Se sigue mostrando el contenido anterior.\n\n" + fault
    ]


async def test_each_fault_is_told_once_wherever_it_moves(admins: Admins, grace: Person) -> None:
    moved = Fault(LOST.file, 99, 7, LOST.path, LOST.words)
    for faults in ([LOST], [LOST], [moved], [moved, MARKUP], [MARKUP]):
        await admins.hear(faults)
    first, second = _told(grace)
    assert LOST.words in first
    assert "1 fault." in second
    assert "<br> is not a tag that Telegram knows" in second


async def test_a_fault_that_was_mended_and_comes_back_is_told_again(admins: Admins, grace: Person) -> None:
    for faults in ([LOST], [], [LOST]):
        await admins.hear(faults)
    assert len(_told(grace)) == 2


async def test_nobody_is_told_that_all_is_well(admins: Admins, grace: Person) -> None:
    await admins.hear([])
    assert _told(grace) == []


async def test_very_many_faults_fit_into_one_message(admins: Admins, grace: Person) -> None:
    await admins.hear([Fault("content/reports.yaml", line, 1, "x" * 200, "y" * 400) for line in range(500)])
    (told,) = _told(grace)
    assert told.startswith("The last change was not taken over: 500 faults.")


async def test_an_admin_who_cannot_be_told_does_not_keep_the_others_from_it(
    telegram: Telegram, admins: Admins, ana: Person, grace: Person
) -> None:
    await ana.block()
    telegram.trouble.plan(trouble.flood(0), "sendMessage", chat=grace.id)
    await admins.hear([LOST])
    assert len(_told(grace)) == 1


ADMINS_COMMANDS = {"announce", "stats", "qr"}


def _commands(telegram: Telegram, person: Person) -> dict[str, str]:
    return {command["command"]: command["description"] for command in telegram.commands(person)}


async def test_admins_have_their_commands_in_the_menu_and_nobody_else_has(
    telegram: Telegram, bot: App, admins: Admins, ana: Person, grace: Person, edition: Edition
) -> None:
    await profile.publish(bot.bot, edition)
    stranger = telegram.person("Stranger", language_code="en")
    await stranger.send("/start")
    await admins.equip()
    assert set(_commands(telegram, grace)) == {*COMMANDS, *ADMINS_COMMANDS}
    assert _commands(telegram, ana)["announce"] == "Enviar un anuncio"
    assert set(_commands(telegram, stranger)) == COMMANDS


async def test_an_admin_keeps_these_commands_in_another_language_and_when_forgotten(
    telegram: Telegram, bot: App, admins: Admins, grace: Person
) -> None:
    bot.bot_data.services.admins = frozenset({grace.id})
    await admins.equip()
    await grace.send("/lang")
    await grace.press("🌐 Español")
    assert _commands(telegram, grace)["announce"] == "Enviar un anuncio"
    await grace.send("/forget")
    await grace.press("Sí, borrar")
    assert set(_commands(telegram, grace)) >= ADMINS_COMMANDS


async def test_help_tells_admins_of_their_commands(bot: App, grace: Person, ana: Person) -> None:
    bot.bot_data.services.admins = frozenset({grace.id})
    for person in (grace, ana):
        await person.send("/help")
    assert grace.last is not None
    assert ana.last is not None
    assert "/announce – Send an announcement" in grace.last.text
    assert "/announce" not in ana.last.text
