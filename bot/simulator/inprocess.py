"""python-telegram-bot's way to the simulator without a socket."""

import json
from typing import TYPE_CHECKING, Any

from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class SimulatorRequest(BaseRequest):
    """Answers every call from a Telegram at home; files are not carried."""

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
        """Carry out a call."""
        path = url.rpartition("/bot")[2]
        token, _, name = path.partition("/")
        if token != self._telegram.token:
            return 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        params = dict(request_data.json_parameters) if request_data else {}
        answer = await self._telegram.call(name, params)
        return answer.get("error_code", 200), json.dumps(answer).encode()
