"""Whether a chat can be reached: what Telegram says of that is remembered, and nobody is told."""

from typing import Any

import pytest

from bot.simulator import Person, Telegram
from bot.store import Chats
from tests.conversations.outages import Outage

NAME = "@AllyShoringBot"


async def reachable(chats: Chats, chat_id: int) -> bool | None:
    """Tell whether a chat is remembered to be reachable; None where nothing is remembered of it."""
    memory = await chats.memory(chat_id)
    return memory.unreachable is None if memory else None


async def test_whoever_blocks_the_bot_is_unreachable_until_it_is_unblocked(grace: Person, chats: Chats) -> None:
    await grace.send("/subscribe")
    await grace.block()
    assert await reachable(chats, grace.id) is False
    await grace.unblock()
    assert await reachable(chats, grace.id) is True
    memory = await chats.memory(grace.id)
    assert memory is not None
    assert memory.subscribed


async def test_of_a_chat_that_chose_nothing_nothing_is_remembered_when_it_leaves(grace: Person, chats: Chats) -> None:
    await grace.send("/start")
    await grace.block()
    assert await chats.memory(grace.id) is None


@pytest.mark.parametrize("banned", [True, False])
async def test_a_group_that_removes_the_bot_is_unreachable_until_it_is_back(
    telegram: Telegram, grace: Person, chats: Chats, banned: bool
) -> None:
    group = telegram.group("Ally", grace)
    group.promote(grace)
    await grace.send(f"/subscribe{NAME}", chat=group)
    await group.remove_bot(grace, banned=banned)
    assert await reachable(chats, group.id) is False
    await group.add_bot(grace)
    assert await reachable(chats, group.id) is True


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"status": "restricted", "is_member": True, "can_send_messages": False}, False),
        ({"status": "restricted", "is_member": False, "can_send_messages": True}, False),
        ({"status": "restricted", "is_member": True, "can_send_messages": True}, True),
        ({"status": "administrator"}, True),
    ],
)
async def test_a_group_in_which_the_bot_may_not_write_is_unreachable(
    telegram: Telegram, grace: Person, chats: Chats, member: dict[str, Any], expected: bool
) -> None:
    group = telegram.group("Ally", grace, kind="supergroup")
    await chats.subscribe(group.id, "supergroup", "en")
    await grace.send_update({"my_chat_member": _changed(telegram, grace, group.id, member)})
    assert await reachable(chats, group.id) is expected


async def test_a_group_that_becomes_a_supergroup_stays_subscribed_and_reachable(
    telegram: Telegram, grace: Person, chats: Chats
) -> None:
    group = telegram.group("Ally", grace, kind="group")
    await chats.subscribe(group.id, "group", "es")
    left = _changed(telegram, grace, group.id, {"status": "left"})
    await grace.send_update({"my_chat_member": left})
    moved = await group.upgrade(grace)
    memory = await chats.memory(moved.id)
    assert memory is not None
    assert (memory.kind, memory.subscribed, memory.unreachable) == ("supergroup", True, None)
    assert await chats.memory(group.id) is None


async def test_nobody_is_told(telegram: Telegram, grace: Person) -> None:
    await grace.send("/subscribe")
    before = len(telegram.calls)
    await grace.block()
    await grace.unblock()
    assert len(telegram.calls) == before


async def test_a_store_that_is_gone_meanwhile_is_nobody_s_trouble(
    telegram: Telegram, grace: Person, chats: Chats, monkeypatch: pytest.MonkeyPatch
) -> None:
    await grace.send("/subscribe")
    outage, before = Outage(chats, monkeypatch), len(telegram.calls)
    await grace.block()
    await grace.unblock()
    assert (outage.tried, len(telegram.calls)) == (["lose", "find_again"], before)


def _changed(telegram: Telegram, by: Person, chat_id: int, member: dict[str, Any]) -> dict[str, Any]:
    bot = {"user": telegram.bot}
    rights = dict.fromkeys(_RIGHTS, True) | {"until_date": 0, "custom_title": ""}
    return {
        "chat": telegram.chat_json(telegram.chats[chat_id]),
        "from": by.json(),
        "date": 1,
        "old_chat_member": bot | {"status": "member"},
        "new_chat_member": bot | rights | member,
    }


_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_send_messages"),
    *("can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes"),
    *("can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews", "can_edit_tag"),
    "can_react_to_messages",
)
