"""Messages sent, changed and deleted, and each refusal in the server's words."""

from typing import Any

import pytest

from bot.simulator import Person, Telegram, WoundClock
from tests.simulator.asking import done, refusal

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_a_message_is_kept_as_the_bot_api_writes_it(telegram: Telegram, ana: Person, clock: WoundClock) -> None:
    options = {"is_disabled": True}
    sent = await done(
        telegram,
        "sendMessage",
        chat_id=ana.id,
        text="<b>Hi</b>",
        parse_mode="html",
        reply_markup=GO,
        link_preview_options=options,
        reply_parameters={"message_id": 1},
    )
    assert sent == {
        "message_id": 2,
        "from": {"id": 42, "is_bot": True, "first_name": "Ally-Shoring", "username": "AllyShoringBot"},
        "chat": {"id": ana.id, "type": "private", "first_name": "Ana", "username": "ana"},
        "date": int(clock.now),
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "link_preview_options": options,
        "reply_markup": GO,
        "reply_to_message": telegram.chats[ana.id].messages[1],
    }
    shown = ana.last
    assert shown is not None
    assert (shown.text, shown.html, shown.labels, shown.reply_to) == ("Hi", "<b>Hi</b>", ["Go"], 1)
    assert (shown.kind, shown.edited, shown.link_preview_disabled) == ("text", False, True)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "Bad Request: message text is empty"),
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
        ({"text": "\ud83d"}, "Bad Request: strings must be encoded in UTF-8"),
        (
            {"text": "&#xD83D;", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
        (
            {"text": '<tg-time unix="soon">x</tg-time>', "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Invalid date specified",
        ),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "Bad Request: the simulator knows the parse_mode HTML only"),
        (
            {"text": "<x>", "parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
        ({"text": "x", "reply_parameters": {"quote": "y"}}, 'Bad Request: can\'t find field "message_id"'),
        ({"text": "x", "reply_parameters": {"message_id": 1, "quote": "y"}}, "Bad Request: QUOTE_TEXT_INVALID"),
        ({"text": "x", "message_thread_id": 9}, "Bad Request: message thread not found"),
        ({"text": "x", "link_preview_options": {"url": "not-a-url"}}, "Bad Request: WEBPAGE_URL_INVALID"),
        ({"text": "x", "business_connection_id": "b"}, "Bad Request: business connection not found"),
        ({"text": "x", "message_effect_id": "5"}, "Bad Request: EFFECT_ID_INVALID"),
        ({"text": "x", "allow_paid_broadcast": True}, "Bad Request: FLOODSKIP_NOT_ALLOWED"),
        (
            {"text": "x", "suggested_post_parameters": {}},
            "Bad Request: suggested posts can be sent only to channel direct messages",
        ),
    ],
)
async def test_what_the_server_does_not_send(
    telegram: Telegram, ana: Person, params: dict[str, Any], words: str
) -> None:
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, **params) == words
    assert ana.last is None
    assert [(call.method, call.error_code, call.description) for call in telegram.refused] == [
        ("sendMessage", 400, words)
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"type": "odd"}, "Bad Request: can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link"}, "Bad Request: can't parse MessageEntity: Can't find field \"url\""),
        ({"type": "text_mention"}, "Bad Request: can't parse MessageEntity: Can't find field \"user\""),
        (
            {"type": "custom_emoji", "custom_emoji_id": "9999999999999999999"},
            'Bad Request: can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
        ),
        (
            {"type": "text_link", "url": "not-a-url"},
            "Bad Request: entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        ({"type": "text_link", "url": ""}, "Bad Request: entity URL '' is invalid: URL host is empty"),
        (
            {"type": "text_mention", "user": {"id": 5, "is_bot": False, "first_name": "X"}},
            "Bad Request: user not found",
        ),
    ],
)
async def test_entities_instead_of_a_parse_mode_are_checked(
    telegram: Telegram, ana: Person, given: dict[str, Any], words: str
) -> None:
    entities = [given | {"offset": 0, "length": 1}]
    assert await refusal(telegram, "sendMessage", chat_id=ana.id, text="x", entities=entities) == words


async def test_length_counts_what_is_seen(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text=f"<b>{'😀' * 4096}</b>", parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


@pytest.mark.parametrize("chat_id", [0, -1, 5, "@nobody", "not_a_chat", "99999999999999999999"])
async def test_a_chat_that_is_none_is_not_found(telegram: Telegram, chat_id: object) -> None:
    assert await refusal(telegram, "sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"


@pytest.mark.parametrize("missing", [{}, {"chat_id": ""}])
async def test_a_message_goes_somewhere(telegram: Telegram, missing: dict[str, Any]) -> None:
    assert await refusal(telegram, "sendMessage", text="x", **missing) == "Bad Request: chat_id is empty"


async def test_a_bot_does_not_write_first(telegram: Telegram, bob: Person) -> None:
    answer = await telegram.call("sendMessage", {"chat_id": bob.id, "text": "Hello!"})
    words = "Forbidden: bot can't initiate conversation with a user"
    assert answer == {"ok": False, "error_code": 403, "description": words}
    await bob.send("Hello?")
    await done(telegram, "sendMessage", chat_id=bob.id, text="Hello!")


async def test_a_client_asks_to_unblock_the_bot_before_it_sends(telegram: Telegram, ana: Person) -> None:
    await ana.block()
    with pytest.raises(AssertionError, match="unblock"):
        await ana.send("hello")
    await ana.unblock()
    await ana.send("hello")


async def test_an_edit_replaces_the_text_and_takes_away_the_keyboard(
    telegram: Telegram, ana: Person, clock: WoundClock
) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="one", reply_markup=GO)
    await clock.wind(5)
    edited = await done(telegram, "editMessageText", chat_id=ana.id, message_id=sent["message_id"], text="two")
    assert edited == {key: value for key, value in sent.items() if key != "reply_markup"} | {
        "text": "two",
        "edit_date": int(clock.now),
    }
    assert ana.last is not None
    assert ana.last.edited


@pytest.mark.parametrize("changed", [{"text": "two"}, {"reply_markup": None}, {"link_preview_options": None}])
async def test_an_edit_has_to_change_something(telegram: Telegram, ana: Person, changed: dict[str, Any]) -> None:
    same: dict[str, Any] = {"text": "one", "reply_markup": GO, "link_preview_options": {"is_disabled": True}}
    sent = await done(telegram, "sendMessage", chat_id=ana.id, **same)
    place = {"chat_id": ana.id, "message_id": sent["message_id"]}
    assert await refusal(telegram, "editMessageText", **place, **same) == NOT_MODIFIED
    await done(telegram, "editMessageText", **place, **(same | changed))
    assert await refusal(telegram, "editMessageText", **place, **(same | changed)) == NOT_MODIFIED


async def test_a_keyboard_can_be_changed_alone(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="one")
    place = {"chat_id": ana.id, "message_id": sent["message_id"]}
    assert await refusal(telegram, "editMessageReplyMarkup", **place) == NOT_MODIFIED
    edited = await done(telegram, "editMessageReplyMarkup", **place, reply_markup=GO)
    assert (edited["text"], edited["reply_markup"]) == ("one", GO)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"chat_id": 1000, "message_id": 99}, "Bad Request: message to edit not found"),
        ({"chat_id": 1000}, "Bad Request: message to edit not found"),
        ({"chat_id": 1000, "message_id": 1}, "Bad Request: message can't be edited"),
        ({"chat_id": 5, "message_id": 1}, "Bad Request: chat not found"),
        ({"message_id": 1}, "Bad Request: chat_id is empty"),
        ({}, "Bad Request: message identifier is not specified"),
        ({"inline_message_id": "x"}, "Bad Request: invalid inline message identifier specified"),
        ({"inline_message_id": "A" * 32}, "Bad Request: MESSAGE_ID_INVALID"),
    ],
)
async def test_only_the_bots_own_messages_are_edited(
    telegram: Telegram, ana: Person, place: dict[str, Any], words: str
) -> None:
    assert await refusal(telegram, "editMessageText", text="x", **place) == words


async def test_a_message_with_a_reply_keyboard_stays_as_it_is(telegram: Telegram, ana: Person) -> None:
    keyboard = {"keyboard": [[{"text": "A"}]]}
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard)
    assert "reply_markup" not in sent
    place = {"chat_id": ana.id, "message_id": sent["message_id"]}
    assert await refusal(telegram, "editMessageText", **place, text="y") == "Bad Request: message can't be edited"


async def test_a_message_is_deleted_once_and_not_after_two_days(
    telegram: Telegram, ana: Person, clock: WoundClock
) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x")
    await done(telegram, "deleteMessage", chat_id=ana.id, message_id=sent["message_id"])
    words = await refusal(telegram, "deleteMessage", chat_id=ana.id, message_id=sent["message_id"])
    assert words == "Bad Request: message to delete not found"
    await clock.wind(48 * 3600 + 1)
    words = await refusal(telegram, "deleteMessage", chat_id=ana.id, message_id=1)
    assert words == "Bad Request: message can't be deleted for everyone"


async def test_somebody_elses_message_in_a_group_is_not_deleted(telegram: Telegram, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    await ana.send("hello", chat=group)
    words = await refusal(telegram, "deleteMessage", chat_id=group.id, message_id=group.messages[0].message_id)
    assert words == "Bad Request: message can't be deleted"


async def test_chat_actions_are_known_ones(telegram: Telegram, ana: Person) -> None:
    await done(telegram, "sendChatAction", chat_id=ana.id, action="typing")
    words = await refusal(telegram, "sendChatAction", chat_id=ana.id, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"


async def test_results_are_not_the_message_itself(telegram: Telegram, ana: Person) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x")
    sent["chat"]["first_name"] = sent["text"] = "changed"
    assert ana.last is not None
    assert ana.last.text == "x"
