"""What monitors ask: /healthz says alive, /readyz says that the bot can do its work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

OK, FAILING = "ok", "failing"
Check = Callable[[], Awaitable[str | None]]
"""Returns where all is well, perhaps with a word that says more; raises where it is not."""
CHECK_SECONDS = 2.0
"""How long a part may take to say so: a monitor that gets no answer learns less than one that is told "failing"."""


async def healthz(_request: web.BaseRequest) -> web.Response:
    """Say that the process answers."""
    return web.json_response({"status": "alive"})


def readyz(
    checks: Mapping[str, Check], is_stopping: Callable[[], bool]
) -> Callable[[web.BaseRequest], Awaitable[web.Response]]:
    """Make the handler that says of each part whether it is well: 200 where all are, else, as when stopping, 503.

    Those who ask at the same time get the same answer, so that a crowd of them does not become one at the database.
    """
    asking: asyncio.Task[dict[str, str]] | None = None

    async def handle(_request: web.BaseRequest) -> web.Response:
        nonlocal asking
        if is_stopping():
            return web.json_response({"status": "stopping"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
        if asking is None or asking.done():
            asking = asyncio.create_task(_states(checks))
        parts = await asyncio.shield(asking)
        well = all(state != FAILING for state in parts.values())
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"status": "ready" if well else "not ready", **parts}, status=status)

    return handle


async def _states(checks: Mapping[str, Check]) -> dict[str, str]:
    asked = dict(checks)  # parts may come to it meanwhile
    return dict(zip(asked, await asyncio.gather(*map(_state, asked.values())), strict=True))


async def _state(check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check() or OK
    except Exception:  # whatever it is, the answer is the same, and the reason is in the log of the part itself
        return FAILING
