"""A simulated Telegram that lets the bot wait."""

import asyncio
from collections.abc import Mapping

from bot.simulator import Telegram
from bot.simulator.posting import Line
from bot.simulator.state import Json, Upload


class Held(Telegram):
    """Answers sendMessage only when it is let."""

    def __init__(self, line: Line | None = None) -> None:
        super().__init__(allow_http_webhook=True, line=line)
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def call(self, method: str, params: Json, files: Mapping[str, Upload] | None = None) -> Json:
        """Carry out a call."""
        if method == "sendMessage":
            self.asked.set()
            await self.let.wait()
        return await super().call(method, params, files)
