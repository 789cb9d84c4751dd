"""One update posted to the webhook, and what comes of it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ssl import SSLContext
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import aiohttp

from bot.simulator.clock import within
from bot.simulator.state import Json
from bot.simulator.trouble import out_of_reach

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

TIMEOUT = 60.0
RETRY_AFTER = 3600
BODY_BYTES = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
_NEVER_IN_A_REPLY = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a webhook answers; `retry_after` is the header of that name."""

    status: int = 200
    reason: str | None = "OK"
    retry_after: str = ""
    body: bytes = b""
    content_type: str = "application/json"


Line = Callable[[str, Json, Mapping[str, str]], Awaitable[Reply]]
"""The way to a webhook: it takes an address, an update and headers."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended; `retry_after` are the seconds that the webhook asked for, if it did."""

    ok: bool
    status: int = 0
    retry_after: float = 0.0


class Posting:
    """The connections to the webhook."""

    def __init__(self, telegram: "Telegram", line: Line | None) -> None:
        self._telegram = telegram
        self._http = HttpLine()
        self._line = line or self._http

    async def post(self, update: Json) -> Outcome:
        """Deliver once; a call in the answer is carried out."""
        webhook, clock = self._telegram.webhook, self._telegram.clock
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with within(clock, TIMEOUT):
                with clock.outside():
                    reply = await self._line(webhook.url, update, headers)
        except (aiohttp.ClientError, OSError) as error:
            return self._failed(_reason(error))
        if 200 <= reply.status < 300:
            self._telegram.tell({"type": "delivery", "status": "ok"})
            await self._carry_out(reply)
            return Outcome(ok=True, status=reply.status)
        words = f"Wrong response from the webhook: {reply.status} {reply.reason}"
        return self._failed(words, reply.status, _seconds(reply.retry_after))

    async def close(self) -> None:
        """Hang up."""
        await self._http.close()

    def _failed(self, why: str, status: int = 0, retry_after: float = 0.0) -> Outcome:
        webhook = self._telegram.webhook
        webhook.last_error_date, webhook.last_error_message = int(self._telegram.clock()), why
        self._telegram.tell({"type": "delivery", "status": "failing", "error": why})
        return Outcome(ok=False, status=status, retry_after=retry_after)

    async def _carry_out(self, reply: Reply) -> None:
        """Carry out the call that may stand in the answer; nobody learns how it ends."""
        call: object = None
        with suppress(ValueError, RecursionError):
            form = reply.content_type == FORM
            call = dict(parse_qsl(reply.body.decode())) if form else json.loads(reply.body)
        if not isinstance(call, dict) or not isinstance(method := call.pop("method", None), str):
            return
        name = method.lower()
        if name and name not in _NEVER_IN_A_REPLY and not name.startswith("get"):
            with out_of_reach():
                await self._telegram.call(method, call)


class HttpLine:
    """The way to a webhook that listens on a socket. Redirects are not followed; `trusted` knows other certificates."""

    def __init__(self, trusted: SSLContext | None = None) -> None:
        self._trusted = trusted
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        """Post an update."""
        async with self._opened().post(url, json=update, headers=headers, allow_redirects=False) as response:
            body = await response.content.read(BODY_BYTES)
        after = response.headers.get("Retry-After", "")
        return Reply(response.status, response.reason, after, body, response.content_type)

    async def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            # the address changes with every restart of a bot at home: never through a proxy
            timeout = aiohttp.ClientTimeout(total=None)
            connector = aiohttp.TCPConnector(ssl=self._trusted or True)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=timeout, trust_env=False, json_serialize=_json
            )
        return self._session


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientSSLError):
        return "SSL error"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "Failed to resolve host: Name or service not known"
    if isinstance(error, aiohttp.ClientConnectorError | ConnectionRefusedError):
        return "Connection refused"
    return "Webhook connection closed"


def _seconds(header: str) -> float:
    return float(min(int(header), RETRY_AFTER)) if header.isascii() and header.isdigit() else 0.0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
