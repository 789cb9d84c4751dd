"""A bot behind a webhook, over real sockets."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.web import health
from bot.web.gate import Gate
from bot.web.server import serving
from bot.web.webhook import SECRET_HEADER, Webhook

SECRET = "a-good_Secret-123"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "text": "¡Hola!"}}
TYPE = "Content-Type: application/json"
KNOWN = f"{SECRET_HEADER}: {SECRET}"


@dataclass
class Bot:
    """What updates are handed to: it keeps them, and deals with them only while it is let."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    given: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None
    reply: "Said | None" = None

    async def deliver(self, update: dict[str, Any]) -> "Said | None":
        """Deal with one update."""
        self.updates.append(update)
        self.given.set()
        await self.let.wait()
        if self.error:
            raise self.error
        self.done.append(update["update_id"])
        return self.reply


@dataclass
class Said:
    """A call that may go out in an answer, and whether it did or went out by itself."""

    taken: int = 0
    called: int = 0

    def take(self) -> bytes | None:
        """Give it once."""
        self.taken += 1
        return b'{"method":"answerCallbackQuery"}' if self.taken == 1 else None

    async def call(self) -> None:
        """Make it."""
        self.called += 1


@dataclass(frozen=True)
class Reached:
    """A bot behind a webhook, at a port."""

    port: int
    bot: Bot
    webhook: Webhook

    async def post(self, body: bytes | AsyncIterator[bytes], **headers: str) -> "Answer":
        """Send a body as Telegram sends an update, unless headers say otherwise."""
        usual = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
        sent = {name: value for name, value in (usual | headers).items() if value}
        url = f"http://127.0.0.1:{self.port}/webhook"
        data = io.BytesIO(body) if isinstance(body, bytes) else body  # aiohttp warns of large bodies given as bytes
        async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=sent) as response:
            return Answer(response.status, await response.read(), dict(response.headers))

    async def raw(self, *lines: bytes | str, body: bytes = b"") -> "Answer":
        """Write a request as it stands, leave the connection open, and read the answer."""
        async with asyncio.timeout(5):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            head = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
            writer.write(head + b"\r\nHost: bot\r\n\r\n" + body)
            try:
                return await answer(reader)
            finally:
                writer.close()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(compare=False, default_factory=dict)


async def answer(reader: asyncio.StreamReader) -> Answer:
    """Read one answer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), await reader.readexactly(int(headers["Content-Length"])), headers)


@asynccontextmanager
async def reached(checks: Mapping[str, health.Check] | None = None, gate: Gate | None = None) -> AsyncIterator[Reached]:
    """Have a webhook at a free port while the block lasts."""
    bot = Bot()
    bot.let.set()
    hook = Webhook(SECRET, bot.deliver, gate)
    async with serving("127.0.0.1", 0, checks=checks or {}, webhook=hook, paths=["/webhook"]) as port:
        yield Reached(port, bot, hook)


def encoded(update: object = UPDATE) -> bytes:
    """Write an update as Telegram does."""
    return json.dumps(update, ensure_ascii=False).encode()


EMPTY_200, EMPTY_403 = Answer(200, b""), Answer(403, b"")
