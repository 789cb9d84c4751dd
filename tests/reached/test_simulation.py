"""The simulator as somebody at home runs it: killed and started again, it goes on where it was."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.processes import SECONDS, free_port, process, ready

Json = dict[str, Any]


class Page:
    """What a page does over its socket."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse, world: Json) -> None:
        self._line = line
        self.world = world

    async def ask(self, do: str, **asked: Any) -> None:
        await self._line.send_json({"do": do, **asked})

    async def until(self, *rights: Callable[[Json], bool]) -> list[Json]:
        """Give the first frame that is right in each way, in whatever order they come."""
        found: dict[int, Json] = {}
        async with asyncio.timeout(SECONDS):
            while len(found) < len(rights):
                frame = await self._line.receive_json()
                for number, right in enumerate(rights):
                    if right(frame):
                        found.setdefault(number, frame)
        return [found[number] for number in range(len(rights))]


@asynccontextmanager
async def opened(port: int) -> AsyncIterator[Page]:
    await ready(port, "/")
    async with aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{port}/simulator/socket"
        async with session.ws_connect(address) as line:
            yield Page(line, await line.receive_json())


def from_bot(frame: Json) -> bool:
    return frame["type"] == "message" and bool(frame["message"]["from"]["is_bot"])


def kept(file: Path) -> list[Json]:
    """The messages of the first chat in the file."""
    messages: list[Json] = json.loads(file.read_text())["chats"][0]["messages"] if file.exists() else []
    return messages


async def test_a_bot_that_takes_updates_from_telegrams_networks_alone_takes_the_simulators_as_well(
    tmp_path: Path,
) -> None:
    port = free_port()
    environment = {"PORT": str(port), "WEBHOOK_ONLY_FROM": "telegram"}
    async with process(tmp_path, environment, "simulate"), opened(port) as page:
        person = page.world["people"][0]["id"]
        await page.ask("send", person=person, chat=person, text="/start")
        (greeting,) = [frame["message"] for frame in await page.until(from_bot)]
        assert greeting["text"]


async def test_an_old_button_gets_an_answer_after_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "data" / "simulator.json"
    port = free_port()
    async with process(tmp_path, {"PORT": str(port)}, "simulate") as started, opened(port) as page:
        person = page.world["people"][0]["id"]
        await page.ask("send", person=person, chat=person, text="/start")
        (greeting,) = [frame["message"] for frame in await page.until(from_bot)]
        async with asyncio.timeout(SECONDS):
            while greeting not in kept(file):  # noqa: ASYNC110  # the other process writes it
                await asyncio.sleep(0.05)
        started.kill()
        await started.wait()
    async with process(tmp_path, {"PORT": str(port)}, "simulate"), opened(port) as page:
        assert [one["id"] for one in page.world["people"]].count(person) == 1
        assert greeting in page.world["chats"][0]["messages"]
        place = {"person": person, "chat": person, "message_id": greeting["message_id"]}
        await page.ask("press", **place, row=0, column=0)
        edited, answer = await page.until(from_bot, lambda frame: frame["type"] == "answer")
        assert edited["message"]["message_id"] == answer["message_id"] == greeting["message_id"]
        assert edited["message"]["text"] != greeting["text"]
