"""QR codes: what is printed leads to its card, and the admins' chats get the code of any card as a picture."""

import pytest

from bot import app
from bot.app import App
from bot.core import render
from bot.core.edition import Edition, View
from bot.core.html import plain
from bot.core.printed import printed
from bot.printing import codes
from bot.printing.sheet import Printing
from bot.simulator import Person, Shown, Telegram, trouble
from tests.conversations.test_unexpected import OUT_OF_DATE, SORRY
from tests.decoding import read

CODE = "🔳 QR code"
SENT = "QR code sent."
NOT_SENT = "The QR code could not be sent just now. Please try again later."
START = "https://t.me/AllyShoringBot?start="


@pytest.fixture
def admin(bot: App, grace: Person) -> Person:
    """Somebody whose chat with the bot is one of the admins'."""
    bot.bot_data.services.admins = frozenset({grace.id})
    return grace


def picture(telegram: Telegram) -> bytes:
    """Give the only picture that was sent."""
    (file,) = telegram.files.values()
    assert file.kind == "photo"
    return file.content


def last(person: Person) -> Shown:
    """Give the last message of a chat."""
    assert person.last is not None
    return person.last


async def test_every_printed_code_leads_whoever_scans_it_to_its_card_in_their_own_language(
    grace: Person, ana: Person, edition: Edition
) -> None:
    printing = Printing(edition, printed(edition), "AllyShoringBot")
    for place in printing.places:
        address = read(codes.png(printing.address(place))).text
        for person, locale in ((grace, "en"), (ana, "es")):
            await person.send(f"/start {address.removeprefix(START)}")
            assert last(person).text == plain(render(place.route, View(edition, locale)).text)


@pytest.mark.parametrize(
    ("words", "parameter", "caption"),
    [
        ("jana nieto", "member_jana-nieto", "Jana Nieto\n3M"),
        ("siemens", "organization_siemens", "Siemens\nOrganization"),
        ("/reports", "reports", "Ally-Shoring Reports\nThe reports, newest first"),
        ("/start report_workforce", "report_workforce", "Workforce\nReport 2"),
        ("/start enabler_talent", "enabler_talent", "Talent\nEnabler"),
        ("/taskforce", "taskforce", "USMF Ally-Shoring Task Force\nThe members of the task force"),
        ("/about", "about", "Overview\nWhat ally-shoring is"),
        ("/start", "home", "Ally-Shoring\nOpen the main menu"),
        ("/search", "search", "Search\nFind a person, an organization or a topic"),
    ],
)
async def test_an_admin_gets_the_code_of_any_card_as_a_picture_and_the_card_stays(
    telegram: Telegram, admin: Person, words: str, parameter: str, caption: str
) -> None:
    await admin.send(words)
    card = last(admin)
    await admin.press(CODE)
    assert (admin.toast, len(admin.answers)) == (SENT, 1)
    assert [message for message in admin.messages if message.by_bot] == [card, last(admin)]
    assert (last(admin).kind, last(admin).text) == ("photo", f"{caption}\n\n{START}{parameter}")
    assert read(picture(telegram)).text == f"{START}{parameter}"


async def test_the_picture_speaks_the_language_of_the_card_and_its_code_that_of_whoever_scans_it(
    telegram: Telegram, admin: Person
) -> None:
    await admin.send("/start enabler_talent")
    await admin.press("🌐 Español")
    await admin.press("🔳 Código QR")
    assert admin.toast == "Código QR enviado."
    assert last(admin).text == f"Talento\nHabilitador\n\n{START}enabler_talent"
    assert read(picture(telegram)).text == f"{START}enabler_talent"


async def test_following_the_code_leads_to_the_card(telegram: Telegram, admin: Person, ana: Person) -> None:
    await admin.send("/start member_priscila-zozaya")
    await admin.press(CODE)
    await ana.send(f"/start {read(picture(telegram)).text.removeprefix(START)}")
    assert last(ana).text == "Priscila Zozaya\nSiemens\n\nSegún la lista de la fundación"


async def test_the_button_is_there_after_every_tap_and_on_no_screen_without_a_code(admin: Person) -> None:
    await admin.send("/taskforce")
    await admin.press("3M (3)")
    await admin.press("Jana Nieto")
    assert CODE in last(admin).labels
    await admin.press("🏠 Home")
    assert CODE in last(admin).labels
    for words in ("/settings", "/help", "/privacy", "/lang", "gonzalez", "😀"):
        await admin.send(words)
        assert CODE not in last(admin).labels


@pytest.mark.parametrize("words", ["/start", "/reports", "jana nieto", "siemens", "/start report_workforce"])
async def test_nobody_else_sees_the_button(admin: Person, ana: Person, words: str) -> None:
    await ana.send(words)
    assert [label for label in last(ana).labels if "QR" in label] == []


@pytest.mark.parametrize(
    ("data", "text"),
    [("en#m/jana-nieto~o/3m", "Jana Nieto\n3M"), ("en#r", "Ally-Shoring Reports"), ("en#h", "Ally-Shoring")],
)
async def test_a_forged_button_of_somebody_else_is_out_of_date(
    telegram: Telegram, admin: Person, ana: Person, data: str, text: str
) -> None:
    await ana.send("/start")
    await ana.press_data(data, on=ana.last)
    assert (ana.toast, len(ana.answers)) == (OUT_OF_DATE, 1)
    assert last(ana).text.startswith(text)
    assert telegram.files == {}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("en#m/nobody", "USMF Ally-Shoring Task Force"),
        ("en#s", "Settings"),
        ("en#h/u", SORRY),
        ("en#q/gonzalez", "Search"),
        ("xx#m/jana-nieto", "Jana Nieto"),
        ("en#", "Ally-Shoring"),
    ],
)
async def test_for_what_has_no_code_an_admin_gets_the_closest_screen(
    telegram: Telegram, admin: Person, data: str, text: str
) -> None:
    await admin.send("/start")
    await admin.press_data(data, on=admin.last)
    assert (admin.toast, len(admin.answers)) == (OUT_OF_DATE, 1)
    assert last(admin).text.startswith(text)
    assert telegram.files == {}


async def test_the_chat_decides_and_not_the_person(telegram: Telegram, bot: App, admin: Person, ana: Person) -> None:
    group, other = telegram.group("Organizers", ana, forum=True), telegram.group("Others", admin)
    bot.bot_data.services.admins = frozenset({admin.id, group.id})
    await ana.send("/search@AllyShoringBot jana nieto", chat=group, thread=7)
    await ana.press("🔳 Código QR", chat=group)
    assert group.last is not None
    assert (group.last.kind, group.last.thread_id) == ("photo", 7)
    await admin.send("/search@AllyShoringBot jana nieto", chat=other)
    assert other.last is not None
    assert CODE not in other.last.labels


async def test_a_card_that_an_admin_sends_on_has_no_such_button(telegram: Telegram, admin: Person) -> None:
    telegram.inline.enabled = True
    asked = await admin.ask_inline("@AllyShoringBot siemens")
    sent = await admin.choose(asked, "🏢 Siemens")
    assert (sent.via_bot, sent.labels) == (True, ["Open in the bot"])


async def test_a_tap_on_a_message_that_was_sent_inline_gives_no_code(
    bot: App, telegram: Telegram, admin: Person
) -> None:
    await admin.send("/start")
    tapper = {"id": admin.id, "is_bot": False, "first_name": "Grace", "language_code": "en"}
    query = {"id": "1", "from": tapper, "inline_message_id": "x", "chat_instance": "y", "data": "en#m/jana-nieto"}
    await app.deliver(bot, {"update_id": 1, "callback_query": query})
    assert telegram.files == {}


async def test_where_the_bot_may_not_write_the_answer_says_so(telegram: Telegram, admin: Person) -> None:
    await admin.send("siemens")
    card = last(admin)
    telegram.trouble.plan(trouble.broken(403, "Forbidden: bot was blocked by the user"), "sendPhoto")
    await admin.press(CODE)
    assert (admin.toast, len(admin.answers)) == (NOT_SENT, 1)
    assert last(admin) == card


async def test_a_picture_that_telegram_does_not_take_is_answered_once_and_apologized_for(
    telegram: Telegram, admin: Person
) -> None:
    await admin.send("siemens")
    telegram.trouble.plan(trouble.broken(400, "Bad Request: IMAGE_PROCESS_FAILED"), "sendPhoto")
    await admin.press(CODE)
    assert (admin.toast, len(admin.answers)) == (NOT_SENT, 1)
    assert last(admin).text.startswith("Ally-Shoring\n\nSorry, something went wrong on our side.")


async def test_admins_are_told_how_to_get_codes(bot: App, admin: Person, ana: Person) -> None:
    bot.bot_data.services.admins = frozenset({admin.id, ana.id})
    await admin.send("/qr")
    assert last(admin).text.startswith("QR codes\n\nOpen a section or a card, and tap 🔳 below it")
    assert "python -m bot qr" in last(admin).text
    await admin.press("📄 Reports")
    assert CODE in last(admin).labels
    await ana.send("/qr")
    assert last(ana).text.startswith("Códigos QR\n\n")


async def test_to_everybody_else_the_command_is_unknown(telegram: Telegram, admin: Person, ana: Person) -> None:
    await ana.send("/qr")
    assert last(ana).text.startswith("Ally-Shoring\n\nUna disculpa: no fue posible reconocer ese mensaje.")
    group = telegram.group("Others", admin)
    await admin.send("/qr", chat=group)
    assert [message for message in group.messages if message.by_bot] == []
    await admin.send("/qr@AllyShoringBot", chat=group)
    assert group.last is not None
    assert group.last.text.startswith(SORRY)
