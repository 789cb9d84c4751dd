"""The HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from bot.errors import StartError
from bot.system import reason
from bot.web.connections import Connections
from bot.web.health import Check, healthz, readyz
from bot.web.http import Handler, Routes, Server, looked_at
from bot.web.webhook import BODY_BYTES, Webhook

SHUTDOWN_SECONDS = 25.0
"""How long updates under way may take to end, from the first refusal on: platforms kill after 30 seconds."""
CLEANUP_SECONDS = 0.5
"""How long other requests may, and answers that are being written."""


@asynccontextmanager
async def serving(
    host: str,
    port: int,
    *,
    checks: Mapping[str, Check],
    webhook: Webhook | None = None,
    paths: Iterable[str] = (),
    metrics: Handler | None = None,
) -> AsyncIterator[int]:
    """Serve until the block ends, and give the port, which matters where 0 was asked for.

    At the end the webhook refuses new updates while those under way are finished; only then nobody listens any more.

    Raises:
        StartError: the address is not to be had.
    """
    routes = {
        "/healthz": looked_at(healthz),
        "/readyz": looked_at(readyz(checks, lambda: webhook is not None and webhook.is_closing)),
    }
    if webhook:
        routes |= {path: {"POST": webhook.handle} for path in paths}
    if metrics:
        routes["/metrics"] = looked_at(metrics)
    async with _listening(routes, host, port, "HOST and PORT") as bound:
        try:
            yield bound
        finally:
            if webhook:
                await _close(webhook)


@asynccontextmanager
async def serving_metrics(host: str, port: int, metrics: Handler) -> AsyncIterator[int]:
    """Serve the numbers and nothing else until the block ends, and give the port.

    Raises:
        StartError: the address is not to be had.
    """
    async with _listening({"/metrics": looked_at(metrics)}, host, port, "HOST and METRICS_PORT") as bound:
        yield bound


@asynccontextmanager
async def _listening(routes: Routes, host: str, port: int, names: str) -> AsyncIterator[int]:
    """Listen while the block lasts; `names` are the settings of the address."""
    server = Server(routes, BODY_BYTES)
    runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=CLEANUP_SECONDS)
    await runner.setup()
    try:
        listener = await _listen(server, host, port, names)
        try:
            yield listener.sockets[0].getsockname()[1]
        finally:
            listener.close()
    finally:
        await runner.cleanup()


async def _close(webhook: Webhook) -> None:
    """Refuse what comes while that which has come is finished: nobody who does not listen says when to return."""
    webhook.close()
    with suppress(TimeoutError):
        async with asyncio.timeout_at(webhook.closed_at + SHUTDOWN_SECONDS):
            await webhook.finished()


async def _listen(server: Server, host: str, port: int, names: str) -> asyncio.Server:
    try:
        return await asyncio.get_running_loop().create_server(Connections(server), host, port)
    except OSError as error:
        raise StartError(f"cannot listen on {host}:{port} ({reason(error)}); free it, or set {names}") from error
