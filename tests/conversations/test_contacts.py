"""Contact details of a member: copied, and sent to be saved, from the card and from no forged button."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.app import App
from bot.core.edition import Edition
from bot.simulator import Person, Telegram, trouble
from tests.people import BOTH, properties, with_invented_people

SAVE = "📇 Save contact"
SENT = "Contact sent: open it to save it."
NOT_SENT = "The contact could not be sent just now. Please try again later."
OUT_OF_DATE = "That button is out of date. This is the closest screen available."
LUZ = "en+m/luz-ejemplo"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """What is shipped, and four more people."""
    return with_invented_people(tmp_path)


def sent(telegram: Telegram, method: str) -> list[dict[str, Any]]:
    """Give the parameters of the calls of a method that were carried out."""
    return [call.params for call in telegram.calls if call.method == method and call.ok]


async def test_what_the_copy_buttons_copy(grace: Person) -> None:
    await grace.send("luz ejemplo")
    assert grace.last is not None
    copied = {button.text: button.copy_text for row in grace.last.buttons for button in row if button.copy_text}
    assert copied == {"Copy e-mail": "luz@example.org", "Copy phone": "+52 (55) 1234-5678"}
    assert grace.last.find("Website").url == "https://example.org/luz"


async def test_the_portrait_is_shown_large_above_the_text_and_the_card_can_be_turned(
    telegram: Telegram, grace: Person
) -> None:
    await grace.send("luz ejemplo")
    options = {"url": "https://example.org/luz.jpg", "prefer_large_media": True, "show_above_text": True}
    assert grace.last is not None
    card = telegram.chats[grace.id].messages[grace.last.message_id]
    assert card["link_preview_options"] == options
    await grace.press("🌐 Español")
    assert telegram.chats[grace.id].messages[card["message_id"]]["link_preview_options"] == options
    await grace.press("👤 Jana Nieto")
    assert grace.last.message_id == card["message_id"]
    assert grace.last.link_preview_disabled


@pytest.fixture
def _inline_mode(telegram: Telegram) -> None:
    telegram.inline.enabled = True


@pytest.mark.usefixtures("_inline_mode")
async def test_a_card_sent_into_another_chat_goes_without_them_and_opens_the_bot(
    telegram: Telegram, grace: Person, ana: Person
) -> None:
    group = telegram.group("Ally", grace, ana)
    asked = await grace.ask_inline("@AllyShoringBot luz ejemplo", chat=group)
    sent = await grace.choose(asked, "👤 Luz Ejemplo Pérez")
    assert sent.text == (
        "Luz Ejemplo Pérez\nChief Executive\n3M\n\nLuz builds bridges & roads.\n\nAs listed by the foundation"
    )
    ((button,),) = sent.buttons
    assert (button.text, button.url) == ("Open in the bot", "https://t.me/AllyShoringBot?start=member_luz-ejemplo")
    await ana.send("/start member_luz-ejemplo")
    assert ana.last is not None
    assert "luz@example.org" in ana.last.text


@pytest.mark.usefixtures("_inline_mode")
async def test_no_contact_details_are_in_any_answer_to_an_inline_query(telegram: Telegram, grace: Person) -> None:
    for query in ("ejemplo", "luz@example.org", "eva", "+52 55"):
        await grace.ask_inline(f"@AllyShoringBot {query}")
    answers = [str(call.params) for call in telegram.calls if call.method == "answerInlineQuery"]
    assert len(answers) == 4
    assert [word for word in ("@example.org", "1234", "BEGIN", "vcard") for answer in answers if word in answer] == []


@pytest.mark.usefixtures("_inline_mode")
@pytest.mark.parametrize("refused", [None, "WEBPAGE_URL_INVALID", "WEBDOCUMENT_URL_INVALID"])
async def test_a_portrait_is_offered_and_sent_unless_telegram_does_not_take_it(
    telegram: Telegram, grace: Person, refused: str | None
) -> None:
    if refused:
        telegram.trouble.plan(trouble.broken(400, f"Bad Request: {refused}"), "answerInlineQuery")
    assert (await grace.ask_inline("@AllyShoringBot luz ejemplo")).titles == ["👤 Luz Ejemplo Pérez"]
    (answer,) = sent(telegram, "answerInlineQuery")
    (luz,) = json.loads(answer["results"])
    preview = luz["input_message_content"]["link_preview_options"]
    assert [luz.get("thumbnail_url"), preview.get("url")] == [None if refused else "https://example.org/luz.jpg"] * 2


@pytest.mark.parametrize("words", ["WEBPAGE_URL_INVALID", "WEBPAGE_MEDIA_EMPTY"])
async def test_a_portrait_that_telegram_does_not_take_is_left_out(
    telegram: Telegram, grace: Person, words: str
) -> None:
    refusal = trouble.broken(400, f"Bad Request: {words}")
    telegram.trouble.plan(refusal, "sendMessage")
    await grace.send("luz ejemplo")
    assert grace.last is not None
    assert grace.last.text.startswith("Luz Ejemplo Pérez")
    assert grace.last.link_preview_disabled
    telegram.trouble.plan(refusal, "editMessageText")
    await grace.press("🌐 Español")
    assert grace.last.text.startswith("Luz Ejemplo Pérez\nDirectora General")
    assert grace.last.link_preview_disabled


@pytest.mark.parametrize(
    ("label", "locale", "title", "notice"),
    [
        (SAVE, "en", "Chief Executive", SENT),
        ("📇 Guardar contacto", "es", "Directora General", "Contacto enviado: al abrirlo se puede guardar."),
    ],
)
async def test_a_contact_is_sent_with_its_vcard_and_the_card_stays(
    telegram: Telegram, grace: Person, ana: Person, label: str, locale: str, title: str, notice: str
) -> None:
    person = grace if locale == "en" else ana
    await person.send("luz ejemplo")
    card = person.last
    await person.press(label)
    assert (person.toast, len(person.answers)) == (notice, 1)
    assert [message for message in person.messages if message.by_bot][:-1] == [card]
    assert person.last is not None
    assert person.last.kind == "contact"
    (contact,) = sent(telegram, "sendContact")
    assert (contact["phone_number"], contact["first_name"]) == ("+525512345678", "Luz Ejemplo Pérez")
    assert properties(contact["vcard"]) == {
        "N": ["", "Luz Ejemplo Pérez", "", "", ""],
        "FN": ["Luz Ejemplo Pérez"],
        "ORG": ["3M"],
        "TITLE": [title],
        "EMAIL;TYPE=INTERNET": ["luz@example.org"],
        "TEL;TYPE=WORK,VOICE": ["+525512345678"],
        "URL": ["https://example.org/luz"],
    }


async def test_whoever_has_no_phone_is_sent_as_a_file(telegram: Telegram, grace: Person) -> None:
    await grace.send("eva ejemplo")
    await grace.press(SAVE)
    assert grace.toast == SENT
    assert grace.last is not None
    assert grace.last.kind == "document"
    (file,) = telegram.files.values()
    assert (file.about["file_name"], file.about["mime_type"]) == ("eva-ejemplo.vcf", "text/vcard")
    assert properties(file.content.decode())["EMAIL;TYPE=INTERNET"] == ["eva@example.org"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("en+m/oto-ejemplo", "Oto Ejemplo"),
        ("en+m/jana-nieto~o/3m", "Jana Nieto\n3M"),
        ("en+m/nobody", "USMF Ally-Shoring Task Force"),
        ("en+o/3m", "3M\n4 members"),
        ("en+r/workforce", "Ally Shoring and the Workforce"),
        ("en+h", "Ally-Shoring"),
        ("xx+m/luz-ejemplo", "Luz Ejemplo Pérez"),
        ("en+", "Ally-Shoring"),
    ],
)
async def test_a_forged_button_gives_nothing_away_and_leads_to_the_closest_screen(
    telegram: Telegram, grace: Person, data: str, text: str
) -> None:
    await grace.send("/start")
    await grace.press_data(data, on=grace.last)
    assert (grace.toast, len(grace.answers)) == (OUT_OF_DATE, 1)
    assert grace.last is not None
    assert grace.last.text.startswith(text)
    assert sent(telegram, "sendContact") + sent(telegram, "sendDocument") == []


async def test_a_button_for_details_that_were_taken_out_shows_the_card_without_them(
    telegram: Telegram, grace: Person, bot: App, tmp_path: Path
) -> None:
    await grace.send("luz ejemplo")
    bot.bot_data.services.edition = with_invented_people(tmp_path / "later", BOTH.partition("    contact:")[0])
    await grace.press(SAVE)
    assert grace.toast == OUT_OF_DATE
    assert grace.last is not None
    assert "luz@example.org" not in grace.last.text
    assert SAVE not in grace.last.labels
    assert sent(telegram, "sendContact") == []


async def test_in_a_topic_of_a_group_the_contact_comes_in_the_topic(telegram: Telegram, grace: Person) -> None:
    group = telegram.group("Ally", grace, kind="supergroup", forum=True)
    await grace.send("/search@AllyShoringBot luz ejemplo", chat=group, thread=7)
    await grace.press(SAVE, chat=group)
    assert group.last is not None
    assert (group.last.kind, group.last.thread_id) == ("contact", 7)


async def test_where_the_bot_may_not_write_the_answer_says_so(telegram: Telegram, grace: Person) -> None:
    await grace.send("luz ejemplo")
    card = grace.last
    telegram.trouble.plan(trouble.broken(403, "Forbidden: bot was blocked by the user"), "sendContact")
    await grace.press(SAVE)
    assert (grace.toast, len(grace.answers)) == (NOT_SENT, 1)
    assert grace.last == card


async def test_where_telegram_does_not_say_whether_it_sent_a_contact_the_bot_does_not_claim_anything(
    telegram: Telegram, grace: Person
) -> None:
    await grace.send("luz ejemplo")
    telegram.trouble.plan(trouble.late(), "sendContact")
    await grace.press(SAVE)
    assert (grace.toast, len(grace.answers)) == (None, 1)
    assert grace.last is not None
    assert grace.last.kind == "contact"


async def test_a_contact_that_telegram_does_not_take_is_answered_once_and_apologized_for(
    telegram: Telegram, grace: Person
) -> None:
    await grace.send("luz ejemplo")
    telegram.trouble.plan(trouble.broken(400, "Bad Request: PHONE_NUMBER_INVALID"), "sendContact")
    await grace.press(SAVE)
    assert (grace.toast, len(grace.answers)) == (NOT_SENT, 1)
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring\n\nSorry, something went wrong on our side.")
    assert [message.text.splitlines()[0] for message in grace.messages if message.by_bot][-2] == "Luz Ejemplo Pérez"


async def test_in_a_group_that_became_a_supergroup_the_contact_comes_there(telegram: Telegram, grace: Person) -> None:
    group = telegram.group("Ally", grace, kind="group")
    await grace.send("/search@AllyShoringBot luz ejemplo", chat=group)
    card = group.last
    new = await group.upgrade(grace)
    await grace.press(SAVE, on=card)
    assert grace.toast == SENT
    assert new.last is not None
    assert new.last.kind == "contact"


async def test_a_tap_on_a_message_that_was_sent_inline_sends_the_contact_to_whoever_tapped(
    bot: App, telegram: Telegram, grace: Person
) -> None:
    await grace.send("/start")
    tapper = {"id": grace.id, "is_bot": False, "first_name": "Grace", "language_code": "en"}
    query = {"id": "1", "from": tapper, "inline_message_id": "x", "chat_instance": "y", "data": LUZ}
    await app.deliver(bot, {"update_id": 1, "callback_query": query})
    assert grace.last is not None
    assert grace.last.kind == "contact"
    assert [call.method for call in telegram.calls][-2:] == ["sendContact", "answerCallbackQuery"]
