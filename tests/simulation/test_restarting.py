"""The bot is restarted behind the simulated Telegram: the chats go on, and what keeps it from coming back is said."""

import asyncio
import shutil
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import simulation
from bot.errors import EditionError
from tests.athome import SECONDS, at_home
from tests.bilingual import bilingual
from tests.processes import ended, free_port, process

GRACE = 1000


class Line:
    """What a page does and is told, without the page; each type of frame waits for whoever asks for it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._waiting: defaultdict[str, deque[dict[str, Any]]] = defaultdict(deque)

    async def ask(self, do: str, **asked: Any) -> None:
        await self._socket.send_json({"do": do, **asked})

    async def send(self, text: str) -> None:
        await self.ask("send", person=GRACE, chat=GRACE, text=text)

    async def next(self, kind: str, **content: Any) -> dict[str, Any]:
        """Give the next frame of a type with this content."""
        async with asyncio.timeout(SECONDS):
            while True:
                while not self._waiting[kind]:
                    frame: dict[str, Any] = await self._socket.receive_json()
                    self._waiting[frame["type"]].append(frame)
                frame = self._waiting[kind].popleft()
                if frame.items() >= content.items():
                    return frame

    async def hear(self, beginning: str) -> dict[str, Any]:
        """Give the next message of the bot that begins like this."""
        while True:
            message: dict[str, Any] = (await self.next("message"))["message"]
            if message["from"]["is_bot"] and message["text"].startswith(beginning):
                return message


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that the bot will read."""
    folder = Path(shutil.copytree(bilingual() / "content", tmp_path / "content"))
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    monkeypatch.setenv("LOCALES_DIR", str(bilingual() / "locales"))
    return folder


@pytest.fixture
async def line(content: Path, tmp_path: Path) -> AsyncIterator[Line]:
    async with (
        at_home(free_port(), tmp_path / "data") as address,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{address}simulator/socket") as socket,
    ):
        line = Line(socket)
        await line.next("running", status="up")
        yield line


async def restarted(line: Line) -> None:
    await line.ask("restart")
    await line.next("running", status="restarting")
    await line.next("running", status="up")


async def test_a_restarted_bot_answers_as_before(line: Line) -> None:
    await restarted(line)
    await line.send("/reports")
    assert await line.hear("Ally-Shoring Reports")


async def test_what_is_sent_meanwhile_is_answered_afterwards(line: Line) -> None:
    await line.ask("restart")
    await line.next("running", status="restarting")
    await line.send("/reports")
    await line.next("running", status="up")
    assert await line.hear("Ally-Shoring Reports")


async def test_the_chosen_language_outlives_a_restart(line: Line) -> None:
    await line.send("/start")
    menu = await line.hear("Ally-Shoring")
    rows = menu["reply_markup"]["inline_keyboard"]
    row, column = next(
        (row, column)
        for row, buttons in enumerate(rows)
        for column, button in enumerate(buttons)
        if "Español" in button["text"]
    )
    place = {"person": GRACE, "chat": GRACE, "message_id": menu["message_id"]}
    await line.ask("press", **place, row=row, column=column)
    await line.next("answer")
    await restarted(line)
    await line.send("/reports")
    assert await line.hear("Reportes de Ally-Shoring")


async def test_a_bot_that_cannot_come_back_says_why_and_comes_back_once_that_is_mended(
    line: Line, content: Path
) -> None:
    await line.send("/about")
    about = await line.hear("Ally-Shoring\nBuilding")
    file = content / "overview.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("    es: Ally-Shoring\n", "", 1), encoding="utf-8")
    await line.next("content", status="faulty")
    await line.ask("restart")
    down = await line.next("running", status="down")
    assert down["reason"].startswith("content/overview.yaml:5:3: overview.title.es: has no translation")
    await line.send("/reports")
    file.write_text(whole.replace("Building a Stronger", "Making a Stronger", 1), encoding="utf-8")
    await line.next("content", status="ok")
    await line.next("running", status="up")
    heard = [await line.hear("Ally-Shoring") for _ in range(2)]  # the answer, and the screen that was redrawn
    texts = {message["message_id"]: message["text"] for message in heard}
    assert texts.pop(about["message_id"]).startswith("Ally-Shoring\nMaking a Stronger")
    assert [text[:20] for text in texts.values()] == ["Ally-Shoring Reports"]


async def test_a_bot_that_is_down_is_tried_again_when_somebody_asks(line: Line, content: Path) -> None:
    file = content / "overview.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    es: Ally-Shoring\n", "", 1), encoding="utf-8")
    await line.next("content", status="faulty")
    await line.ask("restart")
    await line.next("running", status="down")
    await line.ask("restart")
    await line.next("running", status="restarting")
    (fault,) = (await line.next("content", status="faulty"))["faults"]
    assert (fault["file"], fault["line"], fault["column"]) == ("content/overview.yaml", 5, 3)
    assert fault["source"] == "  title:"
    await line.next("running", status="down")


async def test_a_change_redraws_what_reads_differently_and_touches_nothing_else(line: Line, content: Path) -> None:
    await line.send("/about")
    about = await line.hear("Ally-Shoring\nBuilding")
    await line.send("/reports")
    await line.hear("Ally-Shoring Reports")
    for _ in range(2):
        await line.next("call", method="sendMessage")
    file = content / "overview.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Building a Stronger", "Making a Stronger", 1),
        encoding="utf-8",
    )
    edited = (await line.next("message"))["message"]
    assert edited["message_id"] == about["message_id"]
    assert edited["text"].startswith("Ally-Shoring\nMaking a Stronger")
    assert edited["link_preview_options"] == about["link_preview_options"]
    methods = [(await line.next("call"))["method"] for _ in range(2)]
    assert methods == ["editMessageText", "getMyCommands"]  # after redrawing, the bot looks after its profile


async def test_content_at_fault_at_the_first_start_is_said_and_ends_it(content: Path, tmp_path: Path) -> None:
    (content / "overview.yaml").write_text("title: [", encoding="utf-8")
    environment = {"PORT": str(free_port()), "CONTENT_DIR": str(content)}
    async with process(tmp_path, environment, "run") as started:
        status, errors = await ended(started)
    assert status == 1
    assert "content/overview.yaml:1:" in errors
    with pytest.raises(EditionError):
        await simulation.run_until(asyncio.Event(), free_port(), tmp_path)
