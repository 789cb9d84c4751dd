"""/subscribe, /unsubscribe and the button in the settings: who may turn announcements on or off, and what is said."""

import pytest

from bot.core.memory import Memory
from bot.simulator import Group, Person, Telegram, trouble
from bot.store import Chats
from tests.conversations.outages import Outage

NAME = "@AllyShoringBot"
NOT_SAVED = "The choice could not be saved just now. Please try again later."
ONLY_ADMINS = "Only the admins of this group can turn announcements on or off."
ONLY_ADMINS_ES = "Solo los administradores de este grupo pueden activar o desactivar los anuncios."
ON, OFF = "🔔 Turn announcements on", "🔕 Turn announcements off"


@pytest.fixture
def group(telegram: Telegram, grace: Person, ana: Person) -> Group:
    """A group that Grace administers."""
    group = telegram.group("Ally", grace, ana)
    group.promote(grace)
    return group


async def subscribed(chats: Chats, chat_id: int) -> bool | None:
    """Tell whether announcements come to a chat; None where nothing is remembered of it."""
    memory = await chats.memory(chat_id)
    return memory.subscribed if memory else None


def said(chat: Person | Group) -> str:
    """Give the last message of a chat."""
    assert chat.last is not None
    return chat.last.text


async def test_nobody_is_subscribed_by_looking_around(grace: Person, chats: Chats) -> None:
    for command in ("/start", "/reports", "/settings", "/help", "/privacy", "/forget", "/unsubscribe"):
        await grace.send(command)
    assert await chats.memory(grace.id) is None


async def test_subscribe_turns_announcements_on_and_names_the_way_out(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    assert said(grace) == (
        "Announcements\n\n"
        "🔔 Announcements are on: news from the foundation, such as a new report, comes to this chat as a message. "
        "To stop it, tap the button below or send /unsubscribe."
    )
    assert await subscribed(chats, grace.id) is True


async def test_they_come_in_the_language_in_which_they_were_turned_on(ana: Person, chats: Chats) -> None:
    await ana.send("/subscribe")
    assert said(ana).startswith("Anuncios\n\n🔔 Los anuncios están activados")
    memory = await chats.memory(ana.id)
    assert isinstance(memory, Memory)
    assert (memory.kind, memory.language, memory.subscribed) == ("private", "es", True)


async def test_unsubscribe_turns_them_off(ana: Person, chats: Chats) -> None:
    await ana.send("/subscribe")
    await ana.send("/unsubscribe")
    assert said(ana).startswith("Anuncios\n\n🔕 Los anuncios están desactivados")
    assert await subscribed(chats, ana.id) is False


async def test_the_word_has_a_button_for_either_and_says_in_a_toast_what_happened(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    await grace.press(OFF)
    assert (grace.toast, await subscribed(chats, grace.id)) == ("Announcements are off.", False)
    assert said(grace).startswith("Announcements\n\n🔕 Announcements are off")
    await grace.press(ON)
    assert (grace.toast, await subscribed(chats, grace.id)) == ("Announcements are on.", True)
    assert said(grace).startswith("Announcements\n\n🔔 Announcements are on")


async def test_the_settings_have_a_switch_and_stay_where_they_are(ana: Person, chats: Chats) -> None:
    await ana.send("/settings")
    assert said(ana) == "Ajustes\n\nIdioma: español\nAnuncios: desactivados"
    await ana.press("🔔 Activar los anuncios")
    assert (ana.toast, await subscribed(chats, ana.id)) == ("Los anuncios están activados.", True)
    assert said(ana) == "Ajustes\n\nIdioma: español\nAnuncios: activados"
    await ana.press("🔕 Desactivar los anuncios")
    assert (ana.toast, await subscribed(chats, ana.id)) == ("Los anuncios están desactivados.", False)
    assert said(ana) == "Ajustes\n\nIdioma: español\nAnuncios: desactivados"


async def test_the_settings_keep_their_way_back_over_the_switch(grace: Person) -> None:
    await grace.send("/privacy")
    await grace.press_data("en:s~p", on=grace.last)
    await grace.press(ON)
    await grace.press("‹ Back")
    assert said(grace).startswith("Privacy\n\n")


async def test_the_switch_shows_how_it_stands_also_when_it_was_changed_elsewhere(grace: Person) -> None:
    await grace.send("/subscribe")
    await grace.send("/settings")
    assert said(grace) == "Settings\n\nLanguage: English\nAnnouncements: on"
    assert grace.last is not None
    assert OFF in grace.last.labels


@pytest.mark.parametrize(
    ("command", "button", "toast", "wanted"),
    [
        ("/unsubscribe", ON, "Announcements are on.", True),
        ("/subscribe", OFF, "Announcements are off.", False),
    ],
)
async def test_a_second_tap_on_the_same_button_changes_nothing_and_says_the_same(
    grace: Person, chats: Chats, command: str, button: str, toast: str, wanted: bool
) -> None:
    await grace.send(command)
    before = grace.last
    for _ in range(2):
        await grace.press(button, on=before)
        assert (grace.toast, await subscribed(chats, grace.id)) == (toast, wanted)
    assert len(grace.answers) == 2


async def test_the_language_button_beside_the_switch_changes_the_language_alone(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    await grace.send("/unsubscribe")
    await grace.press_data("es!u/on", on=grace.last)
    assert grace.toast == "Este chat ahora está en español."
    assert await subscribed(chats, grace.id) is False


async def test_the_way_out_of_an_announcement_turns_them_off_and_leaves_it_as_it_is(ana: Person, chats: Chats) -> None:
    await ana.send("/subscribe")
    announcement = ana.last
    await ana.press_data("es>u/off", on=announcement)
    assert await subscribed(chats, ana.id) is False
    assert said(ana).startswith("Anuncios\n\n🔕 Los anuncios están desactivados")
    assert ana.last is not None
    assert announcement is not None
    assert ana.last.message_id != announcement.message_id


@pytest.mark.parametrize("data", ["en:u", "en:u/", "en:u/maybe", "en:u/ON", "en:u/on.2"])
async def test_a_forged_button_subscribes_nobody(grace: Person, chats: Chats, data: str) -> None:
    await grace.send("/settings")
    await grace.press_data(data, on=grace.last)
    assert grace.toast == "That button is out of date. This is the closest screen available."
    assert await chats.memory(grace.id) is None


@pytest.mark.parametrize("link", ["subscribe", "unsubscribe", "es_subscribe"])
async def test_no_link_subscribes_anybody(grace: Person, chats: Chats, link: str) -> None:
    await grace.send(f"/start {link}")
    assert await chats.memory(grace.id) is None


async def test_where_the_store_is_gone_a_command_says_so_and_is_not_waited_for_twice(
    grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    outage = Outage(chats, monkeypatch)
    await grace.send("/subscribe")
    assert said(grace) == (
        f"{NOT_SAVED}\n\nSettings\n\nLanguage: English\nAnnouncements: whether they are on cannot be read just now"
    )
    assert outage.tried == ["memory"]


async def test_where_only_the_writing_fails_the_settings_say_how_it_stands(
    ana: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.send("/subscribe")
    Outage(chats, monkeypatch, "unsubscribe")
    await ana.send("/unsubscribe")
    assert said(ana) == (
        "En este momento no fue posible guardar la elección. Se puede intentar más tarde.\n\n"
        "Ajustes\n\nIdioma: español\nAnuncios: activados"
    )


async def test_where_the_store_is_gone_a_tap_says_so_and_the_message_stays(
    grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await grace.send("/settings")
    before = grace.last
    outage = Outage(chats, monkeypatch)
    await grace.press(ON)
    assert (grace.toast, grace.last, outage.tried) == (NOT_SAVED, before, ["subscribe"])


async def test_where_the_store_is_gone_the_settings_can_be_opened_without_a_switch(
    ana: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    Outage(chats, monkeypatch)
    await ana.send("/settings")
    assert said(ana) == (
        "Ajustes\n\nIdioma: español\nAnuncios: en este momento no es posible consultar si están activados"
    )
    assert ana.last is not None
    assert ana.last.labels[:2] == ["Elegir el idioma", "🔒 Privacidad"]


async def test_an_admin_turns_announcements_on_for_the_group(grace: Person, group: Group, chats: Chats) -> None:
    await grace.send(f"/subscribe{NAME}", chat=group)
    assert said(group).startswith("Announcements\n\n🔔 Announcements are on")
    assert [await subscribed(chats, id) for id in (group.id, grace.id)] == [True, None]
    await grace.press(OFF, chat=group)
    assert (grace.toast, await subscribed(chats, group.id)) == ("Announcements are off.", False)


async def test_a_member_who_is_no_admin_turns_nothing_on_and_is_told_so(
    ana: Person, group: Group, chats: Chats
) -> None:
    await ana.send(f"/subscribe{NAME}", chat=group)
    assert said(group) == f"{ONLY_ADMINS_ES}\n\nAjustes\n\nIdioma de este grupo: aún sin elegir\nAnuncios: desactivados"
    assert await chats.memory(group.id) is None


async def test_a_member_who_is_no_admin_turns_nothing_off_and_is_told_so(
    grace: Person, ana: Person, group: Group, chats: Chats
) -> None:
    await grace.send(f"/subscribe{NAME}", chat=group)
    await ana.send(f"/unsubscribe{NAME}", chat=group)
    assert said(group) == f"{ONLY_ADMINS}\n\nSettings\n\nLanguage of this group: English\nAnnouncements: on"
    assert await subscribed(chats, group.id) is True


@pytest.mark.parametrize("data", ["en:u/on", "en:u/on~s", "en>u/on", "xx:u/on"])
async def test_a_member_s_tap_on_the_switch_or_a_forged_one_changes_nothing_in_a_group(
    grace: Person, ana: Person, group: Group, chats: Chats, data: str
) -> None:
    await grace.send(f"/settings{NAME}", chat=group)
    before = group.last
    await ana.press_data(data, on=before, chat=group)
    assert ana.toast == (ONLY_ADMINS_ES if data.startswith("xx") else ONLY_ADMINS)
    assert (group.last, await chats.memory(group.id)) == (before, None)


async def test_whoever_writes_in_the_group_s_own_name_is_one_of_its_admins(
    telegram: Telegram, ana: Person, group: Group, chats: Chats
) -> None:
    await ana.send(f"/reports{NAME}", chat=group)
    chat = telegram.chat_json(telegram.chats[group.id])
    somebody = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    text = {"text": "/subscribe", "entities": [{"type": "bot_command", "offset": 0, "length": 10}]}
    await ana.send_update(
        {"message": {"message_id": 90, "date": 1, "chat": chat, "from": somebody, "sender_chat": chat} | text}
    )
    assert await subscribed(chats, group.id) is True


async def test_where_telegram_does_not_say_who_is_an_admin_nothing_changes_and_nobody_is_told_off(
    telegram: Telegram, grace: Person, group: Group, chats: Chats
) -> None:
    for method in ("getChatMember", "getChatAdministrators"):
        telegram.trouble.plan(trouble.flood(60), method)
    await grace.send(f"/subscribe{NAME}", chat=group)
    assert said(group).splitlines()[0] == NOT_SAVED
    assert await chats.memory(group.id) is None
