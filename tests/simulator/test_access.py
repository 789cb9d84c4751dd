"""Who keeps the bot out: people who block it or leave Telegram, groups that remove it or become supergroups."""

from typing import Any

import pytest

from bot.simulator import Group, Person, Telegram
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear, Json

GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
COMMANDS = [{"command": "start", "description": "Begin"}]


async def answer(telegram: Telegram, method: str, **params: Any) -> Json:
    return await telegram.call(method, params)


def forbidden(words: str) -> Json:
    return {"ok": False, "error_code": 403, "description": f"Forbidden: {words}"}


async def each_way(telegram: Telegram, chat_id: int, message_id: int) -> list[Json]:
    """Try whatever changes something in a chat."""
    place = {"chat_id": chat_id, "message_id": message_id}
    return [
        await answer(telegram, "sendMessage", chat_id=chat_id, text="x"),
        await answer(telegram, "sendChatAction", chat_id=chat_id, action="typing"),
        await answer(telegram, "editMessageText", **place, text="y"),
        await answer(telegram, "editMessageReplyMarkup", **place, reply_markup=GO),
        await answer(telegram, "deleteMessage", **place),
    ]


@pytest.fixture
async def sent(telegram: Telegram, ana: Person) -> int:
    """A message of the bot's to Ana."""
    message_id: int = (await done(telegram, "sendMessage", chat_id=ana.id, text="Hello"))["message_id"]
    return message_id


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_the_bot_is_told_that_it_was_removed_and_added(
    telegram: Telegram, ana: Person, ear: Ear, kind: str
) -> None:
    group = telegram.group("Ally", ana, kind=kind)
    ear.updates.clear()
    await group.remove_bot(ana)
    await group.add_bot(ana)
    place = {"chat": telegram.chat_json(group.chat), "from": ana.json(), "date": 1_800_000_000}
    kicked = {"user": telegram.bot, "status": "kicked", "until_date": 0}
    member = {"user": telegram.bot, "status": "member"}
    standings = [update["my_chat_member"] for update in ear.updates if "my_chat_member" in update]
    assert standings == [
        place | {"old_chat_member": member, "new_chat_member": kicked},
        place | {"old_chat_member": kicked, "new_chat_member": member},
    ]
    left, joined = [update["message"] for update in ear.updates if "message" in update]
    assert left == place | {"message_id": left["message_id"], "left_chat_member": telegram.bot}
    assert joined == place | {"message_id": joined["message_id"], "new_chat_members": [telegram.bot]}


async def test_blocking_is_told_with_both_standings(telegram: Telegram, ana: Person, ear: Ear) -> None:
    await ana.block()
    assert ear.last["my_chat_member"] == {
        "chat": telegram.chat_json(ana.chat),
        "from": ana.json(),
        "date": 1_800_000_000,
        "old_chat_member": {"user": telegram.bot, "status": "member"},
        "new_chat_member": {"user": telegram.bot, "status": "kicked", "until_date": 0},
    }


async def test_whoever_blocked_the_bot_is_out_of_reach(telegram: Telegram, ana: Person, sent: int) -> None:
    await ana.block()
    assert await each_way(telegram, ana.id, sent) == [forbidden("bot was blocked by the user")] * 5
    await done(telegram, "getChat", chat_id=ana.id)
    await ana.unblock()
    assert (await each_way(telegram, ana.id, sent))[0]["ok"]


async def test_whoever_left_telegram_is_out_of_reach_for_good(telegram: Telegram, ana: Person, sent: int) -> None:
    ana.delete_account()
    assert await each_way(telegram, ana.id, sent) == [forbidden("user is deactivated")] * 5
    assert (await done(telegram, "getChat", chat_id=ana.id))["first_name"] == ""
    with pytest.raises(AssertionError, match="has left Telegram"):
        await ana.send("hello")


async def test_a_group_that_removed_the_bot_can_still_be_looked_at(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", ana, kind="group")
    sent = await done(telegram, "sendMessage", chat_id=group.id, text="Hello")
    await group.remove_bot(ana)
    words = "bot was kicked from the group chat"
    assert await each_way(telegram, group.id, sent["message_id"]) == [forbidden(words)] * 5
    assert await answer(telegram, "setMyCommands", commands=COMMANDS, scope=scope(group)) == forbidden(words)
    assert (await done(telegram, "getChat", chat_id=group.id))["title"] == "Ally"


async def test_a_supergroup_that_removed_the_bot_is_closed_to_it(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    sent = await done(telegram, "sendMessage", chat_id=group.id, text="Hello")
    await group.remove_bot(ana)
    words = "bot was kicked from the supergroup chat"
    assert await each_way(telegram, group.id, sent["message_id"]) == [forbidden(words)] * 5
    assert await answer(telegram, "setMyCommands", commands=COMMANDS, scope=scope(group)) == forbidden(words)
    assert await answer(telegram, "getChat", chat_id=group.id) == forbidden(words)
    await group.add_bot(ana)
    await done(telegram, "sendMessage", chat_id=group.id, text="Hello again")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_that_has_left_writes_no_more_either(telegram: Telegram, ana: Person, ear: Ear, kind: str) -> None:
    group = telegram.group("Ally", ana, kind=kind)
    sent = await done(telegram, "sendMessage", chat_id=group.id, text="Hello")
    await group.remove_bot(ana, banned=False)
    assert ear.updates[-2]["my_chat_member"]["new_chat_member"] == {"user": telegram.bot, "status": "left"}
    words = f"bot is not a member of the {kind} chat"
    assert await each_way(telegram, group.id, sent["message_id"]) == [forbidden(words)] * 5


async def test_whoever_was_removed_hears_nothing_more(telegram: Telegram, ana: Person, ear: Ear) -> None:
    group = telegram.group("Ally", ana)
    await group.remove_bot(ana)
    ear.updates.clear()
    await ana.send("/start", chat=group)
    assert ear.updates == []
    await group.add_bot(ana)
    await ana.send("/start", chat=group)
    assert ear.last["message"]["text"] == "/start"


async def test_both_groups_tell_that_one_became_the_other(telegram: Telegram, ana: Person, ear: Ear) -> None:
    old = telegram.group("Ally", ana, kind="group")
    ear.updates.clear()
    new = await old.upgrade(ana)
    first, second = [update["message"] for update in ear.updates]
    chat = {"id": new.id, "type": "supergroup", "title": "Ally"}
    assert first == {
        "message_id": first["message_id"],
        "from": ana.json(),
        "chat": {"id": old.id, "type": "group", "title": "Ally"},
        "date": 1_800_000_000,
        "migrate_to_chat_id": new.id,
    }
    assert second == {
        "message_id": 1,
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
        "sender_chat": chat,
        "chat": chat,
        "date": 1_800_000_000,
        "migrate_from_chat_id": old.id,
    }


async def test_what_is_sent_to_the_old_group_learns_of_the_new_one(telegram: Telegram, ana: Person) -> None:
    old = telegram.group("Ally", ana, kind="group")
    new = await old.upgrade(ana)
    moved = {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    assert await answer(telegram, "sendMessage", chat_id=old.id, text="x") == moved
    assert await answer(telegram, "sendChatAction", chat_id=old.id, action="typing") == moved
    assert await answer(telegram, "setMyCommands", commands=COMMANDS, scope=scope(old)) == moved
    assert (await done(telegram, "getChat", chat_id=old.id))["title"] == "Ally"
    await done(telegram, "sendMessage", chat_id=new.id, text="x")


async def test_people_go_on_in_the_new_group(telegram: Telegram, ana: Person, ear: Ear) -> None:
    old = telegram.group("Ally", ana, kind="group")
    old.promote(ana)
    new = await old.upgrade(ana)
    with pytest.raises(AssertionError, match="Ally is a supergroup now"):
        await ana.send("/start", chat=old)
    await ana.send("/start", chat=new)
    assert ear.last["message"]["chat"]["id"] == new.id
    assert new.chat.administrators == {ana.id}
    with pytest.raises(AssertionError, match="no group any more"):
        await new.upgrade(ana)


async def test_into_a_closed_topic_nothing_is_written(telegram: Telegram, ana: Person) -> None:
    forum = telegram.group("Ally", ana, forum=True)
    await ana.send("/start", chat=forum, thread=7)
    forum.close_topic(7)
    words = await refusal(telegram, "sendMessage", chat_id=forum.id, text="x", message_thread_id=7)
    assert words == "Bad Request: TOPIC_CLOSED"
    with pytest.raises(AssertionError, match="closed"):
        await ana.send("hello", chat=forum, thread=7)
    await done(telegram, "sendMessage", chat_id=forum.id, text="x")
    forum.reopen_topic(7)
    await done(telegram, "sendMessage", chat_id=forum.id, text="x", message_thread_id=7)


def scope(group: Group) -> Json:
    return {"type": "chat", "chat_id": group.id}
