"""The webhook: updates come in here, and Telegram is told 200 when they have been dealt with."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web

from bot.errors import BusyError
from bot.ports import Reply
from bot.watch import Stranger
from bot.web import updates
from bot.web.connections import trust
from bot.web.fingerprint import Fingerprint
from bot.web.gate import Gate
from bot.web.http import ok
from bot.web.strangers import Strangers

BODY_BYTES = 1024 * 1024
"""Larger than any update; Telegram's largest are a few tens of kilobytes."""
BODY_SECONDS = 10.0
RETRY_AFTER = 2

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header

_log = structlog.get_logger()


class Webhook:
    """Checks that a request is Telegram's, hands its update on, and answers without any detail."""

    def __init__(
        self,
        secret: str,
        deliver: Callable[[dict[str, Any]], Awaitable[Reply | None]],
        gate: Gate | None = None,
        delivered: Callable[[], Awaitable[None]] | None = None,
        strangers: Strangers | None = None,
    ) -> None:
        self._fingerprint = Fingerprint(secret)  # the secret itself is kept nowhere, so that nothing can show it
        self._deliver = deliver
        self._delivered = delivered
        self._gate = gate or Gate()
        self._strangers = strangers or Strangers()
        self._under_way = 0
        self._is_idle = asyncio.Event()
        self._is_idle.set()
        self.is_closing = False
        self.closed_at = 0.0
        """When that began, by the clock of the event loop."""

    def close(self) -> None:
        """Take no more updates: Telegram keeps them for the next instance."""
        if not self.is_closing:
            self.is_closing, self.closed_at = True, asyncio.get_running_loop().time()
            self._strangers.close()

    async def finished(self) -> None:
        """Wait until everything that was taken has been answered, and dealt with where that takes longer."""
        await self._is_idle.wait()
        if self._delivered:
            await self._delivered()

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Deal with one request."""
        if not self._is_telegram(request):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        trust(request)
        if self.is_closing:
            return _later(RETRY_AFTER)
        self._under_way += 1
        self._is_idle.clear()
        try:
            return await self._answer(request)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._is_idle.set()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.content_type != "application/json":
            return web.Response(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        update = await _update(request)
        if isinstance(update, HTTPStatus):
            return web.Response(status=update)
        return await self._take(update, request)

    def _is_telegram(self, request: web.BaseRequest) -> bool:
        """Tell whether a request has the secret and comes from where it may; count it where not."""
        if not self._gate.admits(request):
            self._strangers.count(Stranger.NOT_ALLOWED, str(self._gate.address(request) or "unreadable"))
            return False
        is_known = self._fingerprint.fits(request.headers.get(SECRET_HEADER, ""))
        if not is_known:
            self._strangers.count(Stranger.WRONG_SECRET)
        return is_known

    async def _take(self, update: dict[str, Any], request: web.BaseRequest) -> web.StreamResponse:
        """Hand an update on; one that cannot be dealt with now never can be, so it is not asked for again."""
        try:
            reply = await self._deliver(update)
            if reply is not None:
                return await _replied(reply, request)
        except BusyError as busy:
            return _later(busy.seconds)
        except Exception:
            _log.exception("an update could not be dealt with", update_id=update["update_id"])
        return ok(request)


async def _replied(reply: Reply, request: web.BaseRequest) -> web.StreamResponse:
    """Let a call go out in the answer, unless nobody is there any more to read it."""
    if request.transport is None or request.transport.is_closing():
        await reply.call()
    elif call := reply.take():
        return ok(request, call)
    return ok(request)


def _later(seconds: int) -> web.Response:
    """Ask Telegram to send the same again after some seconds; it keeps what else there is from the same person."""
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(seconds)})


async def _update(request: web.BaseRequest) -> dict[str, Any] | HTTPStatus:
    if (request.content_length or 0) > BODY_BYTES:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    try:
        return updates.read(await _body(request))
    except web.HTTPRequestEntityTooLarge:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except (web.RequestPayloadError, ConnectionError, ValueError):
        return HTTPStatus.BAD_REQUEST


async def _body(request: web.BaseRequest) -> bytes:
    if request.content.is_eof():  # it came all at once, as it nearly always does, and so has nothing near BODY_BYTES
        return request.content.read_nowait()
    async with asyncio.timeout(BODY_SECONDS):
        return await request.read()
