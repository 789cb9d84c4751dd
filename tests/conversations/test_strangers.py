"""What strangers forge: orders, commands, ids, links, queries. It gets what anything unknown gets, and does nothing."""

import pytest

from bot import app
from bot.app import App
from bot.core.orders import Deed
from bot.core.routes import write_route
from bot.core.sections import SECTIONS
from bot.simulator import Group, Person, Shown, Telegram
from bot.store import Store

NAME = "@AllyShoringBot"
SORRY = "Ally-Shoring\n\nSorry, that message was not recognized."
LOST = "Ally-Shoring\n\nSorry, that link leads nowhere any more."
OUT_OF_DATE = "That button is out of date. This is the closest screen available."
ORDERS = [f"en@{deed}/{subject}" for deed in Deed for subject in ("report-workforce", "1")]
PUBLIC = {f"en:{write_route(section).partition('/')[0]}" for section in SECTIONS}
NOBODYS = ["en:m/nobody", "es:o/nobody.7", "en:r/" + "x" * 40, "en+m/nobody", "en#m/nobody", "en>r/nothing"]
OTHERS = ["menu:main", '{"id":1}', "confirm|42|yes", "0", "/start", "en@", "en@sack/1", "é" * 32, "AAECAwQFBgc=" * 5]


@pytest.fixture
def admin(telegram: Telegram, bot: App) -> Person:
    """Somebody whose chat is that of an admin; everybody else is a stranger."""
    admin = telegram.person("Admin", language_code="en")
    bot.bot_data.services.admins = frozenset({admin.id})
    return admin


@pytest.fixture
async def group(telegram: Telegram, admin: Person, grace: Person) -> Group:
    """A group with an admin of the bot's in it, which gives it no rights, and a message of the bot's."""
    group = telegram.group("Friends", grace, admin)
    await grace.send(f"/enablers{NAME}", chat=group)
    return group


@pytest.fixture
async def sent_inline(telegram: Telegram, grace: Person, ana: Person) -> Shown:
    """A message in a group without the bot, of which it knows neither chat nor text."""
    telegram.inline.enabled = True
    group = telegram.group("Elsewhere", grace, ana)
    group.chat.standing = "left"
    return await grace.choose(await grace.ask_inline(f"{NAME} workforce", chat=group), "en:r/workforce")


def last(room: Person | Group) -> str:
    assert room.last is not None
    return room.last.text


async def test_in_private_an_order_is_a_button_that_is_out_of_date(grace: Person, admin: Person, store: Store) -> None:
    await grace.send("/reports")
    await grace.press_data("unknown", on=grace.last)
    unknown = grace.toast, last(grace)
    for data in ORDERS:
        await grace.send("/reports")
        await grace.press_data(data, on=grace.last)
        assert (grace.toast, last(grace)) == unknown
    assert (len(grace.answers), await store.ledger.runs()) == (1 + len(ORDERS), [])


@pytest.mark.parametrize("who", ["grace", "admin"])
async def test_in_a_group_it_is_one_too_whoever_taps(
    grace: Person, admin: Person, group: Group, store: Store, who: str
) -> None:
    person = {"grace": grace, "admin": admin}[who]
    for data in ORDERS:
        await person.send(f"/reports{NAME}", chat=group)
        await person.press_data(data, on=group.last, chat=group)
        assert (person.toast, last(group).splitlines()[0]) == (OUT_OF_DATE, "Ally-Shoring")
    assert (len(person.answers), await store.ledger.runs()) == (len(ORDERS), [])


@pytest.mark.parametrize("data", [ORDERS[0], *NOBODYS[:3], *OTHERS])
async def test_under_a_message_that_was_sent_inline_it_leads_to_the_closest_screen_there(
    telegram: Telegram, ana: Person, admin: Person, sent_inline: Shown, store: Store, data: str
) -> None:
    await ana.press_data(data, on=sent_inline)
    assert (len(ana.answers), ana.toast is not None) == (1, True)
    assert "editMessageText" in [call.method for call in telegram.calls if call.ok]
    assert await store.ledger.runs() == []


@pytest.mark.parametrize("data", NOBODYS + OTHERS)
async def test_data_of_nobody_and_of_other_bots_is_out_of_date_in_private_and_in_a_group(
    grace: Person, group: Group, data: str
) -> None:
    await grace.send("/start")
    for room, chat in ((grace, None), (group, group)):
        await grace.press_data(data, on=room.last, chat=chat)
        assert grace.toast in (OUT_OF_DATE, "Ese botón ya no está vigente. Esta es la pantalla disponible más cercana.")
        assert room.last is not None
        assert room.last.labels
    assert len(grace.answers) == 2


@pytest.mark.parametrize("command", ["announce", "qr", "stats"])
@pytest.mark.parametrize("words", ["", " report-workforce", " en 1"])
async def test_a_command_of_the_admins_is_as_unknown_as_any_other(
    grace: Person, admin: Person, group: Group, command: str, words: str
) -> None:
    await grace.send(f"/{command}{words}")
    private = grace.last
    await grace.send(f"/nonsense{words}")
    assert private is not None
    assert (private.text, private.labels) == (last(grace), grace.last and grace.last.labels)
    before = len(group.messages)
    for person in (grace, admin):
        await person.send(f"/{command}{words}", chat=group)
    assert len(group.messages) == before + 2
    for person in (grace, admin):
        await person.send(f"/{command}{NAME}{words}", chat=group)
        assert last(group).startswith(SORRY)


@pytest.mark.parametrize("parameter", ["forget_done", "u_on", "en@send/1", "admin", "../.env", "x" * 4000, "%00", "ñ"])
async def test_a_link_that_was_never_written_leads_home_in_private_and_in_a_group(
    grace: Person, group: Group, parameter: str
) -> None:
    await grace.send(f"/start {parameter}")
    await grace.send(f"/start{NAME} {parameter}", chat=group)
    assert last(grace).startswith(LOST)
    assert last(group).startswith(LOST)


@pytest.mark.parametrize("query", ["x" * 256, "/stats", "en@send/report-workforce", "<b>&", "\u202e\u0301", "😀" * 128])
async def test_a_strange_query_is_offered_public_cards_or_the_bot_alone(
    telegram: Telegram, grace: Person, query: str
) -> None:
    telegram.inline.enabled = True
    asked = await grace.ask_inline(f"{NAME} {query}", offset="99999999999")
    assert asked.offer is not None
    assert {result.id.partition("/")[0] for result in asked.offer.results} <= PUBLIC
    assert asked.button is not None
    assert telegram.refused == []


async def test_a_query_that_no_client_sends_is_answered_all_the_same(
    telegram: Telegram, bot: App, grace: Person
) -> None:
    for query, offset in (("jana " * 10_000, ""), ("\ud800", "\ud800"), ("", "-1"), ("siemens", "x" * 10_000)):
        asked = telegram.inline.ask(grace.id, telegram.chats[grace.id], query[:5], offset[:5])
        content = {"id": asked.id, "from": grace.json(), "query": query, "offset": offset}
        await app.deliver(bot, {"update_id": 1, "inline_query": content})
        assert asked.offer is not None
