"""How an announcement goes out to 10,000 and to 100,000: `python -m benchmarks.announcing`, `--quick` for 1,000.

The real sender, the real SQLite file; Telegram is simulated with its limits on, by a clock that is wound, so that
an hour passes in minutes. The memory is that of the whole process, whose simulated Telegram keeps nothing.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.progress import Progress

from benchmarks.crowd import Crowd, Outside, subscribe
from bot import app, loading, logs
from bot.announcing.office import Office
from bot.core.announcing import Run, State
from bot.services import Services
from bot.simulator import SimulatorRequest, WoundClock
from bot.store import Store, open_store
from bot.tg.pace import ALLOWED, Pace

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 100_000)
ANNOUNCEMENT = "report-workforce"
STEP = 10.0
"""Seconds for which the clock is wound at a time."""
_MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one announcement; `memory` in MiB, at the begin and after each fifth."""

    subscribers: int
    seconds: float
    floods: int
    once: bool
    real: float
    cpu: float
    memory: Sequence[float]


class _Parts:
    """A store whose work takes no time on the wound clock."""

    def __init__(self, store: Store, clock: WoundClock) -> None:
        self.chats, self.ledger, self.files = (
            Outside(part, clock) for part in (store.chats, store.ledger, store.files)
        )
        self.openings, self.claims = store.openings, store.claims
        self.lease = self
        self._store, self._clock = store, clock

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Callable[[], Awaitable[None]] | None]:
        """Have the lease."""
        async with AsyncExitStack() as stack:
            with self._clock.outside():
                mine = await stack.enter_async_context(self._store.lease.held())
            yield mine


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 subscribers, and a few seconds")
    sizes = (1_000,) if parser.parse_args().quick else SIZES
    logs.configure(level=30)
    lines = [
        "| subscribers | minutes | messages a second | of the allowed 30 | 429s | each once | CPU per message "
        "| memory at 0, 20, 40, 60, 80, 100 % (MiB) |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_row(asyncio.run(_measured(size))) for size in sizes),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def _measured(subscribers: int) -> Result:
    clock = WoundClock(patience=60.0)
    with tempfile.TemporaryDirectory() as folder:
        async with Crowd(clock) as telegram, open_store(f"sqlite:///{folder}/bot.db") as store:
            await subscribe(f"sqlite:///{folder}/bot.db", telegram.gather(subscribers))
            for chat in telegram.got:
                telegram.trouble._wait(chat, 3, 3.0)  # the simulator's own window of each chat is there from the begin
            return await _sent(telegram, store, clock, subscribers)


async def _sent(telegram: Crowd, store: Store, clock: WoundClock, subscribers: int) -> Result:
    pace = Pace(clock)
    services = Services(loading.load(ROOT / "content", ROOT / "locales"), cast(Store, _Parts(store, clock)))
    request = SimulatorRequest(telegram)
    application = app.build(services, telegram.token, request, request, "https://telegram.test", pace)
    over = asyncio.Event()

    async def hear(run: Run, _: str) -> None:
        if run.state is State.DONE:
            over.set()

    async with application:
        office = Office(services, application.bot, pace=pace, clock=clock, tell=hear)
        async with office.open():
            await store.ledger.begin(ANNOUNCEMENT)
            real, cpu, began, memory = time.perf_counter(), time.process_time(), clock(), [_memory()]
            await office.call()
            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task(f"{subscribers:,} subscribers", total=subscribers)
                sent = 0
                while not over.is_set():
                    await clock.wind(STEP)
                    sent = sum(telegram.got.values())
                    progress.update(task, completed=sent)
                    if len(memory) < 5 and sent >= subscribers * len(memory) / 5:
                        memory.append(_memory())
            spent = time.process_time() - cpu
            memory.append(_memory())
    once = set(telegram.got.values()) == {1}
    return Result(subscribers, telegram.last - began, telegram.floods, once, time.perf_counter() - real, spent, memory)


def _memory() -> float:
    """Give what the process has in memory, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEBIBYTE


def _row(result: Result) -> str:
    rate = result.subscribers / result.seconds
    memory = ", ".join(f"{value:.0f}" for value in result.memory)
    return (
        f"| {result.subscribers:,} | {result.seconds / 60:.1f} | {rate:.2f} | {rate / ALLOWED:.1%} | {result.floods} "
        f"| {'yes' if result.once else 'NO'} | {result.cpu / result.subscribers * 1000:.2f} ms | {memory} |"
    )


if __name__ == "__main__":
    main()
