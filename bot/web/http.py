"""HTTP as it is spoken with strangers: in few words, and with nothing in the log of what anybody can send."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawRequestMessage
from yarl import URL

from bot.web.connections import connection_of, distrust

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

ANONYMOUS = {"Server": "bot"}
"""Instead of the versions of Python and aiohttp."""
CONTINUE = "100-continue"
PARTING_SECONDS = 1.0
PARTING_BYTES = 64 * 1024
"""What is still read, and for how long, of a body that nobody wants: to hang up at once would take the answer away."""


def protocols(server: web.Server) -> Callable[[], web.RequestHandler]:
    """Give what speaks HTTP for a server, a new one for each connection."""
    server.request_handler = _briefly(server.request_handler)
    server.request_factory = partial(_request, server.request_factory)
    return partial(
        _Protocol,
        server,
        loop=asyncio.get_running_loop(),
        access_log=None,  # type: ignore[arg-type]  # aiohttp itself gives None where none is wanted
        lingering_time=0,  # see _part
        auto_decompress=False,  # Telegram compresses nothing, and a megabyte unpacks to a gigabyte
    )


class _Protocol(web.RequestHandler):
    """aiohttp's side of a connection; strangers learn from it neither versions nor reasons."""

    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Answer what is no HTTP, which anybody can send, without a word; a mistake of ours is logged as well."""
        if not isinstance(exc, HttpProcessingError):
            super().handle_error(request, status, exc, message)
        response = web.Response(status=status, headers=ANONYMOUS)
        response.force_close()
        return response


def _briefly(handler: Handler) -> Handler:
    """Answer what leads nowhere with a status and nothing else. No middleware, for these do not see all requests."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        connection = connection_of(request)
        if connection:
            connection.answer()
        try:
            response = await _answer(request, handler)
            response.headers.update(ANONYMOUS)
            if not request.content.is_eof():
                await _part(request, response)
            return response
        finally:
            if connection:
                connection.rest()

    return handle


def _request(
    make: Callable[..., web.BaseRequest], message: RawRequestMessage, *more: Any, **named: Any
) -> web.BaseRequest:
    """Make a request of what was read; a CONNECT to nowhere comes without an address, over which aiohttp stumbles."""
    return make(message if message.url else message._replace(path="/", url=URL("/")), *more, **named)


async def _answer(request: web.BaseRequest, handler: Handler) -> web.StreamResponse:
    if request.headers.get("Expect", CONTINUE).lower() != CONTINUE:
        return web.Response(status=HTTPStatus.EXPECTATION_FAILED)  # aiohttp would repeat it, and fails where it cannot
    try:
        return await handler(request)
    except web.HTTPException as error:
        allowed = {name: value for name, value in error.headers.items() if name == "Allow"}
        return web.Response(status=error.status, headers=allowed)


async def _part(request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Answer somebody whose body nobody has read to its end, and hang up when he has had the time to see the answer."""
    distrust(request)
    response.force_close()
    with suppress(TimeoutError, ConnectionError, web.RequestPayloadError):
        await response.prepare(request)
        await response.write_eof()
        async with asyncio.timeout(PARTING_SECONDS):
            read = 0
            while not request.content.is_eof() and read < PARTING_BYTES:
                read += len(await request.content.readany())
            if not request.content.is_eof():
                await asyncio.sleep(PARTING_SECONDS)  # nobody reads now, so aiohttp takes no more
