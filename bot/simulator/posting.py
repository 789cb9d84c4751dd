"""One update posted to the webhook, and what comes of it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import aiohttp

from bot.simulator.state import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TIMEOUT = 60.0
RETRY_AFTER = 3600
BODY_BYTES = 1024 * 1024
_NEVER_IN_A_REPLY = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended; `retry_after` are the seconds that the webhook asked for, if it did."""

    ok: bool
    status: int = 0
    retry_after: float = 0.0


class Posting:
    """The connections to the webhook."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self._session: aiohttp.ClientSession | None = None

    async def post(self, update: Json) -> Outcome:
        """Deliver once. Redirects are not followed; a call in the answer is carried out."""
        webhook = self._telegram.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with self._opened().post(
                webhook.url, json=update, headers=headers, allow_redirects=False
            ) as response:
                body = await response.content.read(BODY_BYTES)
        except (aiohttp.ClientError, OSError) as error:
            return self._failed(_reason(error))
        if 200 <= response.status < 300:
            self._telegram.tell({"type": "delivery", "status": "ok"})
            await self._reply(body, response.content_type)
            return Outcome(ok=True, status=response.status)
        words = f"Wrong response from the webhook: {response.status} {response.reason}"
        return self._failed(words, response.status, _seconds(response.headers.get("Retry-After", "")))

    async def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=TIMEOUT)
            # the address changes with every restart of a bot at home: never through a proxy
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=False, json_serialize=_json)
        return self._session

    def _failed(self, why: str, status: int = 0, retry_after: float = 0.0) -> Outcome:
        webhook = self._telegram.webhook
        webhook.last_error_date, webhook.last_error_message = int(self._telegram.clock()), why
        self._telegram.tell({"type": "delivery", "status": "failing", "error": why})
        return Outcome(ok=False, status=status, retry_after=retry_after)

    async def _reply(self, body: bytes, content_type: str) -> None:
        """Carry out the call that may stand in the answer; nobody learns how it ends."""
        call: object = None
        with suppress(ValueError, RecursionError):
            form = content_type == "application/x-www-form-urlencoded"
            call = dict(parse_qsl(body.decode())) if form else json.loads(body)
        if not isinstance(call, dict) or not isinstance(method := call.pop("method", None), str):
            return
        name = method.lower()
        if name and name not in _NEVER_IN_A_REPLY and not name.startswith("get"):
            await self._telegram.call(method, call)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientSSLError):
        return "SSL error"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "Failed to resolve host: Name or service not known"
    return "Connection refused" if isinstance(error, aiohttp.ClientConnectorError) else "Webhook connection closed"


def _seconds(header: str) -> float:
    return float(min(int(header), RETRY_AFTER)) if header.isascii() and header.isdigit() else 0.0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
