"""What nobody expects: other messages, unknown commands, old and forged buttons, groups."""

from typing import Any

import pytest

from bot import app
from bot.app import App
from bot.errors import StoreError
from bot.simulator import Person, Telegram, trouble
from bot.store import Chats

SORRY = "Ally-Shoring\n\nSorry, that message was not recognized. Everything this bot offers is on the menu below."
FROM = {"is_bot": False, "first_name": "Somebody"}
OUT_OF_DATE = "That button is out of date. This is the closest screen available."


@pytest.mark.parametrize("text", ["/nothing", "/reports@SomeOtherBot", "/", "//", "😀", "<&>"])
async def test_what_has_no_words_in_it_gets_a_kind_line_and_the_menu(grace: Person, text: str) -> None:
    await grace.send(text)
    assert grace.last is not None
    assert grace.last.text.startswith(SORRY)
    assert grace.last.labels[0] == "📄 Reports"


async def test_a_photo_a_sticker_and_a_place_get_the_menu_too(ana: Person) -> None:
    for attach in (ana.send_photo, ana.send_sticker, ana.send_location):
        await attach()
        assert ana.last is not None
        assert ana.last.text.startswith("Ally-Shoring\n\nUna disculpa: no fue posible reconocer ese mensaje.")
    assert len([message for message in ana.messages if message.by_bot]) == 3


async def test_an_album_is_answered_once(bot: App, ana: Person) -> None:
    chat = {"chat": {"id": ana.id, "type": "private"}, "from": FROM | {"id": ana.id}}
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}
    await ana.send("/start")
    for number, album in enumerate(["one", "one", "one", "another"]):
        await app.deliver(
            bot, {"update_id": number, "message": _message(ana) | chat | photo | {"media_group_id": album}}
        )
    assert len([message for message in ana.messages if message.by_bot]) == 1 + 2


async def test_the_kind_line_can_be_read_in_the_other_language(grace: Person) -> None:
    await grace.send("😀")
    await grace.press("🌐 Español")
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring\n\nUna disculpa: no fue posible reconocer ese mensaje.")


@pytest.mark.parametrize("data", ["", "x", "en:zz", "en:m/x~~", "en?h", "\u0000", "é" * 32, "en:r/" + "a" * 59])
async def test_a_broken_button_leads_home_with_a_word(grace: Person, data: str) -> None:
    await grace.send("/reports")
    await grace.press_data(data, on=grace.last)
    assert grace.toast == OUT_OF_DATE
    assert grace.last is not None
    assert grace.last.labels[0] == "📄 Reports"


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("en:r/removed", "3 · Near-shoring"),
        ("en:e/removed", "Industrial Real Estate"),
        ("en:m/removed", "3M (3)"),
        ("en:o/removed", "3M (3)"),
        ("en:t/n.99", "Priscila Zozaya"),
        ("xx:r/workforce", "View on the foundation's page"),
    ],
)
async def test_an_old_button_leads_to_the_nearest_surviving_screen(grace: Person, data: str, label: str) -> None:
    await grace.send("/start")
    await grace.press_data(data, on=grace.last)
    assert grace.toast == OUT_OF_DATE
    assert grace.last is not None
    assert label in grace.last.labels


async def test_a_broken_button_speaks_the_language_of_the_chat(ana: Person) -> None:
    await ana.send("/start")
    await ana.press_data("broken", on=ana.last)
    assert ana.toast == "Ese botón ya no está vigente. Esta es la pantalla disponible más cercana."


async def test_a_button_of_a_deleted_message_sends_the_screen_anew(telegram: Telegram, grace: Person) -> None:
    await grace.send("/start")
    menu = grace.last
    assert menu is not None
    await telegram.call("deleteMessage", {"chat_id": grace.id, "message_id": menu.message_id})
    await grace.press("📄 Reports", on=menu)
    assert grace.last is not None
    assert grace.last.message_id != menu.message_id
    assert grace.last.text.startswith("Ally-Shoring Reports")


async def test_names_are_never_taken_for_markup(telegram: Telegram, bot: App) -> None:
    mallory = telegram.person("<b>Mallory & </i>", language_code="en")
    for text in ("</b><script>", "/search <i>", "<&>"):
        await mallory.send(text)
    assert mallory.last is not None
    assert mallory.last.text.startswith(SORRY)
    assert [call for call in telegram.calls if not call.ok] == []


async def test_whoever_has_blocked_the_bot_is_left_alone(telegram: Telegram, grace: Person) -> None:
    await grace.send("/start")
    menu = grace.last
    await grace.block()
    await grace.press("📄 Reports", on=menu)
    assert grace.last == menu


async def test_in_a_group_only_commands_meant_for_this_bot_are_answered(
    telegram: Telegram, grace: Person, ana: Person
) -> None:
    telegram.privacy_mode = False
    group = telegram.group("Ally", grace, ana, kind="supergroup")
    for silent in ("hello", "/nothing", "/reports@SomeOtherBot", "/nothing@SomeOtherBot"):
        await grace.send(silent, chat=group)
    assert [message for message in group.messages if message.by_bot] == []
    await grace.send("/reports", chat=group)
    assert group.last is not None
    assert group.last.text.startswith("Ally-Shoring Reports")
    await ana.send("/nothing@AllyShoringBot", chat=group)
    assert group.last.text.startswith("Ally-Shoring\n\nUna disculpa: no fue posible reconocer ese mensaje.")


async def test_in_a_topic_of_a_group_the_answer_comes_as_a_reply_in_the_topic(
    telegram: Telegram, grace: Person
) -> None:
    group = telegram.group("Ally", grace, kind="supergroup", forum=True)
    await grace.send("/enablers@AllyShoringBot", chat=group, thread=7)
    assert group.last is not None
    assert group.last.thread_id == 7
    assert group.last.reply_to == group.messages[-2].message_id


async def test_anybody_in_a_group_may_tap(telegram: Telegram, grace: Person, ana: Person) -> None:
    group = telegram.group("Ally", grace, ana)
    await grace.send("/reports@AllyShoringBot", chat=group)
    await ana.press("2 · Workforce", chat=group)
    assert group.last is not None
    assert group.last.text.startswith("Ally Shoring and the Workforce")
    assert group.last.edited


async def test_what_could_not_be_deleted_is_not_called_deleted(
    grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await chats.choose_language(grace.id, "private", "en")
    await grace.send("/forget")
    question = grace.last
    monkeypatch.setattr(chats, "forget", _failing)
    await grace.press("Yes, delete it")
    assert grace.toast == "It could not be deleted just now. Please try again later."
    assert len(grace.answers) == 1
    assert grace.last == question


@pytest.mark.parametrize(
    ("way", "command", "button"),
    [
        ("choose_language", "/privacy", "🌐 Español"),
        ("forget", "/forget", "Yes, delete it"),
        ("subscribe", "/settings", "🔔 Turn announcements on"),
    ],
)
async def test_a_failure_is_answered_once_and_apologized_for(
    grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch, way: str, command: str, button: str
) -> None:
    await chats.choose_language(grace.id, "private", "en")
    await grace.send(command)
    monkeypatch.setattr(chats, way, _broken)
    await grace.press(button)
    assert (grace.toast, len(grace.answers)) == (None, 1)
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring\n\nSorry, something went wrong on our side.")


async def test_a_menu_of_commands_does_not_follow_a_choice_that_was_not_kept(
    telegram: Telegram, grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await grace.send("/reports")
    monkeypatch.setattr(chats, "choose_language", _failing)
    await grace.press("🌐 Español")
    assert "setMyCommands" not in [call.method for call in telegram.calls]


async def test_a_menu_of_commands_follows_also_after_a_moment_of_flood(telegram: Telegram, grace: Person) -> None:
    await grace.send("/reports")
    telegram.trouble.plan(trouble.flood(0), "setMyCommands")
    await grace.press("🌐 Español")
    assert [call.ok for call in telegram.calls if call.method == "setMyCommands"] == [False, True]


@pytest.mark.parametrize("harm", [{"poll": {"id": "1"}}, {"photo": "none"}, {"entities": [{"type": "bold"}]}])
async def test_an_update_that_cannot_be_read_gets_an_apology(bot: App, ana: Person, harm: dict[str, Any]) -> None:
    await ana.send("/start")
    await app.deliver(
        bot, {"update_id": 1, "message": _message(ana) | {"chat": {"id": ana.id, "type": "private"}} | harm}
    )
    assert ana.last is not None
    assert ana.last.text.startswith("Ally-Shoring\n\nOcurrió un error de nuestro lado")


async def test_a_tap_that_cannot_be_read_is_answered_and_gets_an_apology(
    telegram: Telegram, bot: App, ana: Person
) -> None:
    await ana.send("/start")
    assert ana.last is not None
    chat = telegram.chats[ana.id]
    query = ana.begin_press(chat, ana.last.message_id)
    message = _message(ana) | {"chat": {"id": ana.id, "type": "private"}, "message_id": "77"}
    update = {"id": query.id, "from": {"id": ana.id, "language_code": "es"}, "message": message, "data": "es:h"}
    await app.deliver(bot, {"update_id": 2, "callback_query": update})
    assert ana.last.text.startswith("Ally-Shoring\n\nOcurrió un error de nuestro lado")
    assert query.answered


@pytest.mark.parametrize(
    "update", [{}, {"message": 5}, {"callback_query": {"id": 7}}, {"message": {"chat": {"id": "x"}}}]
)
async def test_an_update_of_which_nothing_is_certain_is_left_alone(
    telegram: Telegram, bot: App, update: dict[str, Any]
) -> None:
    await app.deliver(bot, {"update_id": 3, **update})
    assert [call.method for call in telegram.calls if call.method.startswith("send")] == []


def _message(person: Person) -> dict[str, Any]:
    return {"message_id": 77, "date": 1, "from": FROM | {"id": person.id, "language_code": person.language_code}}


async def test_a_lost_memory_does_not_stop_browsing(ana: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("memory", "choose_language"):
        monkeypatch.setattr(chats, way, _failing)
    await ana.send("/reports")
    await ana.press("🌐 English")
    assert ana.last is not None
    assert ana.last.text.startswith("Ally-Shoring Reports")
    assert ana.toast == ("This screen is now in English, but the choice could not be saved. Please try again later.")


async def _failing(*_: object) -> None:
    raise StoreError("the database does not answer")


async def _broken(*_: object) -> None:
    raise RuntimeError("a mistake of ours")
