"""What strangers cost: `python -m benchmarks.strangers`.

The bot's HTTP side, a process of its own whose CPU time is measured, with an update that is dealt with at once. Twenty
clients send 10,000 requests of each kind over real sockets, as fast as they are answered; kinds take turns, so that
whatever else the machine does falls on all of them.
"""

import asyncio
import json
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot import logs
from bot.web.server import serving
from bot.web.webhook import SECRET_HEADER, Webhook

REQUESTS = 10_000
ROUNDS = 5
CLIENTS = 20
SECRET = "a-good_Secret-123"  # noqa: S105  # of nobody
_UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "hi"}}


@dataclass(slots=True)
class Kind:
    """A kind of request, whether each comes on a connection of its own, and what it cost."""

    name: str
    request: bytes
    is_kept: bool = True
    seconds: float = 0.0
    cpu: float = 0.0
    times: list[float] = field(default_factory=list)


def main() -> None:
    """Measure, and print a table in Markdown."""
    kinds, lines = asyncio.run(_measured())
    rows = [
        "| | requests | a second | CPU of the bot for each | an answer: median | 99th of 100 |",
        "| --- | --- | --- | --- | --- | --- |",
        *map(_row, kinds),
        "",
        f"Lines in the log: {lines}.",
    ]
    sys.stdout.write("\n".join(rows) + "\n")


async def _measured() -> tuple[list[Kind], int]:
    kinds = [
        Kind("`/healthz`", b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"),
        Kind("a wrong secret", _posted("wrong")),
        Kind("an update", _posted(SECRET)),
        Kind("`/healthz`, each on a connection of its own", b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n", False),
        Kind("a wrong secret, each on a connection of its own", _posted("wrong"), False),
    ]
    async with _bot() as (bot, port):
        for kind in kinds:
            await _sent(kind, port, 500)  # to warm up
            kind.times.clear()
        for _ in range(ROUNDS):
            for kind in kinds:
                cpu, started = await _cpu(bot), time.perf_counter()
                await _sent(kind, port, REQUESTS // ROUNDS)
                kind.seconds += time.perf_counter() - started
                kind.cpu += await _cpu(bot) - cpu
    assert bot.stderr is not None  # noqa: S101  # it has one
    return kinds, (await bot.stderr.read()).count(b"\n")


def _posted(secret: str) -> bytes:
    body = json.dumps(_UPDATE).encode()
    head = f"POST /webhook HTTP/1.1\r\nHost: bot\r\n{SECRET_HEADER}: {secret}\r\nContent-Type: application/json\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


async def _sent(kind: Kind, port: int, requests: int) -> None:
    await asyncio.gather(*(_client(kind, port, requests // CLIENTS) for _ in range(CLIENTS)))


async def _client(kind: Kind, port: int, requests: int) -> None:
    for _ in range(1 if kind.is_kept else requests):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(requests if kind.is_kept else 1):
            started = time.perf_counter()
            writer.write(kind.request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]))
            kind.times.append((time.perf_counter() - started) * 1000)
        writer.close()


@asynccontextmanager
async def _bot() -> AsyncIterator[tuple[Process, int]]:
    command = [sys.executable, "-m", "benchmarks.strangers", "serve"]
    bot = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    assert bot.stdout is not None  # noqa: S101  # it has one
    try:
        yield bot, int(await bot.stdout.readline())
    finally:
        assert bot.stdin is not None  # noqa: S101  # it has one
        bot.stdin.close()


async def _cpu(bot: Process) -> float:
    """Ask for the seconds of CPU that the bot has taken."""
    assert bot.stdin is not None  # noqa: S101  # it has both
    assert bot.stdout is not None  # noqa: S101
    bot.stdin.write(b"\n")
    return float(await bot.stdout.readline())


async def _serve() -> None:
    """Be the bot: tell the port, then the CPU time as often as a line comes, until no more come."""

    async def deal_with(_update: dict[str, Any]) -> None:
        """Deal with an update at once."""

    logs.configure([SECRET])
    async with serving("127.0.0.1", 0, checks={}, webhook=Webhook(SECRET, deal_with), paths=["/webhook"]) as port:
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        while await asyncio.to_thread(sys.stdin.readline):
            sys.stdout.write(f"{time.process_time()}\n")
            sys.stdout.flush()


def _row(kind: Kind) -> str:
    hundredths = statistics.quantiles(kind.times, n=100)
    rate, cpu = len(kind.times) / kind.seconds, kind.cpu / len(kind.times) * 1000
    figures = f"{rate:,.0f} | {cpu:.3f} ms | {hundredths[49]:.1f} ms | {hundredths[98]:.1f} ms"
    return f"| {kind.name} | {len(kind.times):,} | {figures} |"


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(_serve())
    else:
        main()
