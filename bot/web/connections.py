"""The connections: how long each may be silent, and how many may be open without a request of Telegram's.

aiohttp gives a connection an hour for its first request, which suits a proxy that keeps it and nobody else.
"""

import asyncio
import math
from collections.abc import Callable

from aiohttp import web

HEAD_SECONDS = 10.0
"""From the connection, or from the first byte of a later request, to the end of the request's head."""
HEAD_BYTES = 16 * 1024
"""Of a request line and headers that have not come to their end; Telegram's and a proxy's take one or two thousand."""
IDLE_SECONDS = 620.0
"""Between requests: longer than proxies keep a connection (Google's 600 s), which else answer 502 to Telegram."""
AT_REST = 512
"""Connections without a request of Telegram's, who opens 40: half of the files that a process may usually have open."""


class Connections:
    """Makes the connections of a server; of those at rest the oldest gives way where there are too many."""

    def __init__(self, protocols: Callable[[], asyncio.Protocol]) -> None:
        self._protocols = protocols
        self._at_rest: dict[Connection, None] = {}

    def __call__(self) -> "Connection":
        """Make one, as asyncio asks for it when somebody connects."""
        return Connection(self, self._protocols())

    def rest(self, connection: "Connection") -> None:
        """Count a connection as one without a request of Telegram's."""
        self._at_rest[connection] = None
        if len(self._at_rest) > AT_REST:
            next(iter(self._at_rest)).hang_up()

    def wake(self, connection: "Connection") -> None:
        """Count it no longer."""
        self._at_rest.pop(connection, None)


class Connection(asyncio.Protocol):
    """One connection: it watches what comes and passes everything on to aiohttp."""

    def __init__(self, connections: Connections, protocol: asyncio.Protocol) -> None:
        self._connections = connections
        self._protocol = protocol
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._until = math.inf
        """When to hang up, by the clock of the event loop; it changes with each request, and the timer does not."""
        self._head: bytearray | None = None
        """What has come of the next request's head; None while nothing is expected, or when it is complete."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Expect a request soon."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # no other has a stream
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._head = bytearray()
        self._stay(HEAD_SECONDS)
        self._protocol.connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget it."""
        self._transport = None
        if self._timer:
            self._timer.cancel()
        self._leave()
        self._protocol.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Pass on what came, unless it is a head without an end."""
        if self._head is not None and not self._watch(self._head, data):
            self.hang_up()
            return
        self._protocol.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on that nothing more comes."""
        return self._protocol.eof_received()

    def pause_writing(self) -> None:
        """Pass on that the other side does not read."""
        self._protocol.pause_writing()

    def resume_writing(self) -> None:
        """Pass on that it reads again."""
        self._protocol.resume_writing()

    def answer(self) -> None:
        """Give a request its time: whoever it is from, an answer takes no longer than a head."""
        self._head = None
        self._connections.wake(self)
        self._stay(HEAD_SECONDS)

    def work(self) -> None:
        """Take as long as it takes: the request is Telegram's."""
        self._leave()

    def rest(self) -> None:
        """Expect another request, or none for a while."""
        self._head = bytearray()
        self._stay(IDLE_SECONDS)

    def hang_up(self) -> None:
        """End it without an answer."""
        self._leave()
        if self._transport:
            self._transport.abort()

    def _watch(self, head: bytearray, data: bytes) -> bool:
        """Look at a piece of a request's head, and tell whether it may go on."""
        is_first = not head
        head += data.lstrip(b"\r\n") if is_first else data  # empty lines before a request are allowed, and none of it
        if b"\r\n\r\n" in head:
            self._head = None
            return True
        if is_first and head:
            self._stay(HEAD_SECONDS)
        return len(head) <= HEAD_BYTES

    def _stay(self, seconds: float) -> None:
        if self._transport:
            self._until = self._loop.time() + seconds
            if self._timer is None or self._timer.when() > self._until:
                self._look_in(min(seconds, HEAD_SECONDS))
            self._connections.rest(self)

    def _look(self) -> None:
        """Hang up if it is time; else look again then, and before any other time may have been set."""
        left = self._until - self._loop.time()
        if left <= 0:
            self.hang_up()
        else:
            self._look_in(min(left, HEAD_SECONDS))

    def _look_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, self._look)

    def _leave(self) -> None:
        self._until = math.inf
        self._connections.wake(self)


def trust(request: web.BaseRequest) -> None:
    """Give the connection of a request that is Telegram's all the time that it takes, and let it never give way."""
    if connection := connection_of(request):
        connection.work()


def distrust(request: web.BaseRequest) -> None:
    """Give it an answer's time again."""
    if connection := connection_of(request):
        connection.answer()


def connection_of(request: web.BaseRequest) -> Connection | None:
    """Give the connection on which a request came; None where it has ended."""
    protocol = request.transport.get_protocol() if request.transport else None
    return protocol if isinstance(protocol, Connection) else None
