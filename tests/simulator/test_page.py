"""The page's WebSocket: the world first, then what happens, and what people do there."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.simulator import Person, Telegram, WoundClock, serve
from tests.simulator.asking import done
from tests.simulator.conftest import Ear, Json

SECONDS = 5.0
GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Open", "url": "https://x.org"}]]}


class Page:
    """An open page."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line = line

    async def ask(self, do: str, **asked: Any) -> None:
        await self._line.send_json({"do": do, **asked})

    async def next(self, kind: str, **content: Any) -> Json:
        """Give the next frame of a kind with this content."""
        async with asyncio.timeout(SECONDS):
            while True:
                frame: Json = await self._line.receive_json()
                if frame["type"] == kind and frame.items() >= content.items():
                    return frame


@pytest.fixture
async def page(telegram: Telegram, ana: Person) -> AsyncIterator[Page]:
    async with (
        serve(telegram, port=0) as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.url}/simulator/socket") as line,
    ):
        yield Page(line)


async def test_the_world_comes_first(telegram: Telegram, page: Page, ana: Person) -> None:
    world = await page.next("world")
    assert world["bot"] == {
        "id": 42,
        "username": "AllyShoringBot",
        "name": "Ally-Shoring",
        "description": "",
        "short_description": "",
        "inline": False,
    }
    assert world["people"] == [ana.json()]
    assert world["chats"] == [
        {
            "id": ana.id,
            "type": "private",
            "person": ana.id,
            "description": "",
            "blocked": False,
            "members": [ana.id],
            "messages": [telegram.chats[ana.id].messages[1]],
            "commands": {str(ana.id): []},
        }
    ]


async def test_calls_and_messages_are_told(telegram: Telegram, page: Page, ana: Person) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x")
    assert (await page.next("message"))["message"] == sent
    call = await page.next("call")
    assert (call["method"], call["ok"], call["took_ms"] >= 0) == ("sendMessage", True, True)
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": ""})
    assert (await page.next("call", ok=False))["description"] == "Bad Request: message text is empty"
    await done(telegram, "sendChatAction", chat_id=ana.id, action="typing")
    assert (await page.next("action"))["action"] == "typing"
    await done(telegram, "deleteMessage", chat_id=ana.id, message_id=sent["message_id"])
    assert await page.next("deleted") == {"type": "deleted", "chat": ana.id, "message_id": sent["message_id"]}


async def test_each_person_gets_commands_and_a_description_in_their_language(
    telegram: Telegram, page: Page, ana: Person
) -> None:
    await done(telegram, "setMyDescription", description="hola", language_code="es")
    await done(telegram, "setMyDescription", description="hello")
    assert (await page.next("bot"))["bot"]["description"] == ""
    assert (await page.next("bot"))["bot"]["description"] == "hello"
    assert (await page.next("chat"))["chat"]["description"] == "hola"
    commands = [{"command": "inicio", "description": "Empezar"}]
    await done(telegram, "setMyCommands", commands=commands, language_code="es")
    assert (await page.next("chat"))["chat"]["commands"] == {str(ana.id): commands}
    await page.ask("language", person=ana.id, language_code="en")
    assert (await page.next("person"))["person"]["language_code"] == "en"
    assert (await page.next("chat"))["chat"]["description"] == "hello"


async def test_what_is_sent_on_the_page_reaches_the_bot(page: Page, ana: Person, ear: Ear) -> None:
    await page.ask("send", person=ana.id, chat=ana.id, text="hello")
    assert (await page.next("message"))["message"]["text"] == "hello"
    for kind in ("photo", "sticker", "location"):
        await page.ask("attach", person=ana.id, chat=ana.id, kind=kind)
        assert kind in (await page.next("message"))["message"]
        assert kind in ear.last["message"]


async def test_a_press_is_named_at_once_and_answered_later(
    telegram: Telegram, page: Page, ana: Person, ear: Ear
) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=GO)
    place = {"person": ana.id, "chat": ana.id, "message_id": sent["message_id"]}
    await page.ask("press", **place, row=0, column=0)
    pressed = await page.next("pressed")
    query_id = telegram.unanswered[0]
    assert pressed == {"type": "pressed", **place, "row": 0, "column": 0, "query_id": query_id}
    await done(telegram, "answerCallbackQuery", callback_query_id=query_id, text="Gone")
    assert await page.next("answer") == {"type": "answer", **place, "query_id": query_id, "text": "Gone"}


async def test_a_press_that_is_never_answered_stops_spinning(
    telegram: Telegram, page: Page, ana: Person, clock: WoundClock
) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=GO)
    place = {"person": ana.id, "chat": ana.id, "message_id": sent["message_id"]}
    await page.ask("press", **place, row=0, column=0)
    await page.next("pressed")
    await clock.wind(15)
    assert await page.next("expired") == {"type": "expired", **place, "query_id": telegram.unanswered[0]}


async def offered(telegram: Telegram, page: Page, ana: Person, chat: int) -> Json:
    """Type the bot's name into a chat on the page, let the bot answer, and give what the page is told."""
    telegram.inline.enabled = True
    await page.ask("inline", person=ana.id, chat=chat, text="@AllyShoringBot 3m")
    query = await page.next("update")
    result = {"type": "article", "id": "1", "title": "3M", "input_message_content": {"message_text": "3M sends three."}}
    asked = query["update"]["inline_query"]["id"]
    await done(telegram, "answerInlineQuery", inline_query_id=asked, results=[result], next_offset="20")
    return await page.next("inline")


async def test_what_is_typed_after_the_bots_name_is_offered_on_the_page(
    telegram: Telegram, page: Page, ana: Person
) -> None:
    frame = await offered(telegram, page, ana, ana.id)
    assert (frame["query"], frame["offset"], frame["next_offset"]) == ("3m", "", "20")
    assert [result["title"] for result in frame["results"]] == ["3M"]


async def test_more_is_asked_for_with_the_offset(telegram: Telegram, page: Page, ana: Person) -> None:
    telegram.inline.enabled = True
    await page.ask("inline", person=ana.id, chat=ana.id, text="@AllyShoringBot 3m", offset="20")
    query = (await page.next("update"))["update"]["inline_query"]
    assert (query["query"], query["offset"]) == ("3m", "20")


async def test_what_is_chosen_on_the_page_is_sent_there_via_the_bot(
    telegram: Telegram, page: Page, ana: Person
) -> None:
    group = telegram.group("Ally", ana)
    frame = await offered(telegram, page, ana, group.id)
    await page.ask("choose", person=ana.id, chat=group.id, query_id=frame["query_id"], result_id="1")
    message = (await page.next("message"))["message"]
    assert (message["text"], message["chat"]["id"]) == ("3M sends three.", group.id)
    assert (message["from"]["id"], message["via_bot"]["username"]) == (ana.id, "AllyShoringBot")


async def test_what_was_offered_elsewhere_or_to_others_cannot_be_chosen(
    telegram: Telegram, page: Page, ana: Person, bob: Person
) -> None:
    group = telegram.group("Ally", ana, bob)
    frame = await offered(telegram, page, ana, group.id)
    for person, chat in ((ana, ana.id), (bob, group.id)):
        await page.ask("choose", person=person.id, chat=chat, query_id=frame["query_id"], result_id="1")
        assert await page.next("refused") == {"type": "refused", "text": "that is not offered any more"}


async def test_without_inline_mode_the_page_is_offered_nothing(page: Page, ana: Person) -> None:
    await page.ask("inline", person=ana.id, chat=ana.id, text="@AllyShoringBot 3m")
    assert "has no inline mode" in (await page.next("refused"))["text"]


async def test_a_link_for_groups_tells_the_bot_in_the_chosen_one(telegram: Telegram, page: Page, ana: Person) -> None:
    group = telegram.group("Ally", ana)
    await page.ask("start_group", person=ana.id, chat=group.id, parameter="reports")
    assert (await page.next("message"))["message"]["text"] == "/start@AllyShoringBot reports"
    await page.ask("start_group", person=ana.id, chat=ana.id, parameter="reports")
    assert "leads to a group" in (await page.next("refused"))["text"]


async def test_a_state_is_told_and_kept_for_later_pages_until_the_next_of_its_type(
    telegram: Telegram, page: Page
) -> None:
    telegram.tell_state({"type": "content", "status": "faulty"})
    telegram.tell_state({"type": "running", "status": "up"})
    telegram.tell_state({"type": "content", "status": "ok"})
    assert await page.next("content", status="ok") == {"type": "content", "status": "ok"}
    async with (
        serve(telegram, port=0) as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.url}/simulator/socket") as line,
    ):
        frames = [await line.receive_json() for _ in range(3)]
        assert frames[1:] == [{"type": "content", "status": "ok"}, {"type": "running", "status": "up"}]


async def test_an_update_that_the_bot_has_dealt_with_is_told_with_how_long_it_took(
    page: Page, ana: Person, ear: Ear
) -> None:
    await page.ask("send", person=ana.id, chat=ana.id, text="hello")
    update = await page.next("update")
    dealt = await page.next("dealt")
    assert dealt["update_id"] == update["update_id"] == ear.last["update_id"]
    assert dealt["took_ms"] >= 0


async def test_the_secret_of_a_webhook_is_not_told(telegram: Telegram, page: Page) -> None:
    telegram.allow_http_webhook = True
    await done(telegram, "setWebhook", url="http://127.0.0.1:9/", secret_token="s3cret")
    call = await page.next("call", method="setWebhook")
    assert call["params"] == {"url": "http://127.0.0.1:9/", "secret_token": "…"}


async def test_whoever_runs_the_bot_is_asked_to_restart_it(telegram: Telegram) -> None:
    asked = asyncio.Event()
    async with (
        serve(telegram, port=0, restart=asked.set) as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.url}/simulator/socket") as line,
    ):
        await Page(line).ask("restart")
        async with asyncio.timeout(SECONDS):
            await asked.wait()


async def test_a_bot_that_nobody_here_runs_cannot_be_restarted(page: Page) -> None:
    await page.ask("restart")
    assert await page.next("refused") == {"type": "refused", "text": "whoever runs the bot has to restart it"}


async def test_a_newcomer_gets_a_chat(page: Page) -> None:
    await page.ask("person", first_name="Zoé", language_code="fr")
    newcomer = (await page.next("person"))["person"]
    assert (newcomer["first_name"], newcomer["language_code"]) == ("Zoé", "fr")
    assert (await page.next("chat", type="chat"))["type"] == "chat"


async def test_a_chat_can_be_cleared_and_the_bot_blocked(telegram: Telegram, page: Page, ana: Person) -> None:
    await page.ask("clear", person=ana.id, chat=ana.id)
    assert (await page.next("deleted"))["message_id"] == 1
    assert (await page.next("chat"))["chat"]["messages"] == []
    await page.ask("block", person=ana.id)
    assert (await page.next("chat"))["chat"]["blocked"] is True
    await page.ask("send", person=ana.id, chat=ana.id, text="hello")
    assert "unblock" in (await page.next("refused"))["text"]
    await page.ask("unblock", person=ana.id)
    assert (await page.next("chat"))["chat"]["blocked"] is False
    await page.ask("send", person=ana.id, chat=ana.id, text="hello")
    assert (await page.next("message"))["message"]["text"] == "hello"


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "dance"},
        {"do": "send", "person": 5, "chat": 5, "text": "x"},
        {"do": "send", "person": 1000, "chat": 1001, "text": "x"},
        {"do": "send", "person": 1000, "chat": 1000, "text": " "},
        {"do": "send", "person": 1000, "chat": 1000},
        {"do": "press", "person": 1000, "chat": 1000, "message_id": 1, "row": 0, "column": 0},
        {"do": "press", "person": 1000, "chat": 1000, "message_id": 2, "row": 0, "column": 1},
        {"do": "press", "person": 1000, "chat": 1000, "message_id": 2, "row": -1, "column": 0},
        {"do": "attach", "person": 1000, "chat": 1000, "kind": "bomb"},
        {"do": "person", "first_name": " ", "language_code": "en"},
        {},
        [],
    ],
)
async def test_the_impossible_is_refused_and_the_line_stays(
    telegram: Telegram, page: Page, ana: Person, bob: Person, asked: Any
) -> None:
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=GO)
    await page._line.send_json(asked)
    assert (await page.next("refused"))["text"]
    await page.ask("send", person=ana.id, chat=ana.id, text="still here")
    await page.next("message")
    assert telegram.unanswered == []


async def test_failing_delivery_is_told(telegram: Telegram, page: Page, ana: Person) -> None:
    telegram.delivery.receiver = None
    telegram.allow_http_webhook = True
    await done(telegram, "setWebhook", url="http://127.0.0.1:9/")
    pressing = asyncio.create_task(ana.press_data("x", on=None))
    frame = await page.next("delivery")
    assert frame == {"type": "delivery", "status": "failing", "error": "Connection refused"}
    await telegram.close()
    await pressing
