"""Groups, topics, and what privacy mode lets through."""

import pytest

from bot.simulator import Person, Telegram
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hello", False),
        ("/start", True),
        ("/start@AllyShoringBot now", True),
        ("/start@allyshoringbot", True),
        ("/start@OtherBot", False),
        ("ask @AllyShoringBot about it", True),
    ],
)
async def test_privacy_mode_lets_through_what_concerns_the_bot(
    telegram: Telegram, ana: Person, ear: Ear, text: str, heard: bool
) -> None:
    group = telegram.group("Ally", ana)
    ear.updates.clear()
    await ana.send(text, chat=group)
    assert bool(ear.updates) is heard
    telegram.privacy_mode = False
    await ana.send(text, chat=group)
    assert ear.last["message"]["text"] == text


async def test_answers_to_the_bot_are_heard(telegram: Telegram, ana: Person, ear: Ear) -> None:
    group = telegram.group("Ally", ana)
    sent = await done(telegram, "sendMessage", chat_id=group.id, text="Question?")
    await ana.send("yes", chat=group, reply_to=group.last)
    assert ear.last["message"]["reply_to_message"] == sent


async def test_a_message_in_a_group_looks_like_one(telegram: Telegram, ana: Person, ear: Ear) -> None:
    group = telegram.group("Ally", ana)
    await ana.send("/start@AllyShoringBot", chat=group)
    assert ear.last["message"] == {
        "message_id": 1,
        "from": ana.json(),
        "chat": {"id": group.id, "type": "supergroup", "title": "Ally"},
        "date": 1_800_000_000,
        "text": "/start@AllyShoringBot",
        "entities": [{"type": "bot_command", "offset": 0, "length": 21}],
    }


async def test_in_a_forum_messages_stand_in_topics(telegram: Telegram, ana: Person, ear: Ear) -> None:
    forum = telegram.group("Ally", ana, forum=True)
    await ana.send("/start", chat=forum, thread=7)
    heard = ear.last["message"]
    assert (heard["message_thread_id"], heard["is_topic_message"], heard["chat"]["is_forum"]) == (7, True, True)
    assert "forum_topic_created" in heard["reply_to_message"]
    await done(telegram, "sendMessage", chat_id=forum.id, text="there", message_thread_id=7)
    assert forum.last is not None
    assert (forum.last.thread_id, forum.last.reply_to) == (7, None)
    words = await refusal(telegram, "sendMessage", chat_id=forum.id, text="x", message_thread_id=8)
    assert words == "Bad Request: message thread not found"


async def test_an_answer_goes_to_the_topic_of_what_it_answers(telegram: Telegram, ana: Person) -> None:
    forum = telegram.group("Ally", ana, forum=True)
    await ana.send("/start", chat=forum, thread=7)
    question = forum.messages[-1].message_id
    await done(telegram, "sendMessage", chat_id=forum.id, text="x", reply_parameters={"message_id": question})
    assert forum.last is not None
    assert (forum.last.thread_id, forum.last.reply_to) == (7, question)


async def test_whoever_is_not_in_a_group_says_nothing_there(telegram: Telegram, ana: Person, bob: Person) -> None:
    group = telegram.group("Ally", ana)
    with pytest.raises(AssertionError, match="Bob is not in Ally"):
        await bob.send("/start", chat=group)


async def test_a_link_for_groups_adds_the_bot_where_it_is_missing(telegram: Telegram, ana: Person, ear: Ear) -> None:
    group = telegram.group("Ally", ana)
    await group.remove_bot(ana, banned=False)
    await group.start_bot(ana, "reports")
    assert telegram.chats[group.id].standing == "member"
    assert ear.last["message"]["text"] == "/start@AllyShoringBot reports"


async def test_where_the_bot_is_already_a_link_for_groups_only_tells_it(
    telegram: Telegram, ana: Person, ear: Ear
) -> None:
    group = telegram.group("Ally", ana)
    ear.updates.clear()
    await group.start_bot(ana, "")
    assert [update["message"]["text"] for update in ear.updates] == ["/start@AllyShoringBot"]


@pytest.mark.parametrize(("kind", "forum"), [("channel", False), ("group", True)])
def test_there_are_no_other_groups(telegram: Telegram, kind: str, forum: bool) -> None:
    with pytest.raises(ValueError, match=kind):
        telegram.group("Ally", kind=kind, forum=forum)


async def test_any_update_can_be_sent(ana: Person, ear: Ear) -> None:
    await ana.send_update({"inline_query": {"id": "1"}})
    assert ear.last == {"update_id": ear.last["update_id"], "inline_query": {"id": "1"}}


async def test_what_no_client_sends_is_refused(ana: Person) -> None:
    for text in (" \n", "x" * 4097):
        with pytest.raises(AssertionError):
            await ana.send(text)


async def test_attachments_say_what_they_are(ana: Person, ear: Ear) -> None:
    await ana.send_photo(caption="look")
    await ana.send_sticker()
    await ana.send_location()
    assert [message.kind for message in ana.messages] == ["text", "photo", "sticker", "location"]
    assert [sorted(update["message"])[-1] for update in ear.updates[1:]] == ["photo", "sticker", "message_id"]
