"""HTTP as it is spoken with strangers: in few words, and with nothing in the log of what anybody can send."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from email.utils import formatdate
from functools import lru_cache, partial
from http import HTTPStatus

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from yarl import URL

from bot.web.connections import connection_of, distrust

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Routes = Mapping[str, Mapping[str, Handler]]
"""Who answers, by path and method."""

ANONYMOUS = {"Server": "bot"}
"""Instead of the versions of Python and aiohttp."""
CONTINUE = "100-continue"
PARTING_SECONDS = 1.0
PARTING_BYTES = 64 * 1024
"""What is still read, and for how long, of a body that nobody wants: to hang up at once would take the answer away."""


def ok(request: web.BaseRequest, json: bytes = b"") -> web.StreamResponse:
    """Answer a POST with a 200, and JSON or nothing."""
    if request.version == HttpVersion11 and request.keep_alive:
        return _Ready(json)
    return web.Response(body=json, content_type="application/json" if json else None)


def looked_at(handler: Handler) -> Mapping[str, Handler]:
    """Give the methods of what is only looked at."""
    return {"GET": handler, "HEAD": handler}


class Server(web.Server):
    """aiohttp's low-level server, with few paths, which takes bodies of so many bytes.

    Where these lead is looked up here: with `web.Application` that costs four hundredths of a tap more.
    """

    def __init__(self, routes: Routes, body_bytes: int) -> None:
        table = {URL(path).raw_path: methods for path, methods in routes.items()}
        super().__init__(_briefly(table), request_factory=partial(_request, body_bytes))

    def __call__(self) -> web.RequestHandler:
        """Give what speaks HTTP on a new connection."""
        return _Protocol(
            self,
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


_HEAD = f"HTTP/1.1 200 OK\r\nServer: {ANONYMOUS['Server']}\r\nDate: %b\r\n%bContent-Length: %d\r\n\r\n%b".encode()
_JSON = b"Content-Type: application/json\r\n"


class _Ready(web.StreamResponse):
    """A 200 in HTTP/1.1 on a connection that stays, all at once; other headers it has none.

    To put its head together as any response's costs a twentieth of a tap.
    """

    def __init__(self, json: bytes) -> None:
        super().__init__()
        self._written = _HEAD % (_date(int(time.time())), _JSON if json else b"", len(json), json)

    @property
    def keep_alive(self) -> bool:
        """Whether the connection stays, unless somebody closes it all the same."""
        return super().keep_alive is not False

    async def prepare(self, request: web.BaseRequest) -> None:
        """Send it.

        Raises:
            ConnectionError: nobody is there any more.
        """
        await request.writer.write(self._written)

    async def write_eof(self, data: bytes = b"") -> None:
        """Do nothing more."""


@lru_cache(1)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()


def _briefly(routes: Routes) -> Handler:
    """Answer what leads nowhere with a status and nothing else."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        connection = connection_of(request)
        if connection:
            connection.answer()
        try:
            response = await _answer(request, routes)
            response.headers.update(ANONYMOUS)
            if not request.content.is_eof():
                await _part(request, response)
            return response
        finally:
            if connection:
                connection.rest()

    return handle


def _request(
    body_bytes: int,
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """Make a request of what was read; a CONNECT to nowhere comes without an address, over which aiohttp stumbles."""
    message = message if message.url else message._replace(path="/", url=URL("/"))
    return web.BaseRequest(message, payload, protocol, writer, task, task.get_loop(), client_max_size=body_bytes)


async def _answer(request: web.BaseRequest, routes: Routes) -> web.StreamResponse:
    if not await _goes_on(request):
        return web.Response(status=HTTPStatus.EXPECTATION_FAILED)
    methods = routes.get(request.rel_url.raw_path)
    if methods is None:
        return web.Response(status=HTTPStatus.NOT_FOUND)
    handler = methods.get(request.method)
    if handler is None:
        return web.Response(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ",".join(sorted(methods))})
    return await handler(request)


async def _goes_on(request: web.BaseRequest) -> bool:
    """Tell whoever waits for that before the body that it may come; False where something else is expected."""
    expected = request.headers.get("Expect")
    if expected is None:
        return True
    if expected.lower() != CONTINUE:
        return False
    if request.version >= HttpVersion11 and not request.content.is_eof():
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # the answer itself has not begun
    return True


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
