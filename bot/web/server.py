"""The HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from bot.errors import StartError
from bot.web.connections import Connections, at_work, parting
from bot.web.health import Check, healthz, readyz
from bot.web.webhook import BODY_BYTES, Webhook

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

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
    application = web.Application(client_max_size=BODY_BYTES, middlewares=[_briefly])
    application.on_response_prepare.append(_anonymously)
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz(checks))
    if webhook:
        application.router.add_routes([web.post(path, webhook.handle) for path in paths])
    runner = web.AppRunner(
        application,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=SHUTDOWN_SECONDS,
        lingering_time=0,  # see _part
        auto_decompress=False,  # Telegram compresses nothing, and a megabyte unpacks to a gigabyte
    )
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


@web.middleware
async def _briefly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what leads nowhere with a status and nothing else."""
    with at_work(request):
        try:
            response = await handler(request)
        except web.HTTPException as error:
            allowed = {name: value for name, value in error.headers.items() if name == "Allow"}
            response = web.Response(status=error.status, headers=allowed)
    if not request.content.is_eof():
        await _part(request, response)
    return response


async def _part(request: web.Request, response: web.StreamResponse) -> None:
    """Answer somebody whose body nobody has read to its end, and hang up when he has had the time to see the answer."""
    parting(request)
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


async def _anonymously(_request: web.Request, response: web.StreamResponse) -> None:
    """Do not tell strangers which versions they are talking to."""
    response.headers.popall("Server", None)
    response.headers["Server"] = "bot"


async def _listen(runner: web.AppRunner, host: str, port: int) -> asyncio.Server:
    assert runner.server is not None  # noqa: S101  # it was set up
    try:
        return await asyncio.get_running_loop().create_server(Connections(runner.server), host, port)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rpartition(": ")[2]  # asyncio repeats the address before it
        raise StartError(f"cannot listen on {host}:{port} ({reason}); free it, or set HOST and PORT") from error
