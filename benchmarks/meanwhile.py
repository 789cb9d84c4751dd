"""How taps are answered while an announcement goes out at full rate: `python -m benchmarks.meanwhile`.

The bot as it ships, a process of its own, by webhook over real sockets; Telegram is simulated with its limits on.
Twenty people tap, ten times a second together on average, so that nobody comes near the limit of a chat, and as
unevenly as people do who know nothing of one another: six in one moment, nobody in the next. The announcement is paused
and resumed, so that times with and without it take turns. Measured is the time from the tap until the edit arrives.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.console import Console
from rich.progress import track

from benchmarks.crowd import Crowd, subscribe
from benchmarks.shipped import COMMAND, settings
from bot import logs
from bot.core.announcing import State
from bot.simulator import Person, serve
from bot.simulator.state import Json, Upload
from bot.store import Store, open_store, upgrade

TAPPERS = 20
TAPS = 10
"""Each second, on average."""
SUBSCRIBERS = 5_000
ROUNDS = 6
SECONDS = 12
"""Of each round with the announcement, and of each without."""
PATIENCE = 30.0
"""Seconds after which a tap that was not answered ends the run."""
ANNOUNCEMENT = "report-workforce"

_chance = random.Random(1)  # noqa: S311  # the same taps each time


class Watched(Crowd):
    """Notes when the edit of each chat arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.edited: dict[int, asyncio.Future[float]] = {}
        self.waits = 0
        """How often an answer to a tap was asked to wait."""

    async def call(self, method: str, params: Json, files: dict[str, Upload] | None = None) -> Json:  # type: ignore[override]
        """Carry out a call, and note the time of an edit."""
        arrived = time.perf_counter()
        answer = await super().call(method, params, files)
        if method == "editMessageText":
            self.waits += answer.get("error_code") == 429
            waiting = self.edited.get(int(params["chat_id"]))
            if answer["ok"] and waiting and not waiting.done():
                waiting.set_result(arrived)
        return answer


def main() -> None:
    """Measure, and print a table in Markdown."""
    logs.configure(level=30)
    without, during, (waits, others), rate = asyncio.run(_measured())
    lines = [
        "| | taps | a tap to its edit: median | 90th of 100 | 99th of 100 |",
        "| --- | --- | --- | --- | --- |",
        _row("without an announcement", without),
        _row(f"while one goes out at {rate:.1f} a second", during),
        "",
        f"Answers to taps that Telegram asked to wait: {waits}; messages of the announcement: {others}.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def _measured() -> tuple[list[float], list[float], tuple[int, int], float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        async with Watched() as telegram, serve(telegram, host="127.0.0.1", port=0) as server:
            await upgrade(url)
            await subscribe(url, telegram.gather(SUBSCRIBERS))
            async with open_store(url) as store, _bot(server.url, folder):
                return await _rounds(telegram, store)


async def _rounds(telegram: Watched, store: Store) -> tuple[list[float], list[float], tuple[int, int], float]:
    people = [telegram.person("Grace", language_code="en") for _ in range(TAPPERS)]
    while not telegram.webhook.url:  # noqa: ASYNC110  # the other process sets it
        await asyncio.sleep(0.05)
    for person in people:
        await person.send("/start")
        await asyncio.sleep(0.2)
    await _tapped(telegram, people, 4)
    without: list[float] = []
    during: list[float] = []
    sent, took = 0, 0.0
    await store.ledger.begin(ANNOUNCEMENT)
    await store.ledger.change(ANNOUNCEMENT, State.PAUSED, unless=())
    for _ in track(range(ROUNDS), "Rounds", console=Console(stderr=True), transient=True):
        without += await _tapped(telegram, people, SECONDS)
        await store.ledger.change(ANNOUNCEMENT, State.SENDING, unless=())
        await _until_it_goes_out(telegram)
        before, began = sum(telegram.got.values()), time.perf_counter()
        during += await _tapped(telegram, people, SECONDS)
        sent, took = sent + sum(telegram.got.values()) - before, took + time.perf_counter() - began
        await store.ledger.change(ANNOUNCEMENT, State.PAUSED, unless=())
        await asyncio.sleep(2.0)
    return without, during, (telegram.waits, telegram.floods - telegram.waits), sent / took


async def _until_it_goes_out(telegram: Watched) -> None:
    before = sum(telegram.got.values())
    while sum(telegram.got.values()) < before + 10:  # noqa: ASYNC110  # the other process sends it
        await asyncio.sleep(0.05)


async def _tapped(telegram: Watched, people: Sequence[Person], seconds: int) -> list[float]:
    """Let one after the other tap, and give the milliseconds until each edit arrived."""
    taps = []
    at = time.perf_counter()
    for number in range(seconds * TAPS):
        at += _chance.expovariate(TAPS)
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        taps.append(asyncio.create_task(_tap(telegram, people[number % len(people)])))
    return await asyncio.gather(*taps)


async def _tap(telegram: Watched, person: Person) -> float:
    assert person.last is not None  # noqa: S101  # everybody has the menu
    label = "Home" if "🏠 Home" in str(person.last.labels) else "📄 Reports"
    telegram.edited[person.id] = asyncio.get_running_loop().create_future()
    began = time.perf_counter()
    await person.press(label)
    return (await asyncio.wait_for(telegram.edited[person.id], PATIENCE) - began) * 1000


@asynccontextmanager
async def _bot(api: str, folder: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, cwd=folder, env=settings(folder, TELEGRAM_API_URL=api), stderr=DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


def _row(name: str, times: list[float]) -> str:
    hundredths = statistics.quantiles(times, n=100)
    figures = " | ".join(f"{hundredths[at - 1]:.1f} ms" for at in (50, 90, 99))
    return f"| {name} | {len(times):,} | {figures} |"


if __name__ == "__main__":
    main()
