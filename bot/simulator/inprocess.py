"""python-telegram-bot's way to the simulator without a socket."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.simulator.state import Upload
from bot.simulator.trouble import GarbledError, LostError

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_UNAUTHORIZED = {"ok": False, "error_code": 401, "description": "Unauthorized"}
_NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}


class SimulatorRequest(BaseRequest):
    """Answers every call from a Telegram at home: what goes over the wire is what would go over a real one."""

    __slots__ = ("_telegram",)

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """There is nothing to wait for."""
        return None

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_named: Any
    ) -> tuple[int, bytes]:
        """Carry out a call, or give a file."""
        head, _, path = unquote(url).rpartition("/bot")
        token, _, name = path.partition("/")
        if token != self._telegram.token:
            return _answer(_UNAUTHORIZED)
        if head.endswith("/file"):
            return self._file(name)
        params: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        files = _uploads(request_data) if request_data else {}
        try:
            return _answer(await self._telegram.call(name, params, files))
        except GarbledError as garbled:
            return garbled.code, garbled.page.encode()
        except LostError as lost:
            raise (TimedOut(str(lost)) if lost.sent else NetworkError(str(lost))) from lost

    def _file(self, path: str) -> tuple[int, bytes]:
        for file in self._telegram.files.values():
            if file.path == path:
                return 200, file.content
        return _answer(_NOT_FOUND)


def _uploads(data: RequestData) -> dict[str, Upload]:
    uploads = {}
    for field, (name, content, mime) in (data.multipart_data or {}).items():
        uploads[field] = Upload(name, content if isinstance(content, bytes) else content.read(), mime)
    return uploads


def _answer(answer: dict[str, Any]) -> tuple[int, bytes]:
    return answer.get("error_code", 200), json.dumps(answer).encode()
