"""Requests over aiohttp's connections, without aiohttp's session.

A session is made for browsing: it sees to redirects, cookies, authentication and tracing, and puts each request
together anew. Of a call to the Bot API all is known beforehand but its body. What opens, keeps, secures and closes
connections, leads through a proxy and reads answers is aiohttp's.
"""

import asyncio
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus

import aiohttp
from aiohttp import ClientRequest, hdrs
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection

from bot.tg.proxies import Way, way

Body = bytes | aiohttp.FormData | Mapping[str, str]
"""What a request carries: JSON, or a form, which may be empty; of one without files the fields are enough."""

_KEPT_SECONDS = 60
"""So long a connection that nobody uses is kept."""
_AT_ONCE = 64 * 1024
"""Bytes of a request that have certainly gone out when its answer has come."""
_JSON = "application/json"


class Line:
    """A pool of so many connections, and what all requests say of whoever sends them."""

    def __init__(self, connections: int, user_agent: str) -> None:
        self._connector = aiohttp.TCPConnector(limit=connections, keepalive_timeout=_KEPT_SECONDS)
        self._user_agent = user_agent
        self._target = lru_cache(64)(self._found)

    async def exchange(
        self, method: str, url: str, body: Body, timeout: aiohttp.ClientTimeout, begin: Callable[[], None]
    ) -> tuple[int, bytes]:
        """Send a request, and give the status and the body of what is answered; `begin` when there is a connection.

        Raises:
            aiohttp.ClientError, aiohttp.http_exceptions.HttpProcessingError, OSError: nothing was answered, or no HTTP.
            ValueError: the address is none.
        """
        target = self._target(method, url)
        content_type, content = (_JSON, body) if isinstance(body, bytes) else await _encoded(body)
        connection = await self._connection(target, timeout)
        try:
            begin()
            status, answer = await _exchanged(connection, target.request(content_type, content))
        except BaseException:
            _break(connection)
            raise
        if status >= HTTPStatus.MULTIPLE_CHOICES and len(content) > _AT_ONCE:
            _break(connection)  # it may have been refused before it had come, and the next would wait behind it
        connection.release()
        return status, answer

    async def close(self) -> None:
        """Close all connections."""
        await self._connector.close()

    async def _connection(self, target: "_Target", timeout: aiohttp.ClientTimeout) -> Connection:
        for _ in range(self._connector.limit + 1):
            try:
                connection = await self._connector.connect(target.initiator, [], timeout)
            except TimeoutError as error:
                raise aiohttp.ConnectionTimeoutError from error
            if connection.protocol is not None and not connection.protocol.should_close:
                return connection
            _break(connection)  # something came over it that nobody had asked for
        raise aiohttp.ClientConnectionResetError

    def _found(self, method: str, url: str) -> "_Target":
        return _Target(method, way(url), self._user_agent)


class _Target:
    """A method and an address, with all of a request that is the same each time."""

    __slots__ = ("_head", "initiator")

    def __init__(self, method: str, way: Way, user_agent: str) -> None:
        loop = asyncio.get_running_loop()
        headers: dict[str, str] = {hdrs.HOST: way.address.host_port_subcomponent or ""}
        for_proxy = headers | dict(way.proxy_headers or {})
        self.initiator = ClientRequest(method, way.address, loop=loop, proxy=way.proxy, proxy_headers=for_proxy)
        """What aiohttp opens connections for."""
        address = way.address.raw_path_qs
        if way.proxy and not self.initiator.is_ssl():  # it passes on what it is asked for; with TLS it gives a tunnel
            address, headers = str(way.address), for_proxy
        headers[hdrs.USER_AGENT] = user_agent
        lines = [f"{method} {address} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), ""]
        self._head = "\r\n".join(lines).encode()

    def request(self, content_type: str, content: bytes) -> bytes:
        """Give a whole request."""
        return b"%bContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
            self._head,
            content_type.encode(),
            len(content),
            content,
        )


def _break(connection: Connection) -> None:
    """Close a connection with all that is still to go out, and to come, over it."""
    if connection.transport:
        connection.transport.abort()
    connection.close()


async def _exchanged(connection: Connection, request: bytes) -> tuple[int, bytes]:
    protocol, transport = connection.protocol, connection.transport
    if protocol is None or transport is None:
        raise aiohttp.ClientConnectionResetError("it was closed as soon as it was open")
    protocol.set_response_params(read_until_eof=True)
    transport.write(request)
    return await _answered(protocol)


async def _answered(protocol: ResponseHandler) -> tuple[int, bytes]:
    """Read an answer, after those that only say that one will come."""
    while True:
        message, payload = await protocol.read()
        if not HTTPStatus.CONTINUE <= message.code < HTTPStatus.OK or message.code == HTTPStatus.SWITCHING_PROTOCOLS:
            return message.code, payload.read_nowait() if payload.is_eof() else await payload.read()


async def _encoded(form: aiohttp.FormData | Mapping[str, str]) -> tuple[str, bytes]:
    """Give the type of a form, and the form."""
    payload = (form if isinstance(form, aiohttp.FormData) else aiohttp.FormData(form))()
    return payload.headers[hdrs.CONTENT_TYPE], await payload.as_bytes()
