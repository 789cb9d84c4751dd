"""A pooler in transaction mode, such as PgBouncer's: several connections take turns with one session of PostgreSQL."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

_PROTOCOL = 196608
_SSL = 80877103
_READY, _IDLE, _GOODBYE = b"Z", b"I", b"X"


class Pooler:
    """One session, which whoever begins a transaction has until its end."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, greeting: bytes) -> None:
        self._reader, self._writer, self._greeting = reader, writer, greeting
        self._turn = asyncio.Lock()
        self._client: asyncio.StreamWriter | None = None

    async def answer(self) -> None:
        """Pass on what PostgreSQL says to the one whose turn it is."""
        while True:
            kind, body = await _message(self._reader)
            assert self._client is not None
            self._client.write(_written(kind, body))
            if (kind, body) == (_READY, _IDLE):
                self._client = None
                self._turn.release()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Greet somebody in PostgreSQL's name, and pass on what is asked."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await _code(reader) == _SSL:
                writer.write(b"N")
            writer.write(self._greeting)
            while (message := await _message(reader))[0] != _GOODBYE:
                if self._client is not writer:
                    await self._turn.acquire()
                    self._client = writer
                self._writer.write(_written(*message))
        writer.close()


@asynccontextmanager
async def pooling(socket: Path, database: str) -> AsyncIterator[int]:
    """Pool the connections to a database while the block lasts, and give the port."""
    reader, writer = await asyncio.open_unix_connection(socket)
    asked = (
        struct.pack("!i", _PROTOCOL)
        + b"".join(f"{word}\0".encode() for word in ("user", "postgres", "database", database))
        + b"\0"
    )
    writer.write(struct.pack("!i", len(asked) + 4) + asked)
    greeting = b""
    while not greeting.endswith(_written(_READY, _IDLE)):
        greeting += _written(*await _message(reader))
    pooler = Pooler(reader, writer, greeting)
    answering = asyncio.create_task(pooler.answer())
    async with await asyncio.start_server(pooler.serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
    answering.cancel()
    writer.close()


async def _code(reader: asyncio.StreamReader) -> int:
    length, code = struct.unpack("!ii", await reader.readexactly(8))
    await reader.readexactly(length - 8)
    found: int = code
    return found


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    kind = await reader.readexactly(1)
    [length] = struct.unpack("!i", await reader.readexactly(4))
    return kind, await reader.readexactly(length - 4)


def _written(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body
