"""Inline mode: what is asked, what may be answered, what is kept, and the messages that come of it."""

import json
from typing import Any

import pytest

from bot.simulator import Asked, Person, Telegram, WoundClock
from bot.simulator.state import Upload
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear, Json
from tests.simulator.test_files import png

NAME = "@AllyShoringBot"
LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"
UNREADABLE = "Bad Request: can't parse inline query result: "
BUTTON = "Bad Request: can't parse inline query results button: "
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


def article(id: str = "1", /, text: str = "Hello", **more: Any) -> Json:
    return {"type": "article", "id": id, "title": f"Title {id}", "input_message_content": {"message_text": text}} | more


def keyboard(**action: Any) -> Json:
    return {"inline_keyboard": [[{"text": "Button", **action}]]}


class Source:
    """A bot that answers inline queries with what it is told to, and remembers what it heard."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self.updates: list[Json] = []
        self.answer: Json | None = {"results": [article()]}

    async def __call__(self, update: Json) -> None:
        self.updates.append(update)
        if "inline_query" in update and self.answer is not None:
            await done(self._telegram, "answerInlineQuery", inline_query_id=update["inline_query"]["id"], **self.answer)

    @property
    def queries(self) -> list[str]:
        return [update["inline_query"]["query"] for update in self.updates if "inline_query" in update]

    @property
    def kinds(self) -> list[str]:
        return [next(kind for kind in update if kind != "update_id") for update in self.updates]


@pytest.fixture(autouse=True)
def _inline_mode(telegram: Telegram) -> None:
    telegram.inline.enabled = True


@pytest.fixture
def source(telegram: Telegram, ana: Person) -> Source:
    source = Source(telegram)
    telegram.deliver_to(source)
    return source


@pytest.fixture
async def asked(ana: Person, ear: Ear) -> Asked:
    """A query that the bot has heard and not answered."""
    return await ana.ask_inline(f"{NAME} siemens")


async def test_inline_mode_is_off_until_botfather_hears_of_it(telegram: Telegram, ana: Person) -> None:
    assert (await done(telegram, "getMe"))["supports_inline_queries"]
    telegram.inline.enabled = False
    assert not (await done(telegram, "getMe"))["supports_inline_queries"]
    with pytest.raises(AssertionError, match="BotFather"):
        await ana.ask_inline(f"{NAME} siemens")


async def test_what_is_typed_after_the_bots_name_is_asked(telegram: Telegram, ana: Person, ear: Ear) -> None:
    asked = await ana.ask_inline("@allyshoringbot  siemens ")
    assert ear.last["inline_query"] == {
        "id": asked.id,
        "from": ana.json(),
        "query": " siemens ",
        "offset": "",
        "chat_type": "sender",
    }
    for kind in ("group", "supergroup"):
        group = telegram.group("Ally", ana, kind=kind)
        await ana.ask_inline(NAME, chat=group, offset="50")
        heard = ear.last["inline_query"]
        assert (heard["query"], heard["offset"], heard["chat_type"]) == ("", "50", kind)


@pytest.mark.parametrize("text", ["siemens", "@OtherBot siemens", f"{NAME} {'x' * 257}"])
async def test_no_client_asks_anything_else(ana: Person, text: str) -> None:
    with pytest.raises(AssertionError):
        await ana.ask_inline(text)


async def test_what_the_bot_answers_is_offered(source: Source, ana: Person) -> None:
    button = {"text": "Sign in", "start_parameter": "sign-in_1"}
    results = [article("a", description="Mexico", thumbnail_url="https://example.com/a.png"), article("b")]
    source.answer = {"results": results, "next_offset": "50", "button": button}
    asked = await ana.ask_inline(f"{NAME} siemens")
    assert (asked.titles, asked.next_offset, asked.button) == (["Title a", "Title b"], "50", button)
    assert asked.find("a").shown == {
        "id": "a",
        "type": "article",
        "title": "Title a",
        "description": "Mexico",
        "thumbnail_url": "https://example.com/a.png",
    }
    with pytest.raises(AssertionError, match=r"\['Title a', 'Title b'\]"):
        asked.find("c")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"results": "{"}, "Bad Request: can't parse JSON encoded inline query results"),
        ({"results": {}}, "Bad Request: expected an Array of inline query results"),
        ({"results": [article(str(n)) for n in range(51)]}, "Bad Request: too many inline query results specified"),
        ({"results": ["x"]}, f"{UNREADABLE}Inline query result must be an object"),
        ({"results": [{}]}, f'{UNREADABLE}Can\'t find field "type"'),
        ({"results": [{"type": "song"}]}, f'{UNREADABLE}type "song" is unsupported for the inline query result'),
        ({"results": [{"type": "article"}]}, f'{UNREADABLE}Can\'t find field "id"'),
        ({"results": [{"type": "article", "id": "1"}]}, f'{UNREADABLE}Can\'t find field "title"'),
        (
            {"results": [{"type": "article", "id": "1", "title": "x"}]},
            f'{UNREADABLE}Can\'t find field "message_text"',
        ),
        ({"results": [article(id=5)]}, f'{UNREADABLE}Field "id" must be of type String'),
        ({"results": [article(input_message_content={})]}, f"{UNREADABLE}Input message content is not specified"),
        ({"results": [article(text="")]}, f"{UNREADABLE}Input message content is not specified"),
        (
            {"results": [article(input_message_content={"phone_number": "5"})]},
            f'{UNREADABLE}Can\'t find field "first_name"',
        ),
        (
            {"results": [article(input_message_content={"message_text": "<x>", "parse_mode": "HTML"})]},
            f'{UNREADABLE}Can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        (
            {"results": [article(input_message_content={"message_text": "x", "parse_mode": "BBCode"})]},
            f"{UNREADABLE}Unsupported parse_mode",
        ),
        (
            {"results": [article(input_message_content={"message_text": "x", "entities": [{"type": "odd"}]})]},
            f"{UNREADABLE}Can't parse MessageEntity: Can't find field \"offset\"",
        ),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"text": "x"}]]})]},
            f"{UNREADABLE}Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"callback_data": "x"}]]})]},
            f"{UNREADABLE}Can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"results": [article(reply_markup={"force_reply": True})]}, "Bad Request: inline keyboard expected"),
        (
            {"results": [article(reply_markup=keyboard(url="not-a-url"))]},
            "Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        ({"results": [article(reply_markup=keyboard(callback_data="x" * 65))]}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"results": [article(reply_markup=keyboard(web_app={"url": "https://x.org"}))]},
            "Bad Request: BUTTON_TYPE_INVALID",
        ),
        ({"results": [article(text=" \n")]}, "Bad Request: text must be non-empty"),
        ({"results": [article(text="x" * 4097)]}, "Bad Request: MESSAGE_TOO_LONG"),
        ({"next_offset": "é" * 33}, "Bad Request: NEXT_OFFSET_INVALID"),
        ({"results": [article("")]}, "Bad Request: RESULT_ID_EMPTY"),
        ({"results": [article("é" * 33)]}, "Bad Request: RESULT_ID_INVALID"),
        ({"results": [article("1"), article("2"), article("1")]}, "Bad Request: RESULT_ID_DUPLICATE"),
        ({"results": [article(title=" ")]}, "Bad Request: ARTICLE_TITLE_EMPTY"),
        ({"results": [article(url="not-a-url")]}, "Bad Request: URL_INVALID"),
        ({"results": [article(thumbnail_url="not-a-url")]}, "Bad Request: WEBDOCUMENT_URL_INVALID"),
        (
            {"results": [{"type": "photo", "id": "1", "photo_file_id": "x"}]},
            "Bad Request: wrong file identifier/HTTP URL specified",
        ),
        ({"button": "{"}, "Bad Request: can't parse inline query results button JSON object"),
        ({"button": {}}, f'{BUTTON}Can\'t find field "text"'),
        ({"button": {"text": "x"}}, f"{BUTTON}InlineQueryResultsButton must have exactly one optional field"),
        (
            {"button": {"text": "x", "start_parameter": "y", "web_app": {"url": "https://x.org"}}},
            f"{BUTTON}InlineQueryResultsButton must have exactly one optional field",
        ),
        ({"button": {"text": "x", "start_parameter": ""}}, "Bad Request: can't use empty start_parameter"),
        (
            {"button": {"text": "x", "start_parameter": "y" * 65}},
            "Bad Request: too long start_parameter specified",
        ),
        (
            {"button": {"text": "x", "start_parameter": "sign in"}},
            "Bad Request: unallowed characters in start_parameter are used",
        ),
        (
            {"button": {"text": "x", "web_app": {"url": "http://x.org"}}},
            "Bad Request: inline query button Web App URL 'http://x.org' is invalid: Only HTTPS links are allowed",
        ),
        ({"button": {"text": " ", "start_parameter": "y"}}, "Bad Request: SWITCH_PM_TEXT_EMPTY"),
        ({"inline_query_id": "5"}, LATE),
        ({"inline_query_id": ""}, LATE),
        ({"is_personal": "maybe"}, 'Bad Request: field "is_personal" must be of type Boolean'),
        ({"cached": True}, 'Bad Request: unexpected parameter "cached"'),
        ({"results": [article(hidden=True)]}, 'Bad Request: unexpected parameter "results[0].hidden"'),
    ],
)
async def test_answers_that_the_server_refuses(telegram: Telegram, asked: Asked, params: Json, words: str) -> None:
    usual: Json = {"inline_query_id": asked.id, "results": [article()]}
    assert await refusal(telegram, "answerInlineQuery", **usual | params) == words
    assert asked.offer is None
    await done(telegram, "answerInlineQuery", **usual)


async def test_the_largest_answer_is_taken(telegram: Telegram, asked: Asked) -> None:
    results = [article("é" * 31 + f"{number:02}") for number in range(50)]
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=results, next_offset="x" * 64)
    assert len(asked.titles) == 50


async def test_a_form_carries_results_as_text(telegram: Telegram, asked: Asked) -> None:
    form = {"inline_query_id": asked.id, "results": json.dumps([article()]), "cache_time": "5", "is_personal": "true"}
    await done(telegram, "answerInlineQuery", **form)
    assert asked.titles == ["Title 1"]


async def test_no_results_are_an_answer_too(telegram: Telegram, asked: Asked) -> None:
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[])
    assert (asked.titles, asked.offer is None) == ([], False)


async def test_a_query_is_answered_once(telegram: Telegram, asked: Asked) -> None:
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[article("1")])
    assert await refusal(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[article("2")]) == LATE
    assert asked.titles == ["Title 1"]


@pytest.mark.parametrize(("seconds", "in_time"), [(10, True), (10.1, False)])
async def test_a_query_is_answered_within_10_seconds(
    telegram: Telegram, asked: Asked, clock: WoundClock, seconds: float, in_time: bool
) -> None:
    await clock.wind(seconds)
    answer = await telegram.call("answerInlineQuery", {"inline_query_id": asked.id, "results": []})
    assert answer["ok"] is in_time
    assert in_time or answer["description"] == LATE


async def test_an_answer_is_kept_for_whoever_asks_the_same(
    telegram: Telegram, source: Source, ana: Person, clock: WoundClock
) -> None:
    zoe = telegram.person("Zoe")
    first = await ana.ask_inline(f"{NAME} siemens")
    await clock.wind(299)
    second = await zoe.ask_inline(f"{NAME}  siemens ")
    assert source.queries == ["siemens"]
    assert (second.titles, second.id == first.id) == (["Title 1"], False)
    await clock.wind(1)
    await zoe.ask_inline(f"{NAME} siemens")
    assert source.queries == ["siemens", "siemens"]


async def test_other_words_places_and_offsets_are_asked_anew(telegram: Telegram, source: Source, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    await ana.ask_inline(f"{NAME} siemens")
    await ana.ask_inline(f"{NAME} Siemens")
    await ana.ask_inline(f"{NAME} siemens", offset="50")
    await ana.ask_inline(f"{NAME} siemens", chat=group)
    assert len(source.queries) == 4


async def test_a_personal_answer_is_kept_for_its_person_only(telegram: Telegram, source: Source, ana: Person) -> None:
    source.answer = {"results": [article()], "is_personal": True}
    zoe = telegram.person("Zoe")
    for person in (ana, zoe, ana, zoe):
        await person.ask_inline(f"{NAME} siemens")
    assert len(source.queries) == 2


@pytest.mark.parametrize(
    ("cache_time", "kept", "asked_again"), [(0, 0, 0), (5, 4.9, 5), (-7, 0, 0), (99_999_999, 86_399, 86_400)]
)
async def test_the_bot_says_how_long_its_answer_is_kept(
    source: Source, ana: Person, clock: WoundClock, cache_time: int, kept: float, asked_again: float
) -> None:
    source.answer = {"results": [article()], "cache_time": cache_time}
    await ana.ask_inline(f"{NAME} siemens")
    if kept:
        await clock.wind(kept)
        await ana.ask_inline(f"{NAME} siemens")
        assert len(source.queries) == 1
    await clock.wind(asked_again - kept)
    await ana.ask_inline(f"{NAME} siemens")
    assert len(source.queries) == 2


async def test_what_is_chosen_is_sent_via_the_bot(telegram: Telegram, source: Source, ana: Person) -> None:
    content = {"message_text": "<b>Hi</b>", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    source.answer = {"results": [article(input_message_content=content)]}
    sent = await ana.choose(await ana.ask_inline(f"{NAME} siemens"), "Title 1")
    assert source.updates[-1]["message"] == {
        "message_id": sent.message_id,
        "from": ana.json(),
        "chat": telegram.chat_json(ana.chat),
        "date": 1_800_000_000,
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "link_preview_options": {"is_disabled": True},
        "via_bot": telegram.bot,
    }
    assert (sent.html, sent.via_bot, sent.by_bot) == ("<b>Hi</b>", True, False)
    assert ana.messages[-1] == sent


async def test_in_a_group_the_bot_hears_of_what_was_sent_via_it(
    telegram: Telegram, source: Source, ana: Person
) -> None:
    group = telegram.group("Ally", ana)
    await ana.choose(await ana.ask_inline(f"{NAME} siemens", chat=group), "1")
    assert source.updates[-1]["message"]["chat"]["id"] == group.id
    await group.remove_bot(ana)
    source.updates.clear()
    await ana.choose(await ana.ask_inline(f"{NAME} siemens", chat=group), "1")
    assert [message.text for message in group.messages if message.via_bot] == ["Hello", "Hello"]
    assert "message" not in source.kinds


async def test_what_was_chosen_is_told_only_with_feedback(telegram: Telegram, source: Source, ana: Person) -> None:
    asked = await ana.ask_inline(f"{NAME} siemens")
    await ana.choose(asked, "1")
    assert "chosen_inline_result" not in source.kinds
    telegram.inline.feedback = True
    await ana.choose(asked, "1")
    assert source.updates[-1]["chosen_inline_result"] == {"result_id": "1", "from": ana.json(), "query": "siemens"}


async def test_a_message_with_buttons_has_a_name_by_which_the_bot_knows_it(
    telegram: Telegram, source: Source, ana: Person
) -> None:
    telegram.inline.feedback = True
    source.answer = {"results": [article(reply_markup=GO)]}
    sent = await ana.choose(await ana.ask_inline(f"{NAME} siemens"), "1")
    chosen = source.updates[-1]["chosen_inline_result"]
    name = chosen["inline_message_id"]
    await ana.press("Go", on=sent)
    pressed = source.updates[-1]["callback_query"]
    assert pressed == {
        "id": pressed["id"],
        "from": ana.json(),
        "inline_message_id": name,
        "chat_instance": pressed["chat_instance"],
        "data": "go",
    }
    await done(telegram, "answerCallbackQuery", callback_query_id=pressed["id"], text="Gone")
    assert ana.toast == "Gone"


async def test_a_message_is_edited_by_this_name(telegram: Telegram, source: Source, ana: Person) -> None:
    source.answer = {"results": [article(reply_markup=GO)]}
    sent = await ana.choose(await ana.ask_inline(f"{NAME} siemens"), "1")
    name = ana.chat.inline[sent.message_id]
    assert await done(telegram, "editMessageText", inline_message_id=name, text="Bye", reply_markup=GO) is True
    assert (ana.messages[-1].text, ana.messages[-1].edited, ana.messages[-1].via_bot) == ("Bye", True, True)
    words = await refusal(telegram, "editMessageText", inline_message_id=name, text="Bye", reply_markup=GO)
    assert words == NOT_MODIFIED
    other = keyboard(url="https://x.org/")
    assert await done(telegram, "editMessageReplyMarkup", inline_message_id=name, reply_markup=other) is True
    assert ana.messages[-1].labels == ["Button"]
    app = keyboard(web_app={"url": "https://x.org"})
    for method, more in (("editMessageReplyMarkup", {}), ("editMessageText", {"text": "x"})):
        words = await refusal(telegram, method, inline_message_id=name, reply_markup=app, **more)
        assert words == "Bad Request: BUTTON_TYPE_INVALID"


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x", "Bad Request: invalid inline message identifier specified"),
        ("?" * 32, "Bad Request: invalid inline message identifier specified"),
        ("A" * 32, "Bad Request: MESSAGE_ID_INVALID"),
        ("", "Bad Request: message identifier is not specified"),
    ],
)
async def test_no_other_name_leads_anywhere(telegram: Telegram, method: str, name: str, words: str) -> None:
    more = {"text": "x"} if method == "editMessageText" else {}
    assert await refusal(telegram, method, inline_message_id=name, **more) == words


async def test_a_message_that_is_gone_has_no_name_any_more(telegram: Telegram, source: Source, ana: Person) -> None:
    source.answer = {"results": [article(reply_markup=GO)]}
    sent = await ana.choose(await ana.ask_inline(f"{NAME} siemens"), "1")
    name = ana.chat.inline[sent.message_id]
    telegram.remove(ana.chat, sent.message_id)
    words = await refusal(telegram, "editMessageText", inline_message_id=name, text="x")
    assert words == "Bad Request: MESSAGE_ID_INVALID"


@pytest.mark.parametrize(
    ("result", "kind", "content"),
    [
        (
            {"type": "contact", "phone_number": "+52 5", "first_name": "Ana"},
            "contact",
            {"contact": {"phone_number": "+52 5", "first_name": "Ana"}},
        ),
        (
            {"type": "location", "latitude": 19.4, "longitude": -99.1, "title": "Here"},
            "location",
            {"location": {"latitude": 19.4, "longitude": -99.1}},
        ),
        (
            {"type": "venue", "latitude": 1, "longitude": 2, "title": "Office", "address": "Reforma 5"},
            "venue",
            {
                "venue": {"location": {"latitude": 1, "longitude": 2}, "title": "Office", "address": "Reforma 5"},
                "location": {"latitude": 1, "longitude": 2},
            },
        ),
        (article(input_message_content={"latitude": 1, "longitude": 2}), "location", {}),
        (
            article(input_message_content={"latitude": 1, "longitude": 2, "title": "Office", "address": "5"}),
            "venue",
            {},
        ),
        (article(input_message_content={"phone_number": "5", "first_name": "Ana"}), "contact", {}),
    ],
)
async def test_other_things_than_texts_can_be_sent(
    source: Source, ana: Person, result: Json, kind: str, content: Json
) -> None:
    source.answer = {"results": [result | {"id": "1"}]}
    sent = await ana.choose(await ana.ask_inline(NAME), "1")
    assert sent.kind == kind
    assert source.updates[-1]["message"].items() >= content.items()


async def test_files_that_the_bot_has_sent_before_can_be_sent_again(
    telegram: Telegram, source: Source, ana: Person
) -> None:
    files = {"photo": Upload("a.png", png(3, 2))}
    sent = (await telegram.call("sendPhoto", {"chat_id": ana.id}, files))["result"]
    photo = {"type": "photo", "id": "1", "photo_file_id": sent["photo"][0]["file_id"]}
    source.answer = {"results": [photo | {"caption": "<i>c</i>", "parse_mode": "HTML"}]}
    chosen = await ana.choose(await ana.ask_inline(NAME), "1")
    assert (chosen.kind, chosen.html) == ("photo", "<i>c</i>")


async def test_a_caption_that_is_too_long_is_refused(telegram: Telegram, ana: Person, asked: Asked) -> None:
    files = {"document": Upload("a.pdf", b"%PDF")}
    sent = (await telegram.call("sendDocument", {"chat_id": ana.id}, files))["result"]
    document = {"type": "document", "id": "1", "title": "x", "document_file_id": sent["document"]["file_id"]}
    results = [document | {"caption": "x" * 1025}]
    words = await refusal(telegram, "answerInlineQuery", inline_query_id=asked.id, results=results)
    assert words == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[document | {"caption": "x" * 1024}])


async def test_the_button_above_leads_to_the_chat_with_the_bot(telegram: Telegram, source: Source, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    source.answer = {"results": [], "button": {"text": "Sign in", "start_parameter": "sign-in"}}
    assert await ana.press_above(await ana.ask_inline(NAME, chat=group)) is None
    message = source.updates[-1]["message"]
    assert (message["text"], message["chat"]["id"]) == ("/start sign-in", ana.id)
    source.answer = {"results": [], "button": {"text": "Open", "web_app": {"url": "https://x.org/"}}}
    assert await ana.press_above(await ana.ask_inline(f"{NAME} app")) == "https://x.org/"
    source.answer = {"results": []}
    with pytest.raises(AssertionError, match="no button"):
        await ana.press_above(await ana.ask_inline(f"{NAME} nothing"))


@pytest.mark.parametrize(
    "action",
    [
        {"switch_inline_query_current_chat": "ana"},
        {"switch_inline_query": "ana"},
        {"switch_inline_query_chosen_chat": {"query": "ana", "allow_user_chats": True}},
    ],
)
async def test_a_button_into_inline_mode_gives_what_it_types(telegram: Telegram, ana: Person, action: Json) -> None:
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=keyboard(**action))
    assert await ana.press("Button") == f"{NAME} ana"


async def test_edits_by_name_count_for_all_chats_together(telegram: Telegram, source: Source, ana: Person) -> None:
    source.answer = {"results": [article(reply_markup=GO)]}
    sent = await ana.choose(await ana.ask_inline(NAME), "1")
    name = ana.chat.inline[sent.message_id]
    telegram.trouble.limits = True
    for number in range(30):
        await done(telegram, "editMessageText", inline_message_id=name, text=str(number))
    words = await refusal(telegram, "editMessageText", inline_message_id=name, text="x")
    assert words == "Too Many Requests: retry after 1"


async def test_answers_to_inline_queries_are_not_limited(telegram: Telegram, source: Source, ana: Person) -> None:
    telegram.trouble.limits = True
    for number in range(40):
        await ana.ask_inline(f"{NAME} {number}")
    assert len(source.queries) == 40


async def test_the_page_is_told_what_is_offered(telegram: Telegram, source: Source, ana: Person) -> None:
    told: list[Json] = []
    telegram.listeners.append(told.append)
    asked = await ana.ask_inline(f"{NAME} siemens")
    await ana.ask_inline(f"{NAME} siemens")
    offers = [event for event in told if event["type"] == "inline"]
    assert offers[0] == {
        "type": "inline",
        "person": ana.id,
        "chat": ana.id,
        "query_id": asked.id,
        "query": "siemens",
        "offset": "",
        "results": [{"id": "1", "type": "article", "title": "Title 1"}],
        "next_offset": "",
        "button": None,
    }
    assert len(offers) == 2
