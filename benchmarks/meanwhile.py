"""How taps are answered while an announcement goes out at full rate: `python -m benchmarks.meanwhile`.

The bot as it ships, a process of its own, by webhook over real sockets; Telegram is simulated with its limits on.
Twenty people tap, ten times a second together on average, so that nobody comes near the limit of a chat, and as
unevenly as people do who know nothing of one another: six in one moment, nobody in the next. The announcement is paused
and resumed, so that times with and without it take turns. Measured is the time from the tap until the edit arrives; the
last line says whether the announcement makes taps slower by less than the goal.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

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
ROUNDS, QUICK_ROUNDS = 6, 2
SECONDS = 30
"""Of each round with the announcement, and of each without."""
GOAL = 20.0
"""Milliseconds by which taps may be slower meanwhile, at the 99th of 100."""
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


@dataclass(frozen=True, slots=True)
class Round:
    """The milliseconds of taps without the announcement and during it, and its messages a second."""

    without: Sequence[float]
    during: Sequence[float]
    rate: float


@dataclass(frozen=True, slots=True)
class Result:
    """All rounds; how often Telegram asked to wait before an answer to a tap, and before anything else."""

    rounds: Sequence[Round]
    waits: int
    others: int

    def of_all(self, times: Callable[[Round], Sequence[float]]) -> list[float]:
        """Put the taps of all rounds together."""
        return [time for each in self.rounds for time in times(each)]


def main() -> None:
    """Measure, and print two tables in Markdown, and what became of the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two rounds, for a look")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    logs.configure(level=30)
    result = asyncio.run(_measured(rounds))
    without, during = result.of_all(lambda each: each.without), result.of_all(lambda each: each.during)
    rate = statistics.fmean(each.rate for each in result.rounds)
    slower = _of_100(99, during) - _of_100(99, without)
    lines = [
        "| | taps | a tap to its edit: median | 90th of 100 | 99th of 100 | slowest |",
        "| --- | --- | --- | --- | --- | --- |",
        _row("without an announcement", without),
        _row(f"while one goes out at {rate:.1f} a second", during),
        "",
        "| round | without: median | 99th of 100 | meanwhile: median | 99th of 100 | messages a second |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_row_of(number, each) for number, each in enumerate(result.rounds, 1)),
        "",
        f"Answers to taps that Telegram asked to wait: {result.waits}; messages of the announcement: {result.others}.",
        f"Slower at the 99th of 100: {slower:.1f} ms; the goal of less than {GOAL:.0f} ms is "
        f"{'met' if slower < GOAL else 'MISSED'}.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def _measured(rounds: int) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        async with Watched() as telegram, serve(telegram, host="127.0.0.1", port=0) as server:
            await upgrade(url)
            await subscribe(url, telegram.gather(SUBSCRIBERS))
            async with open_store(url) as store, _bot(server.url, folder):
                return await _rounds(telegram, store, rounds)


async def _rounds(telegram: Watched, store: Store, count: int) -> Result:
    people = [telegram.person("Grace", language_code="en") for _ in range(TAPPERS)]
    while not telegram.webhook.url:  # noqa: ASYNC110  # the other process sets it
        await asyncio.sleep(0.05)
    for person in people:
        await person.send("/start")
        await asyncio.sleep(0.2)
    await _tapped(telegram, people, 4)
    await store.ledger.begin(ANNOUNCEMENT)
    await store.ledger.change(ANNOUNCEMENT, State.PAUSED, unless=())
    shown = track(range(count), "Rounds", console=Console(stderr=True), transient=True)
    rounds = [await _round(telegram, store, people) for _ in shown]
    return Result(rounds, telegram.waits, telegram.floods - telegram.waits)


async def _round(telegram: Watched, store: Store, people: Sequence[Person]) -> Round:
    without = await _tapped(telegram, people, SECONDS)
    await store.ledger.change(ANNOUNCEMENT, State.SENDING, unless=())
    await _until_it_goes_out(telegram)
    before, began = sum(telegram.got.values()), time.perf_counter()
    during = await _tapped(telegram, people, SECONDS)
    rate = (sum(telegram.got.values()) - before) / (time.perf_counter() - began)
    await store.ledger.change(ANNOUNCEMENT, State.PAUSED, unless=())
    await asyncio.sleep(2.0)
    return Round(without, during, rate)


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


def _row(name: str, times: Sequence[float]) -> str:
    figures = " | ".join(f"{_of_100(at, times):.1f} ms" for at in (50, 90, 99))
    return f"| {name} | {len(times):,} | {figures} | {max(times):.1f} ms |"


def _row_of(number: int, each: Round) -> str:
    figures = " | ".join(f"{_of_100(at, times):.1f} ms" for times in (each.without, each.during) for at in (50, 99))
    return f"| {number} | {figures} | {each.rate:.1f} |"


def _of_100(at: int, times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[at - 1]


if __name__ == "__main__":
    main()
