"""The HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from bot.errors import StartError
from bot.web.health import Check, healthz, readyz
from bot.web.webhook import BODY_BYTES, Webhook

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SHUTDOWN_SECONDS = 25.0
"""How long updates under way may take to end: platforms kill after 30 seconds."""
CLEANUP_SECONDS = 0.5
"""How long other requests may, and answers that are being written."""


@asynccontextmanager
async def serving(
    host: str, port: int, *, checks: Mapping[str, Check], webhook: Webhook | None = None, paths: Iterable[str] = ()
) -> AsyncIterator[int]:
    """Serve until the block ends, and give the port, which matters where 0 was asked for.

    At the end the webhook refuses new updates while those under way are finished; only then nobody listens any more.

    Raises:
        StartError: the address is not to be had.
    """
    application = web.Application(client_max_size=BODY_BYTES, middlewares=[_briefly])
    application.on_response_prepare.append(_anonymously)
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz(checks, lambda: webhook is not None and webhook.is_closing))
    if webhook:
        application.router.add_routes([web.post(path, webhook.handle) for path in paths])
    runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=CLEANUP_SECONDS)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        yield runner.addresses[0][1]
    finally:
        if webhook:
            await _close(webhook)
        await runner.cleanup()


async def _close(webhook: Webhook) -> None:
    """Refuse what comes while that which has come is finished: nobody who does not listen says when to return."""
    webhook.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(SHUTDOWN_SECONDS):
            await webhook.finished()


@web.middleware
async def _briefly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what leads nowhere with a status and nothing else."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        allowed = {name: value for name, value in error.headers.items() if name == "Allow"}
        return web.Response(status=error.status, headers=allowed)


async def _anonymously(_request: web.Request, response: web.StreamResponse) -> None:
    """Do not tell strangers which versions they are talking to."""
    response.headers.popall("Server", None)
    response.headers["Server"] = "bot"


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rpartition(": ")[2]  # asyncio repeats the address before it
        raise StartError(f"cannot listen on {host}:{port} ({reason}); free it, or set HOST and PORT") from error
