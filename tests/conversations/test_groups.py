"""Groups: who is answered where, whose language counts, and what comes of a group that moves or throws the bot out."""

from typing import Any

import pytest

from bot.app import App
from bot.errors import StoreError
from bot.simulator import Group, Person, Telegram, trouble
from bot.store import Chats
from tests.conversations.outages import Outage

NAME = "@AllyShoringBot"


@pytest.fixture
def group(telegram: Telegram, grace: Person, ana: Person) -> Group:
    """A group that Grace administers, in which the bot hears everything."""
    telegram.privacy_mode = False
    group = telegram.group("Ally", grace, ana)
    group.promote(grace)
    return group


def _message(by: Person, group: Group) -> dict[str, Any]:
    chat = {"id": group.id, "type": "supergroup", "title": "Ally"}
    return {"message_id": 5, "date": 1, "chat": chat, "from": by.json()}


def _by_bot(group: Group) -> list[str]:
    return [message.text.splitlines()[0] for message in group.messages if message.by_bot]


@pytest.mark.parametrize("text", ["siemens", "hello", "@SomeOtherBot siemens", "siemens, says AllyShoringBot", "/x"])
async def test_what_is_not_meant_for_the_bot_is_not_answered(grace: Person, group: Group, text: str) -> None:
    await grace.send(text, chat=group)
    assert _by_bot(group) == []


async def test_plain_text_is_not_answered_even_in_reply_to_the_bot(grace: Person, group: Group) -> None:
    await grace.send(f"/reports{NAME}", chat=group)
    await grace.send("siemens", chat=group, reply_to=group.last)
    assert _by_bot(group) == ["Ally-Shoring Reports"]


@pytest.mark.parametrize(
    "text", [f"{NAME} zozalla", f"who is {NAME.lower()} zozaya?", f"😀😀 zozaya {NAME}", f"/search{NAME} zozaya"]
)
async def test_a_mention_of_the_bot_with_words_searches(grace: Person, group: Group, text: str) -> None:
    await grace.send(text, chat=group)
    assert _by_bot(group) == ["Priscila Zozaya"]
    assert group.last is not None
    assert group.last.reply_to == group.messages[-2].message_id


@pytest.mark.parametrize(
    "text",
    [
        f"@ana_ejemplo {NAME} zozaya",
        f"{NAME} zozaya, @talavera_f and @Jana_Nieto",
        f"😀 {NAME}X {NAME} zozaya",
        f"/search{NAME} zozaya @talavera_f",
    ],
)
async def test_the_names_of_others_are_no_words_of_the_search(grace: Person, group: Group, text: str) -> None:
    await grace.send(text, chat=group)
    assert _by_bot(group) == ["Priscila Zozaya"]


async def test_somebody_without_a_username_is_no_word_of_the_search_either(grace: Person, group: Group) -> None:
    text = f"Federico {NAME} zozaya"
    federico = {"id": 77, "is_bot": False, "first_name": "Federico"}
    entities = [
        {"type": "text_mention", "offset": 0, "length": 8, "user": federico},
        {"type": "mention", "offset": 9, "length": len(NAME)},
    ]
    await grace.send_update({"message": _message(grace, group) | {"text": text, "entities": entities}})
    assert _by_bot(group) == ["Priscila Zozaya"]


@pytest.mark.parametrize("text", [f"{NAME} zozaya", f"/reports{NAME}"])
async def test_a_post_that_telegram_forwards_from_a_channel_is_not_answered(
    grace: Person, group: Group, text: str
) -> None:
    kind = "bot_command" if text.startswith("/") else "mention"
    entities = [{"type": kind, "offset": 0, "length": len(text.split()[0])}]
    channel = {"id": -1005, "type": "channel", "title": "Ally News"}
    service = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    post = {"from": service, "sender_chat": channel, "text": text, "entities": entities}
    forwarded = {
        "is_automatic_forward": True,
        "forward_origin": {"type": "channel", "date": 1, "chat": channel, "message_id": 3},
    }
    await grace.send_update({"message": _message(grace, group) | post | forwarded})
    assert _by_bot(group) == []
    await grace.send_update({"message": _message(grace, group) | post})
    assert len(_by_bot(group)) == 1


async def test_a_mention_alone_gets_the_menu(ana: Person, group: Group) -> None:
    await ana.send(NAME, chat=group)
    assert _by_bot(group) == ["Ally-Shoring"]


async def test_a_mention_in_a_topic_is_answered_there(telegram: Telegram, grace: Person) -> None:
    telegram.privacy_mode = False
    forum = telegram.group("Ally", grace, forum=True)
    await grace.send(f"{NAME} softtek", chat=forum, thread=7)
    assert forum.last is not None
    assert forum.last.thread_id == 7


async def test_an_admin_sets_the_language_of_the_group_for_all(
    telegram: Telegram, grace: Person, ana: Person, group: Group
) -> None:
    await grace.send(f"/lang{NAME}", chat=group)
    await grace.press("🌐 Español", chat=group)
    assert grace.toast == "Este chat ahora está en español."
    await grace.send(f"/reports{NAME}", chat=group)
    assert _by_bot(group) == ["Idioma", "Reportes de Ally-Shoring"]
    assert telegram.commands(group)[0]["description"] == "Los reportes, del más reciente al más antiguo"


async def test_a_member_reads_a_message_in_another_language_and_the_group_s_stays(
    telegram: Telegram, grace: Person, ana: Person, group: Group
) -> None:
    await grace.send(f"/reports{NAME}", chat=group)
    await ana.press("🌐 Español", chat=group)
    assert _by_bot(group) == ["Reportes de Ally-Shoring"]
    assert ana.toast == (
        "Este mensaje ahora está en español. El idioma del grupo solo lo pueden cambiar sus administradores."
    )
    await grace.send(f"/reports{NAME}", chat=group)
    assert _by_bot(group)[1] == "Ally-Shoring Reports"
    assert "setMyCommands" not in [call.method for call in telegram.calls]


STATED = "Idioma de este grupo: español"


@pytest.mark.parametrize("command", ["start", "help", "search"])
async def test_a_group_is_told_that_plain_text_is_not_enough(grace: Person, group: Group, command: str) -> None:
    await grace.send(f"/{command}{NAME}", chat=group)
    assert group.last is not None
    assert "after /search, or after a mention of the bot" in group.last.text


async def test_the_example_of_a_search_in_a_group_finds_somebody(grace: Person, group: Group) -> None:
    await grace.send(f"/search{NAME}", chat=group)
    assert group.last is not None
    example = group.last.text.partition("For example: ")[2]
    await grace.send(example.replace("/search", f"/search{NAME}"), chat=group)
    assert group.last.text.startswith("Alejandra Méndez Salorio\n")


async def test_the_menu_the_settings_and_the_privacy_state_the_language_of_the_group(
    ana: Person, group: Group, chats: Chats
) -> None:
    await chats.choose_language(group.id, "supergroup", "es")
    menu = f"{STATED}. Sus administradores pueden cambiarlo con 🌐 o /lang."
    for command, line in {"start": menu, "settings": STATED, "privacy": STATED, "lang": STATED}.items():
        await ana.send(f"/{command}{NAME}", chat=group)
        assert group.last is not None
        assert line in group.last.text.splitlines()


async def test_a_screen_in_another_language_still_states_that_of_the_group(
    ana: Person, group: Group, chats: Chats
) -> None:
    await chats.choose_language(group.id, "supergroup", "es")
    await ana.send(f"/start{NAME}", chat=group)
    await ana.press("🌐 English", chat=group)
    assert group.last is not None
    assert "Language of this group: español. Its admins can change it with 🌐 or /lang." in group.last.text
    await ana.press("⚙️ Settings", chat=group)
    assert group.last.text == "Settings\n\nLanguage of this group: español\nAnnouncements: off"
    await ana.press("Choose the language", chat=group)
    assert group.last.text.startswith("Language\n\nLanguage of this group: español\n\nIts admins choose below")
    assert group.last.labels[0] == "🌐 English"


async def test_a_group_that_has_chosen_no_language_is_told_so(grace: Person, group: Group) -> None:
    await grace.send(NAME, chat=group)
    assert group.last is not None
    assert "This group has no language of its own yet: everybody is answered in theirs." in group.last.text
    await grace.press("⚙️ Settings", chat=group)
    assert group.last.text == "Settings\n\nLanguage of this group: none chosen yet\nAnnouncements: off"


async def test_what_an_admin_chooses_stands_on_the_screen_at_once(grace: Person, group: Group) -> None:
    await grace.send(f"/lang{NAME}", chat=group)
    await grace.press("🌐 Español", chat=group)
    assert grace.toast == "Este chat ahora está en español."
    assert group.last is not None
    assert STATED in group.last.text
    assert group.last.labels[0] == "✓ Español"


async def test_where_the_language_of_a_group_is_out_of_reach_none_is_claimed(
    grace: Person, group: Group, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    Outage(chats, monkeypatch)
    await grace.send(f"/settings{NAME}", chat=group)
    assert group.last is not None
    assert group.last.text.splitlines()[2] == "Language: English"


async def test_a_choice_that_was_not_kept_is_not_waited_for_twice(
    grace: Person, group: Group, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await grace.send(f"/settings{NAME}", chat=group)
    outage = Outage(chats, monkeypatch)
    await grace.press("🌐 Español", chat=group)
    assert group.last is not None
    assert group.last.text.splitlines()[2] == "Idioma: español"
    assert outage.tried == ["choose_language"]


async def test_without_a_choice_everybody_is_answered_in_their_own_language(
    grace: Person, ana: Person, group: Group
) -> None:
    for person in (grace, ana):
        await person.send(f"/enablers{NAME}", chat=group)
    assert _by_bot(group) == ["Ally-Shoring Enablers", "Habilitadores de Ally-Shoring"]


async def test_only_an_admin_deletes_what_is_stored(grace: Person, ana: Person, group: Group, chats: Chats) -> None:
    await chats.choose_language(group.id, "supergroup", "en")
    await grace.send(f"/privacy{NAME}", chat=group)
    await ana.press("See or delete what is stored", chat=group)
    await ana.press("Yes, delete it", chat=group)
    assert ana.toast == "Only the admins of this group can delete what is stored about it."
    assert await chats.language(group.id) == "en"
    await grace.press("Yes, delete it", chat=group)
    assert await chats.language(group.id) is None


@pytest.mark.parametrize("also", [None, "getChatAdministrators"])
async def test_where_telegram_does_not_say_who_is_an_admin_the_button_is_answered_all_the_same(
    telegram: Telegram, grace: Person, group: Group, chats: Chats, also: str | None
) -> None:
    await grace.send(f"/reports{NAME}", chat=group)
    for method in filter(None, ["getChatMember", also]):
        telegram.trouble.plan(trouble.flood(60), method)
    await grace.press("🌐 Español", chat=group)
    assert (await chats.language(group.id)) == ("es" if also is None else None)
    kept, lost = "Este chat ahora está en español.", "Esta pantalla ahora está en español, pero no fue posible guardar"
    (answer,) = grace.answers
    assert (answer.text or "").startswith(kept if also is None else lost)


async def test_where_nobody_says_who_is_an_admin_nothing_is_deleted_and_nobody_is_told_off(
    telegram: Telegram, grace: Person, group: Group, chats: Chats
) -> None:
    await chats.choose_language(group.id, "supergroup", "en")
    await grace.send(f"/privacy{NAME}", chat=group)
    await grace.press("See or delete what is stored", chat=group)
    for method in ("getChatMember", "getChatAdministrators"):
        telegram.trouble.plan(trouble.flood(60), method)
    await grace.press("Yes, delete it", chat=group)
    assert grace.toast == "It could not be deleted just now. Please try again later."
    assert await chats.language(group.id) == "en"


async def test_in_private_nobody_is_asked_who_is_an_admin(telegram: Telegram, grace: Person) -> None:
    await grace.send("/lang")
    await grace.press("🌐 Español")
    assert [call.method for call in telegram.calls if call.method.startswith("getChat")] == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_language(
    telegram: Telegram, grace: Person, chats: Chats
) -> None:
    group = telegram.group("Ally", grace, kind="group")
    await chats.choose_language(group.id, "supergroup", "es")
    moved = await group.upgrade(grace)
    await grace.send(f"/reports{NAME}", chat=moved)
    assert _by_bot(moved) == ["Reportes de Ally-Shoring"]
    assert await chats.language(group.id) is None


async def test_a_store_that_is_away_while_a_group_moves_is_nobody_s_trouble(
    telegram: Telegram, grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StoreError("the database does not answer")

    monkeypatch.setattr(chats, "move", away)
    group = telegram.group("Ally", grace, kind="group")
    moved = await group.upgrade(grace)
    assert _by_bot(moved) == []


async def test_a_command_that_arrives_late_is_answered_where_the_group_has_moved(
    telegram: Telegram, grace: Person
) -> None:
    group = telegram.group("Ally", grace, kind="group")
    moved = await group.upgrade(grace)
    old = {"id": group.id, "type": "group", "title": "Ally"}
    entities = [{"type": "bot_command", "offset": 0, "length": 9}]
    command = {"message_id": 5, "date": 1, "chat": old, "from": grace.json(), "text": "/enablers", "entities": entities}
    await grace.send_update({"message": command})
    assert _by_bot(moved) == ["Ally-Shoring Enablers"]


async def test_whoever_adds_the_bot_is_greeted_with_the_menu(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    await group.remove_bot(ana)
    await group.add_bot(ana)
    assert _by_bot(group) == ["Ally-Shoring"]
    assert group.last is not None
    assert "Una cordial bienvenida" in group.last.text


@pytest.mark.parametrize("banned", [True, False])
async def test_what_arrives_late_from_a_group_that_the_bot_had_to_leave_is_no_error(
    telegram: Telegram, grace: Person, group: Group, failures: list[Exception], *, banned: bool
) -> None:
    await grace.send(f"/reports{NAME}", chat=group)
    sent = group.last
    await group.remove_bot(grace, banned=banned)
    await grace.press("2 · Workforce", on=sent, chat=group)
    for text in (f"/reports{NAME}", f"{NAME} zozaya"):
        kind = "bot_command" if text.startswith("/") else "mention"
        entities = [{"type": kind, "offset": 0, "length": len(text.split()[0])}]
        await grace.send_update({"message": _message(grace, group) | {"text": text, "entities": entities}})
    assert _by_bot(group) == ["Ally-Shoring Reports"]
    assert failures == []


async def test_a_bot_that_was_thrown_out_sends_nothing_and_nothing_fails(
    telegram: Telegram, grace: Person, group: Group, failures: list[Exception]
) -> None:
    await grace.send(f"/reports{NAME}", chat=group)
    sent = [call for call in telegram.calls if call.method.startswith("send")]
    await group.remove_bot(grace)
    await grace.send("/start")
    assert [call.params["chat_id"] for call in telegram.calls if call.method.startswith("send")][len(sent) :] == [
        str(grace.id)
    ]
    assert failures == []


@pytest.fixture
def failures(bot: App) -> list[Exception]:
    """What handlers raise."""
    from tests.conversations.failures import Failures

    return Failures(bot).seen
