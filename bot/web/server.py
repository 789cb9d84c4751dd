"""The HTTP server."""

import asyncio
import errno
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.errors import StartError
from bot.web.connections import Connections, answering, distrust
from bot.web.health import Check, healthz, readyz
from bot.web.webhook import BODY_BYTES, Webhook

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

ANONYMOUS = {"Server": "bot"}
"""Instead of the versions of Python and aiohttp."""
CONTINUE = "100-continue"
SHUTDOWN_SECONDS = 25.0
"""How long requests under way may take to end: platforms kill after 30 seconds."""
PARTING_SECONDS = 1.0
PARTING_BYTES = 64 * 1024
"""What is still read, and for how long, of a body that nobody wants: to hang up at once would take the answer away."""


@asynccontextmanager
async def serving(
    host: str, port: int, *, checks: Mapping[str, Check], webhook: Webhook | None = None, paths: Iterable[str] = ()
) -> AsyncIterator[int]:
    """Serve until the block ends, and give the port, which matters where 0 was asked for.

    At the end the webhook refuses new updates, and those under way are finished.

    Raises:
        StartError: the address is not to be had.
    """
    application = web.Application(client_max_size=BODY_BYTES)
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz(checks))
    if webhook:
        application.router.add_routes([web.post(path, webhook.handle) for path in paths])
    runner = web.AppRunner(application, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        listener = await _listen(runner, host, port)
        try:
            yield listener.sockets[0].getsockname()[1]
        finally:
            if webhook:
                webhook.close()
            listener.close()
    finally:
        await runner.cleanup()


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
        with answering(request):
            response = await _answer(request, handler)
            response.headers.update(ANONYMOUS)
            if not request.content.is_eof():
                await _part(request, response)
        return response

    return handle


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


async def _listen(runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
    server, loop = runner.server, asyncio.get_running_loop()
    assert server is not None  # noqa: S101  # it was set up
    server.request_handler = _briefly(server.request_handler)
    protocol = partial(
        _Protocol,
        server,
        loop=loop,
        access_log=None,  # type: ignore[arg-type]  # aiohttp itself gives None where none is wanted
        lingering_time=0,  # see _part
        auto_decompress=False,  # Telegram compresses nothing, and a megabyte unpacks to a gigabyte
    )
    try:
        return await loop.create_server(Connections(protocol), host, port)
    except OSError as error:
        raise StartError(f"cannot listen on {host}:{port} ({_reason(error)}); free it, or set HOST and PORT") from error


def _reason(error: OSError) -> str:
    """Say in the system's words what is wrong; asyncio's repeat the address, and differ from Python to Python."""
    if isinstance(error, socket.gaierror):
        return str(error.strerror).lower()
    return os.strerror(error.errno or errno.EADDRNOTAVAIL).lower()  # Python 3.13 leaves this number out
