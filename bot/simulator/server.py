"""The simulator over HTTP: the Bot API, files, and the page with its WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator import storage
from bot.simulator.socket import PageSocket
from bot.simulator.state import Json, Upload
from bot.simulator.telegram import Telegram
from bot.simulator.trouble import GarbledError, LostError

PAGE = Path(__file__).parent / "page"
LATE_SECONDS = 120.0
UPLOAD_BYTES = 50 * 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Server:
    """A simulator that listens."""

    url: str


@asynccontextmanager
async def serve(
    telegram: Telegram, *, host: str = "127.0.0.1", port: int = 8080, restart: Callable[[], None] | None = None
) -> AsyncIterator[Server]:
    """Serve a Telegram while the block lasts; port 0 takes a free one, `restart` is called when a page asks for it.

    Raises:
        OSError: the port is taken.
    """
    routes = _Routes(telegram, restart)
    runner = web.AppRunner(routes.application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        name = f"[{host}]" if ":" in host else host
        yield Server(f"http://{name}:{runner.addresses[0][1]}")
    finally:
        telegram.delivery.hang_up()
        await asyncio.gather(*(socket.close() for socket in list(routes.sockets)))
        await runner.cleanup()


class _Routes:
    """What is answered where."""

    def __init__(self, telegram: Telegram, restart: Callable[[], None] | None) -> None:
        self._telegram = telegram
        self._restart = restart
        self.sockets: set[PageSocket] = set()

    def application(self) -> web.Application:
        application = web.Application(client_max_size=UPLOAD_BYTES, middlewares=[_only_here])
        application.router.add_get("/", self._page)
        application.router.add_get(r"/page/{name:[a-z-]+\.(?:html|css|js)}", self._page_file)
        application.router.add_get("/simulator/socket", self._socket)
        application.router.add_get("/simulator/photo/{id}", self._photo)
        application.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._file)
        for method in (application.router.add_get, application.router.add_post):
            method("/bot{token:[^/]+}/{method:[^/]+}", self._bot_api)
        application.router.add_route("*", "/{anything:(?:file/)?bot.*}", self._not_found)
        return application

    async def _bot_api(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._telegram.token:
            return _refused(401, "Unauthorized")
        try:
            params, files = await _params(request)
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, "Request Entity Too Large")
        except (ValueError, RecursionError):
            return _refused(400, "Bad Request: can't parse the body of the request")
        try:
            answer = await self._telegram.call(request.match_info["method"], params, files)
        except GarbledError as garbled:
            return web.Response(status=garbled.code, text=garbled.page, content_type="text/html")
        except LostError as lost:
            return await self._lose(request, lost)
        return web.json_response(answer, status=answer.get("error_code", 200))

    async def _lose(self, request: web.Request, lost: LostError) -> web.Response:
        """Let the bot wait for an answer that does not come, or cut the line."""
        if lost.late:
            await self._telegram.clock.sleep(LATE_SECONDS)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()  # nobody is there any more to read it

    async def _file(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._telegram.token:
            return _refused(401, "Unauthorized")
        for file in self._telegram.files.values():
            if file.path == request.match_info["path"]:
                return web.Response(body=file.content, content_type="application/octet-stream", headers=NO_STORE)
        return _refused(404, "Not Found")

    async def _photo(self, request: web.Request) -> web.Response:
        """Give the page a photo that the bot sent; of one that somebody else sent, or that was not kept, nothing."""
        file = self._telegram.files.get(request.match_info["id"])
        if file is None or file.kind != "photo" or not file.content:
            return web.Response(status=204, headers=NO_STORE)  # a page that is refused a picture complains of it
        kind = f"image/{storage.IMAGES[file.path.rpartition('.')[2]]}"
        return web.Response(body=file.content, content_type=kind, headers=NO_STORE)

    async def _not_found(self, _request: web.Request) -> web.Response:
        return _refused(404, "Not Found")

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers=NO_STORE)

    async def _page_file(self, request: web.Request) -> web.StreamResponse:
        file = PAGE / request.match_info["name"]
        if not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers=NO_STORE)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden
        socket = PageSocket(self._telegram, self._restart)
        self.sockets.add(socket)
        try:
            return await socket.run(request)
        finally:
            self.sockets.discard(socket)


@web.middleware
async def _only_here(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse other sites' pages: neither a name that was led here nor a foreign origin gets anything."""
    origin = request.headers.get("Origin")
    if not _is_loopback(f"//{request.host}") or (origin is not None and not _is_loopback(origin)):
        raise web.HTTPForbidden
    return await handler(request)


def _is_loopback(address: str) -> bool:
    try:
        return urlsplit(address).hostname in LOOPBACK
    except ValueError:
        return False


async def _params(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        given = json.loads(body) if body.strip() else {}
        if not isinstance(given, dict):
            raise ValueError
        return params | given, {}
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            params[name] = value if isinstance(value, str) else value.decode()
    return params, files


def _refused(code: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": description}, status=code)
