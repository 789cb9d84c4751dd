"""/metrics: the numbers of this process, for programs such as Prometheus."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from bot.watch import Stranger
from bot.web.fingerprint import Fingerprint
from bot.web.http import Handler
from bot.web.strangers import Strangers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""The one format that all of them read, so that nobody has to ask for one."""

Page = Callable[[], Awaitable[bytes]]
"""Writes the numbers down."""


def metrics(page: Page) -> Handler:
    """Make the handler that shows the numbers to whoever asks."""

    async def show(_request: web.BaseRequest) -> web.Response:
        return web.Response(body=await page(), headers={"Content-Type": CONTENT_TYPE})

    return show


def with_token(handler: Handler, token: str, strangers: Strangers) -> Handler:
    """Let only those come to a handler who have the token; the others are strangers."""
    fingerprint = Fingerprint(token)

    async def check(request: web.BaseRequest) -> web.StreamResponse:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and fingerprint.fits(given.strip()):
            return await handler(request)
        strangers.count(Stranger.WRONG_TOKEN)
        return web.Response(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})

    return check
