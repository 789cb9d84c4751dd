"""What is left of 100,000 taps in the bot's process: `python -m benchmarks.soak`, or `--taps 3000` and so on.

The bot as it ships, a process of its own with an SQLite file, by webhook over real sockets; Telegram is simulated.
Three hundred people go wherever buttons lead, twenty at a time. Before each reading everybody has been answered, and
Telegram hangs up, so that what is open then is what the bot itself keeps open.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mode
from typing import Self

from rich.console import Console
from rich.progress import Progress

from bot import logs
from bot.simulator import Person, Telegram, serve
from bot.simulator.posting import HttpLine

ROOT = Path(__file__).parent.parent
TAPS = 100_000
WARM_UP = 12_000
"""Taps before the first reading: by then the numbers of 10,000 updates are remembered, which are all that are."""
PEOPLE = 300
AT_ONCE = 20
PARTS = 5
LOOKS, PAUSE = 6, 0.25
"""How often is looked at each reading, and the seconds before each: what the bot just does by itself does not count."""
PATIENCE = 60.0
"""Seconds after which something that does not come ends the run."""
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bot's process holds at rest; `memory` in MiB."""

    taps: int
    memory: float
    tasks: int
    sockets: int
    files: int
    threads: int


@dataclass(frozen=True, slots=True)
class Result:
    """The readings, first to last, what became of the taps, and how many seconds they took."""

    readings: Sequence[Reading]
    unanswered: int
    seconds: float


class Exchange:
    """Telegram's side of all sockets: it listens for calls and posts updates, until it hangs up."""

    def __init__(self, telegram: Telegram, line: HttpLine) -> None:
        self._telegram = telegram
        self._line = line
        self._port = _free_port()
        self._listening = AsyncExitStack()
        self.url = f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hang_up()

    async def listen(self) -> None:
        """Take calls."""
        await self._listening.enter_async_context(serve(self._telegram, host="127.0.0.1", port=self._port))

    async def hang_up(self) -> None:
        """Close every connection."""
        await self._listening.aclose()
        await self._line.close()


class People:
    """People who tap any button of what they were sent last, with the same chance each time."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._free = deque(telegram.person("Ana", language_code=("en", "es")[n % 2]) for n in range(PEOPLE))
        self._chance = random.Random(1)  # noqa: S311  # the same taps each time
        self._taps = 0

    @property
    def unanswered(self) -> int:
        """The taps that were not answered."""
        return self._taps - sum(map(len, self._telegram.queries.answers.values()))

    async def arrive(self) -> None:
        """Let everybody begin a chat."""
        for person in self._free:
            await person.send("/start")

    async def tap(self, count: int, told: Callable[[], None]) -> None:
        """Let so many taps be answered, a few at a time; each is told of."""
        left = iter(range(count))

        async def work() -> None:
            for _ in left:
                person = self._free.popleft()
                await self._tap(person)
                self._free.append(person)
                told()

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))

    async def _tap(self, person: Person) -> None:
        message = person.last
        assert message is not None  # noqa: S101  # everybody was greeted
        self._taps += 1
        choice = [button.callback_data for row in message.buttons for button in row if button.callback_data]
        async with asyncio.timeout(PATIENCE):
            await person.press_data(self._chance.choice(choice), on=message)


class Bot:
    """The bot's process, seen from outside; only its tasks it has to tell by itself."""

    def __init__(self, process: Process, told: Path) -> None:
        self._process = process
        self._told = told
        self._proc = Path(f"/proc/{process.pid}")

    async def read(self, taps: int) -> Reading:
        """Read what the process holds."""
        tasks = await self._tasks()
        pages = int((self._proc / "statm").read_text(encoding="ascii").split()[1])
        open_files = [str(file.readlink()) for file in (self._proc / "fd").iterdir()]
        sockets = sum(file.startswith("socket:") for file in open_files)
        memory = pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE
        threads = sum(1 for _ in (self._proc / "task").iterdir())
        return Reading(taps, memory, tasks, sockets, len(open_files) - sockets, threads)

    async def _tasks(self) -> int:
        self._told.unlink(missing_ok=True)
        self._process.send_signal(signal.SIGUSR1)
        async with asyncio.timeout(PATIENCE):
            while not self._told.exists():  # noqa: ASYNC110  # the other process writes it
                await asyncio.sleep(0.01)
        return int(self._told.read_text(encoding="utf-8").splitlines()[0])


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taps", type=int, default=TAPS)
    parser.add_argument("--warm-up", type=int, default=WARM_UP)
    given = parser.parse_args()
    logs.configure(level=30)
    result = asyncio.run(measured(given.taps, given.warm_up, shown=True))
    lines = [
        "| taps | memory (MiB) | tasks | sockets | other open files | threads |",
        "| --- | --- | --- | --- | --- | --- |",
        *map(_row, result.readings),
        "",
        f"{given.taps / result.seconds:.0f} taps a second; not answered: {result.unanswered}.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def measured(taps: int, warm_up: int, *, shown: bool = False) -> Result:
    """Let so many taps be answered after others that warm up; read what is left at the begin and after each fifth."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Telegram(allow_http_webhook=True, line=(line := HttpLine())) as telegram,
            Exchange(telegram, line) as exchange,
            _bot(telegram, exchange.url, Path(folder)) as bot,
        ):
            return await _soaked(People(telegram), exchange, bot, taps, warm_up, shown)


async def _soaked(people: People, exchange: Exchange, bot: Bot, taps: int, warm_up: int, shown: bool) -> Result:
    with Progress(console=Console(stderr=True), transient=True, disable=not shown) as progress:
        bar = progress.add_task("Taps", total=warm_up + taps)

        async def tap(count: int) -> None:
            await people.tap(count, lambda: progress.advance(bar))

        await people.arrive()
        await tap(warm_up)
        readings, seconds = [await _reading(0, exchange, bot)], 0.0
        for part in range(1, PARTS + 1):
            began = time.perf_counter()
            await tap(taps // PARTS)
            seconds += time.perf_counter() - began
            readings.append(await _reading(taps // PARTS * part, exchange, bot))
    return Result(readings, people.unanswered, seconds)


async def _reading(taps: int, exchange: Exchange, bot: Bot) -> Reading:
    await exchange.hang_up()
    looks = []
    for _ in range(LOOKS):
        await asyncio.sleep(PAUSE)
        looks.append(await bot.read(taps))
    await exchange.listen()
    return _usual(looks)


def _usual(looks: Sequence[Reading]) -> Reading:
    """Choose a look at what is always there: a task that was just begun, or has just ended, is in few of them."""
    closed = [look for look in looks if look.sockets == min(each.sockets for each in looks)]
    tasks = mode(look.tasks for look in closed)
    return min((look for look in closed if look.tasks == tasks), key=lambda look: look.files)


@asynccontextmanager
async def _bot(telegram: Telegram, api: str, folder: Path) -> AsyncIterator[Bot]:
    port, told = _free_port(), folder / "tasks"
    settings = {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": api,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "benchmarks.observed", str(told)]
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=settings, stderr=DEVNULL)
    try:
        yield Bot(process, told)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _row(reading: Reading) -> str:
    figures = f"{reading.tasks} | {reading.sockets} | {reading.files} | {reading.threads}"
    return f"| {reading.taps:,} | {reading.memory:.1f} | {figures} |"


if __name__ == "__main__":
    main()
