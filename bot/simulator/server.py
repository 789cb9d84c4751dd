"""The simulator over HTTP: the Bot API, and the page with its WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator.socket import PageSocket
from bot.simulator.state import Json
from bot.simulator.telegram import Telegram

PAGE = Path(__file__).parent / "page"
UPLOAD_BYTES = 50 * 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Server:
    """A simulator that listens."""

    url: str


@asynccontextmanager
async def serve(telegram: Telegram, *, host: str = "127.0.0.1", port: int = 8080) -> AsyncIterator[Server]:
    """Serve a Telegram while the block lasts; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    sockets: set[PageSocket] = set()
    runner = web.AppRunner(_application(telegram, sockets), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield Server(f"http://{host}:{runner.addresses[0][1]}")
    finally:
        await telegram.delivery.close()
        await asyncio.gather(*(socket.close() for socket in list(sockets)))
        await runner.cleanup()


def _application(telegram: Telegram, sockets: set[PageSocket]) -> web.Application:
    async def bot_api(request: web.Request) -> web.Response:
        if request.match_info["token"] != telegram.token:
            return _json({"ok": False, "error_code": 401, "description": "Unauthorized"})
        try:
            params = await _params(request)
        except ValueError:
            return _json({"ok": False, "error_code": 400, "description": "Bad Request: can't parse request body"})
        return _json(await telegram.call(request.match_info["method"], params))

    async def unknown(_request: web.Request) -> web.Response:
        return _json({"ok": False, "error_code": 404, "description": "Not Found"})

    async def page(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-store"})

    async def page_file(request: web.Request) -> web.StreamResponse:
        file = PAGE / request.match_info["name"]
        if not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers={"Cache-Control": "no-store"})

    async def page_socket(request: web.Request) -> web.StreamResponse:
        socket = PageSocket(telegram)
        sockets.add(socket)
        try:
            return await socket.run(request)
        finally:
            sockets.discard(socket)

    application = web.Application(client_max_size=UPLOAD_BYTES, middlewares=[_only_here])
    application.router.add_get("/", page)
    application.router.add_get(r"/page/{name:[a-z-]+\.(?:html|css|js)}", page_file)
    application.router.add_get("/simulator/socket", page_socket)
    application.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", bot_api)
    application.router.add_route("*", "/{anything:bot.*}", unknown)
    return application


@web.middleware
async def _only_here(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse other sites' pages: neither a name that was led here nor a foreign origin gets anything."""
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    if host not in LOOPBACK or (origin is not None and urlsplit(origin).hostname not in LOOPBACK):
        raise web.HTTPForbidden
    return await handler(request)


async def _params(request: web.Request) -> Json:
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        given = json.loads(body) if body.strip() else {}
        if not isinstance(given, dict):
            raise ValueError
        return params | given
    return params | {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def _json(answer: Json) -> web.Response:
    return web.json_response(answer, status=answer.get("error_code", 200))
