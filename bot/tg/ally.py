"""The framework's bot, as ours needs it."""

from typing import Any, cast

from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.tg.written import Written


class Ally(ExtBot[str]):
    """Makes calls that are written already, and is printed without its token."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[{self.token.partition(':')[0]}]"

    async def call(self, method: str, written: Written) -> None:
        """Make a call of which only the success matters, in the same way as all others.

        Raises:
            TelegramError: Telegram refuses it, or does not answer.
            OvertakenError: it waited, and is not needed any more.
        """
        traffic, where = self.rate_limiter, dict(written.where)
        assert traffic is not None  # noqa: S101  # no bot of ours is made without
        await traffic.process_request(self._call, (method, written), {}, method, where, None)

    async def _call(self, method: str, written: Written, **timeouts: Any) -> bool:
        await self.request.post(f"{self.base_url}/{method}", cast(RequestData, written), **timeouts)
        return True
