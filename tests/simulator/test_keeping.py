"""A world that outlives its process: what is kept, when it is written, and what becomes of a file that is broken."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.simulator import Person, SimulatorRequest, Telegram, WoundClock, kept, serve, snapshot
from bot.simulator.state import Upload
from tests.simulator.asking import done, refusal
from tests.simulator.conftest import Ear, Json
from tests.simulator.hooks import Begun, Hook
from tests.simulator.test_files import png

GO = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "simulator.json"


@pytest.fixture
async def again(clock: WoundClock, file: Path) -> AsyncIterator[Telegram]:
    """Another Telegram with the same clock, for what was kept."""
    async with Telegram(clock=clock) as telegram:
        yield telegram


async def carried(telegram: Telegram, again: Telegram, file: Path) -> Telegram:
    """Write a world to a file, and read it into another Telegram."""
    async with kept(telegram, file):
        pass
    async with kept(again, file):
        return again


def put(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "surrogateescape")


def folder(file: Path) -> list[str]:
    return [entry.name for entry in file.parent.iterdir()] if file.parent.exists() else []


async def world(telegram: Telegram) -> Json:
    """Give what a page gets to see first."""
    async with (
        serve(telegram, port=0) as server,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.url}/simulator/socket") as line,
    ):
        frame: Json = await line.receive_json()
        return frame


async def live(telegram: Telegram, ana: Person, bob: Person) -> None:
    """Fill a world with whatever there can be."""
    telegram.inline.enabled = True
    forum, group = telegram.group("Forum", ana, bob, forum=True), telegram.group("Group", ana, kind="group")
    text = "<b>Hi</b> <a href='tg://user?id=1000'>Ana</a> 😀"
    await done(telegram, "sendMessage", chat_id=ana.id, text=text, parse_mode="HTML", reply_markup=GO)
    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup={"keyboard": [[{"text": "A"}]]})
    await telegram.call("sendPhoto", {"chat_id": ana.id}, {"photo": Upload("a.png", png(3, 2))})
    await ana.send("/start", chat=forum, thread=7)
    forum.promote(bob)
    forum.close_topic(7)
    await ana.press("Go", on=ana.messages[1])
    asked = await ana.ask_inline("@AllyShoringBot x")
    content = {"message_text": "x"}
    result = {"type": "article", "id": "1", "title": "x", "input_message_content": content, "reply_markup": GO}
    await done(telegram, "answerInlineQuery", inline_query_id=asked.id, results=[result])
    await ana.choose(asked, "1")
    for language in ("", "es"):
        for scope in ({"type": "default"}, {"type": "chat_member", "chat_id": forum.id, "user_id": bob.id}):
            commands = [{"command": "start", "description": f"{scope['type']} {language}!"}]
            await done(telegram, "setMyCommands", commands=commands, scope=scope, language_code=language)
        await done(telegram, "setMyDescription", description=f"About {language}!", language_code=language)
        await done(telegram, "setMyShortDescription", short_description=f"{language}!", language_code=language)
        await done(telegram, "setMyName", name=f"Bot {language}!", language_code=language)
    await done(telegram, "setChatMenuButton", chat_id=ana.id, menu_button={"type": "commands"})
    await group.upgrade(ana)
    await bob.block()


async def test_what_was_kept_looks_the_same_on_a_page(
    telegram: Telegram, again: Telegram, ana: Person, bob: Person, file: Path
) -> None:
    await live(telegram, ana, bob)
    before = await world(telegram)
    again.inline.enabled = True  # as each start tells it
    await carried(telegram, again, file)
    assert await world(again) == before
    assert len(before["people"]) == 2
    assert len(before["chats"]) == 5


async def test_what_was_kept_is_all_there_is(
    telegram: Telegram, again: Telegram, ana: Person, bob: Person, file: Path
) -> None:
    await live(telegram, ana, bob)
    await carried(telegram, again, file)
    assert (again.chats, again.profile, again.files) == (telegram.chats, telegram.profile, telegram.files)
    assert [person.json() for person in again.people.values()] == [ana.json(), bob.json()]
    assert again.queries.known == telegram.queries.known
    assert snapshot.write(again) == snapshot.write(telegram)


async def test_numbers_go_on(telegram: Telegram, again: Telegram, ana: Person, ear: Ear, file: Path) -> None:
    sent = await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=GO)
    await ana.press("Go")
    before, query = ear.last["update_id"], ear.last["callback_query"]["id"]
    await carried(telegram, again, file)
    again.deliver_to(ear)
    ana = again.people[ana.id]
    await ana.press("Go")
    assert ear.last["update_id"] == before + 1
    assert int(ear.last["callback_query"]["id"]) == int(query) + 1
    assert (await done(again, "sendMessage", chat_id=ana.id, text="y"))["message_id"] == sent["message_id"] + 1
    assert again.person("Zoe").id == ana.id + 1


async def test_who_blocked_the_bot_or_left_is_still_out_of_reach(
    telegram: Telegram, again: Telegram, ana: Person, bob: Person, file: Path
) -> None:
    group = telegram.group("Ally", ana)
    await bob.send("/start")
    await group.remove_bot(ana)
    await ana.block()
    bob.delete_account()
    await carried(telegram, again, file)
    words = [await refusal(again, "sendMessage", chat_id=chat.id, text="x") for chat in (ana, bob, group)]
    assert words == [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
    ]


async def test_an_old_button_gets_an_answer_after_a_restart(
    telegram: Telegram, again: Telegram, ana: Person, file: Path
) -> None:
    async def go(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Going")
        await update.callback_query.edit_message_text("Gone")

    await done(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=GO)
    await carried(telegram, again, file)
    request, polling = SimulatorRequest(again), SimulatorRequest(again)
    builder = Application.builder().token(again.token).request(request).get_updates_request(polling)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(CallbackQueryHandler(go))

    async def deliver(update: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(update, application.bot))

    again.deliver_to(deliver)
    ana = again.people[ana.id]
    async with application:
        await ana.press("Go")
    assert ana.last is not None
    assert (ana.last.text, ana.toast, again.refused) == ("Gone", "Going", [])


async def test_a_tap_before_a_restart_can_be_answered_after_it_in_time(
    telegram: Telegram, again: Telegram, ana: Person, clock: WoundClock, file: Path
) -> None:
    for data in ("late", "early"):
        await ana.press_data(data, on=None)
        await clock.wind(14)
    late, early = telegram.unanswered
    await carried(telegram, again, file)
    await done(again, "answerCallbackQuery", callback_query_id=early)
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refusal(again, "answerCallbackQuery", callback_query_id=late) == words


async def test_updates_that_wait_are_delivered_after_a_restart_unless_they_are_too_old(
    clock: WoundClock, file: Path
) -> None:
    begun, hook = Begun(), Hook(clock)
    async with Telegram(clock=clock) as telegram, kept(telegram, file):
        ana = telegram.person("Ana")
        begun(ana.send("one"), ana.press_data("tap", on=None), ana.send("two"))
        await clock.wind(0)
    await clock.wind(151)
    async with Telegram(clock=clock, line=hook) as again, kept(again, file):
        assert again.delivery.pending == 2
        await done(again, "setWebhook", url="https://example.com/hook")
        await clock.wind(0)
    assert hook.heard == ["one", "two"]
    assert [update["update_id"] for update in hook.updates] == [100_000_001, 100_000_003]
    await begun.end()


async def test_what_happens_is_written_within_a_second(
    telegram: Telegram, ana: Person, clock: WoundClock, file: Path
) -> None:
    def texts() -> list[str]:
        messages = json.loads(read(file))["chats"][0]["messages"]
        return [message["text"] for message in messages]

    async with kept(telegram, file):
        await ana.send("one")
        await clock.wind(0.5)
        await ana.send("two")
        assert folder(file) == []
        await clock.wind(0.5)
        assert texts() == ["/start", "one", "two"]
        await ana.send("three")
        await clock.wind(0.9)
        assert texts() == ["/start", "one", "two"]
        await clock.wind(0.1)
        assert texts() == ["/start", "one", "two", "three"]
        await ana.send("four")
    assert texts() == ["/start", "one", "two", "three", "four"]
    assert folder(file) == [file.name]


async def test_a_file_is_whole_at_any_moment(
    telegram: Telegram, ana: Person, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with kept(telegram, file):
        pass
    before = read(file)

    def full(self: Path, text: str, encoding: str) -> None:
        self.write_bytes(text.encode(encoding)[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    await ana.send("lost")
    async with kept(telegram, file):
        pass
    assert read(file) == before
    assert folder(file) == [file.name]


async def test_where_nothing_can_be_written_that_is_said_once_and_life_goes_on(
    telegram: Telegram, ana: Person, clock: WoundClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("no folder")
    async with kept(telegram, tmp_path / "data" / "simulator.json"):
        for text in ("one", "two"):
            await ana.send(text)
            await clock.wind(1)
    (record,) = [record for record in caplog.records if record.levelno == logging.WARNING and "written" in record.msg]
    assert "will be forgotten" in record.getMessage()


async def test_where_there_is_no_file_a_new_world_begins(
    telegram: Telegram, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with kept(telegram, file):
        assert (telegram.people, telegram.chats) == ({}, {})
    assert caplog.records == []


GOOD: Json = {
    "version": 1,
    "last": {"message": 1, "query": 2, "update": 3},
    "people": [],
    "chats": [],
    "files": {},
    "profile": {"commands": [], "descriptions": {}, "short_descriptions": {}, "names": {}, "menu_buttons": []},
    "queries": [],
    "allowed": [],
    "pending": [],
}


async def test_the_least_that_can_be_read(telegram: Telegram, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(file, json.dumps(GOOD))
    async with kept(telegram, file):
        assert telegram.last_message == 1
    assert caplog.records == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        "\udcff",
        "{}",
        json.dumps(GOOD | {"version": 2}),
        json.dumps(GOOD | {"people": 5}),
        json.dumps(GOOD | {"people": [{"id": 1000}]}),
        json.dumps(GOOD | {"chats": [{"id": 1000, "colour": "red"}]}),
        json.dumps(GOOD | {"pending": [{"update": {"update_id": 1}, "expires": None}]}),
        json.dumps({key: value for key, value in GOOD.items() if key != "profile"}),
        "[" * 100_000,
    ],
)
async def test_what_cannot_be_read_is_set_aside_and_a_new_world_begins(
    telegram: Telegram, file: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    put(file, text)
    async with kept(telegram, file):
        assert (telegram.people, telegram.chats, telegram.last_message) == ({}, {}, 0)
        telegram.person("Zoe")
    aside = file.with_name("simulator.json.unreadable")
    assert read(aside) == text
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert str(aside) in record.getMessage()
    assert json.loads(read(file))["people"][0]["first_name"] == "Zoe"


async def test_a_chat_with_somebody_who_is_nowhere_cannot_be_read(
    telegram: Telegram, again: Telegram, ana: Person, file: Path
) -> None:
    await carried(telegram, Telegram(), file)
    broken = json.loads(read(file))
    broken["people"] = []
    put(file, json.dumps(broken))
    async with kept(again, file):
        assert again.chats == {}


async def test_large_files_are_kept_by_name_only(
    telegram: Telegram, again: Telegram, ana: Person, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "FILE_BYTES", 100)
    monkeypatch.setattr(snapshot, "ALL_FILES_BYTES", 150)
    ids = []
    for size in (90, 101, 100, 50):
        files = {"document": Upload("a.pdf", b"x" * size)}
        ids.append((await telegram.call("sendDocument", {"chat_id": ana.id}, files))["result"]["document"]["file_id"])
    await carried(telegram, again, file)
    answers = [await again.call("getFile", {"file_id": id}) for id in ids]
    assert [answer["ok"] for answer in answers] == [False, False, True, True]
    assert answers[0]["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"
    for id in ids:
        await done(again, "sendDocument", chat_id=ana.id, document=id)


async def test_of_a_long_chat_the_end_is_kept(
    telegram: Telegram, again: Telegram, ana: Person, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "MESSAGES", 2)
    for number in range(3):
        await ana.send(str(number))
    await carried(telegram, again, file)
    assert [message.text for message in again.people[ana.id].messages] == ["1", "2"]


async def test_a_killed_process_loses_at_most_a_second(clock: WoundClock, file: Path) -> None:
    telegram = Telegram(clock=clock)
    keeping = kept(telegram, file)
    await keeping.__aenter__()
    ana = telegram.person("Ana")
    telegram.deliver_to(_deaf)
    await ana.send("kept")
    await clock.wind(1)
    await ana.send("lost")
    again = Telegram(clock=clock)
    async with kept(again, file):
        assert [message.text for message in again.people[ana.id].messages] == ["kept"]
    await keeping.__aexit__(None, None, None)


async def _deaf(_update: Json) -> None:
    await asyncio.sleep(0)
