"""The bot's own way to the Bot API, with a Telegram of this process where the socket would be."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote

import aiohttp

from bot.simulator import Telegram, WoundClock
from bot.simulator.state import Upload
from bot.simulator.trouble import GarbledError, LostError
from bot.tg.line import Body, Line
from bot.tg.request import AiohttpRequest


@dataclass(frozen=True, slots=True)
class Attempt:
    """When a method was called."""

    method: str
    at: float


class Wire(AiohttpRequest):
    """Times out, breaks and reads answers as over a socket; what does not come takes its time on the wound clock."""

    def __init__(self, telegram: Telegram, clock: WoundClock) -> None:
        super().__init__(clock=clock)
        self.attempts: list[Attempt] = []
        self._telegram = telegram

    async def initialize(self) -> None:
        """Plug the Telegram in."""
        self._line = cast(Line, self)

    async def shutdown(self) -> None:
        """Pull it out."""
        self._line = None

    async def exchange(
        self, _: str, url: str, body: Body, _timeout: aiohttp.ClientTimeout, begin: Callable[[], None]
    ) -> tuple[int, bytes]:
        """Be a line to a server."""
        method = unquote(url).rpartition("/")[2]
        self.attempts.append(Attempt(method, self._clock()))
        begin()
        try:
            answer = await self._telegram.call(method, *_parts(body))
        except GarbledError as garbled:
            return garbled.code, garbled.page.encode()
        except LostError as lost:
            if lost.late:
                await asyncio.Event().wait()
            if lost.sent:
                raise aiohttp.ServerDisconnectedError from lost
            raise aiohttp.ClientConnectorError(cast(Any, None), OSError(111, "Connection refused")) from lost
        return answer.get("error_code", 200), json.dumps(answer).encode()


def _parts(data: Body) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read what JSON or a form carries: fields and files."""
    if isinstance(data, bytes):
        return json.loads(data), {}
    if not isinstance(data, aiohttp.FormData):
        return dict(data), {}
    fields, files = {}, {}
    for options, headers, value in data._fields:
        if "filename" in options:
            files[options["name"]] = Upload(options["filename"], value, headers.get("Content-Type", ""))
        else:
            fields[options["name"]] = value
    return fields, files
