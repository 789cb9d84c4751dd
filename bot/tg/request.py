"""python-telegram-bot's way to the Bot API, on aiohttp."""

import json
import re
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.clock import RealClock
from bot.ports import Clock
from bot.system import reason
from bot.tg.deadline import Deadline
from bot.tg.line import Body, Line
from bot.tg.written import Written

_DEFAULT = BaseRequest.DEFAULT_NONE
_SUCCESS = re.compile(rb'\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:.*\}\s*', re.DOTALL)
_REFUSAL = re.compile(rb'\{\s*"ok"\s*:\s*false\b')
_NOTHING = b'{"ok":true,"result":true}'
"""What is read of a success where nobody wants to know more: else a whole message would be, for nothing."""
_DONE = {"ok": True, "result": True}


class BrokenOff(TimedOut):
    """Somebody on the way gave up before Telegram had answered: most likely, but not certainly, nothing was done."""


class Unreached(NetworkError):  # noqa: N818  # named as BrokenOff is
    """Telegram did not get the call."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Proxies are taken from the environment; timeouts are in seconds.

    What was certainly not received by Telegram is a NetworkError; where it may have been, a TimedOut: such a call must
    only be repeated if doing it twice does little harm. No error ever holds the address of a call: the token is in it.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        connect_timeout: float = 5.0,
        read_timeout: float = 10.0,
        write_timeout: float = 10.0,
        media_write_timeout: float = 60.0,
        pool_timeout: float = 5.0,
        clock: Clock | None = None,
    ) -> None:
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._line: Line | None = None
        self._clock = clock or RealClock()

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; once is enough."""
        if self._line is None:
            self._line = Line(self._connections, self.USER_AGENT)

    async def shutdown(self) -> None:
        """Close the pool; once is enough."""
        if self._line is not None:
            await self._line.close()
            self._line = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Written | None = None,
        read_timeout: Any = _DEFAULT,
        write_timeout: Any = _DEFAULT,
        connect_timeout: Any = _DEFAULT,
        pool_timeout: Any = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Make one call and give its status and body."""
        if self._line is None:
            raise RuntimeError("the request is not initialized")
        files = bool(request_data and request_data.contains_files)
        timeout = _timeout(_chosen(connect_timeout, self._connect_timeout), _chosen(pool_timeout, self._pool_timeout))
        seconds = _sum(
            _chosen(read_timeout, self._read_timeout),
            _chosen(write_timeout, self._media_write_timeout if files else self._write_timeout),
        )
        try:
            with Deadline(self._clock, seconds) as deadline:
                status, answered = await self._line.exchange(method, url, _body(request_data), timeout, deadline.begin)
            if status == HTTPStatus.GATEWAY_TIMEOUT:
                raise BrokenOff("Telegram did not answer the machine before it in time")
            body = _answer(status, answered)
            if isinstance(request_data, Written) and _SUCCESS.fullmatch(body):
                return status, _NOTHING
            return _status(status, body), body
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:  # TimeoutError is an OSError
            failure = _failure(error)
        raise failure  # out here, for an error from below has the address in it and must not hang on as the context

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer of the Bot API.

        Raises:
            TelegramError: it is not one; what it is instead is not repeated.
        """
        if payload is _NOTHING:
            return _DONE
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict) or "ok" not in answer or (answer["ok"] is True and "result" not in answer):
            raise TelegramError("Invalid server response")
        return answer


@lru_cache(64)
def _timeout(connect: float | None, pool: float | None) -> aiohttp.ClientTimeout:
    """Give what aiohttp itself sees to: what comes before there is a connection. The rest has a deadline of ours."""
    return aiohttp.ClientTimeout(total=None, connect=_sum(connect, pool), sock_connect=connect, sock_read=None)


def _sum(*waits: float | None) -> float | None:
    """Give how long several waits may take together; one that may take forever leaves no limit."""
    return None if None in waits else sum(filter(None, waits))


def _chosen(given: Any, default: float) -> float | None:
    return default if given is _DEFAULT else given


def _body(data: RequestData | Written | None) -> Body:
    if data is None:
        return {}
    if isinstance(data, Written):
        return data.body
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # people see the name of a file as it is sent
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _answer(status: int, body: bytes) -> bytes:
    """Replace an error page that is not Telegram's: it may repeat the address, and the framework would quote it."""
    if status < 300:
        return body
    try:
        json.loads(body)
    except ValueError:
        return json.dumps({"ok": False, "error_code": status, "description": _phrase(status)}).encode()
    return body


def _status(status: int, body: bytes) -> int:
    """Give the status that a refusal names itself where a machine on the way has made it a success."""
    if status >= 300 or not _REFUSAL.match(body):
        return status
    try:
        code = json.loads(body)["error_code"]
    except (ValueError, KeyError):
        return HTTPStatus.BAD_GATEWAY
    return code if type(code) is int and code >= 300 else HTTPStatus.BAD_GATEWAY


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no answer of Telegram's"


def _failure(error: Exception) -> NetworkError:
    name = type(error).__name__
    match error:
        case aiohttp.ConnectionTimeoutError():
            return Unreached("Telegram could not be reached in time")
        case aiohttp.ClientConnectionResetError():
            return Unreached("the connection broke before anything was sent")
        case TimeoutError():
            return TimedOut("Telegram did not answer in time")
        case aiohttp.ClientHttpProxyError() | aiohttp.ClientProxyConnectionError():
            return Unreached(f"the proxy that HTTPS_PROXY names cannot be used ({name})")
        case aiohttp.ClientConnectorError() if not isinstance(error, aiohttp.ClientSSLError):
            return Unreached(f"Telegram cannot be reached ({reason(error.os_error)})")
        case aiohttp.ClientConnectorCertificateError():
            return Unreached("Telegram cannot be reached (its certificate is not valid here)")
        case aiohttp.ClientSSLError():
            return Unreached("Telegram cannot be reached (what answers speaks no TLS that can be understood)")
        case ValueError():
            return Unreached(f"Telegram cannot be reached ({name})")
        case _:
            return BrokenOff(f"the connection broke before Telegram answered ({name})")
