"""Inline mode: cards offered and sent in any chat."""

import pytest

from bot.core.edition import Edition
from bot.core.sections import SECTIONS, titles
from bot.simulator import Person, Telegram, trouble

NAME = "@AllyShoringBot"


@pytest.fixture(autouse=True)
def _inline_mode(telegram: Telegram) -> None:
    telegram.inline.enabled = True


async def test_cards_are_offered_in_the_asker_s_language(ana: Person, grace: Person) -> None:
    assert (await ana.ask_inline(f"{NAME} siemens")).titles == ["🏢 Siemens", "👤 Priscila Zozaya"]
    assert (await ana.ask_inline(f"{NAME} clean energy")).titles[0] == "🔑 Energías limpias"
    assert (await grace.ask_inline(f"{NAME} clean energy")).titles[0] == "🔑 Clean Energies"


async def test_the_language_chosen_in_the_chat_with_the_bot_counts(ana: Person) -> None:
    await ana.send("/start")
    await ana.press("🌐 English")
    assert (await ana.ask_inline(f"{NAME} energías")).titles[0] == "🔑 Clean Energies"


async def test_what_is_sent_is_the_card_with_a_button_that_opens_the_bot_there(
    telegram: Telegram, ana: Person, grace: Person
) -> None:
    group = telegram.group("Ally", ana, grace)
    asked = await ana.ask_inline(f"{NAME} zozaya", chat=group)
    sent = await ana.choose(asked, "👤 Priscila Zozaya")
    assert sent.text == "Priscila Zozaya\nSiemens\n\nSegún la lista de la fundación"
    ((button,),) = sent.buttons
    assert (button.text, button.url) == ("Abrir en el bot", "https://t.me/AllyShoringBot?start=member_priscila-zozaya")
    assert [message for message in group.messages if message.by_bot and message != sent] == []


async def test_a_card_sent_to_the_bot_itself_is_not_taken_for_a_search(ana: Person) -> None:
    await ana.send("/start")
    asked = await ana.ask_inline(f"{NAME} zozaya")
    await ana.choose(asked, "👤 Priscila Zozaya")
    assert [message.text.splitlines()[0] for message in ana.messages if message.by_bot] == ["Ally-Shoring"]


async def test_the_button_above_the_offers_opens_the_bot_with_the_same_words(ana: Person) -> None:
    asked = await ana.ask_inline(f"{NAME} jimenes softec")
    assert asked.button == {"text": "Abrir el bot", "start_parameter": "search_jimenes-softec"}
    await ana.send("/start search_jimenes-softec")
    assert ana.last is not None
    assert "👤 David Jimenez" in ana.last.labels


async def test_without_words_reports_and_sections_are_offered(grace: Person, edition: Edition) -> None:
    asked = await grace.ask_inline(NAME)
    assert asked.titles == [
        *("📄 Near-shoring", "📄 Workforce", "📄 Mexico: case and path"),
        *(titles(edition.languages["en"])[type(section)] for section in SECTIONS),
    ]
    assert asked.next_offset == ""


async def test_an_answer_is_kept_for_the_same_person_only(telegram: Telegram, ana: Person, grace: Person) -> None:
    for person in (ana, ana, grace):
        await person.ask_inline(f"{NAME} talent")
    assert [call.method for call in telegram.calls].count("answerInlineQuery") == 2


async def test_a_query_that_is_out_of_date_is_no_error(telegram: Telegram, bot: object, ana: Person) -> None:
    await ana.send_update({"inline_query": {"id": "1", "from": ana.json(), "query": "siemens", "offset": ""}})
    assert [call.description for call in telegram.refused] == [
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    ]


@pytest.mark.parametrize("words", ["message can't be edited", "message to edit not found"])
async def test_what_cannot_be_shown_in_a_message_that_was_sent_inline_comes_to_whoever_tapped(
    telegram: Telegram, ana: Person, grace: Person, words: str
) -> None:
    await grace.send("/start")
    group = telegram.group("Ally", ana, grace)
    sent = await ana.choose(await ana.ask_inline(f"{NAME} zozaya", chat=group), "👤 Priscila Zozaya")
    telegram.trouble.plan(trouble.broken(400, f"Bad Request: {words}"), "editMessageText")
    await grace.press_data("en:r", on=sent)
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring Reports")
    assert len(grace.answers) == 1
