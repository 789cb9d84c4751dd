"""What claims cost, and what one process and three carry: `python -m benchmarks.replicas`, `--quick` for a look.

A real PostgreSQL on this machine. First claims by themselves, as many at once as the rows say; then taps of 32 people,
each as soon as the one before is over, and 50 a second, on a bot with an SQLite file, which claims nothing, and with
PostgreSQL. The CPU of PostgreSQL is that of all its processes; a statement is a transaction that it counted.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measuring import Run, measure
from benchmarks.postgresql import PostgreSQL, postgresql
from benchmarks.recording import record, write
from benchmarks.spread import hundredth
from benchmarks.subjects import BOT
from bot import logs
from bot.store import open_store, upgrade
from bot.store.address import address
from bot.store.postgresql import connect

CROWDS = (1, 40, 200)
"""Claims at once: of one who taps alone, and of Telegram's connections to one process and to five."""
SECONDS, QUICK_SECONDS = 6.0, 1.0
RATE, DELAY = 50, 0.05
_NOTICED = 1.5
"""Seconds after which PostgreSQL has counted what it was asked."""


def main() -> None:
    """Measure, and print two tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a second for each row")
    seconds = QUICK_SECONDS if parser.parse_args().quick else SECONDS
    logs.configure(level=30)
    with postgresql() as server, tempfile.TemporaryDirectory() as folder:
        asyncio.run(upgrade(server.url()))
        head = "| claims at once | a second | each: median | 99th of 100 | CPU of PostgreSQL for each |"
        _print(head, (asyncio.run(_claimed(server, crowd, seconds)) for crowd in CROWDS))
        screens = Path(folder, "screens.json")
        write(*asyncio.run(record()), screens)
        head = (
            "| processes | database | taps a second | CPU a tap | of PostgreSQL | statements a tap | sent and received "
            "| 50 a second, tap to edit: median | 99th of 100 | statements a tap | memory |"
        )
        _print(head, _tapped(server, screens, seconds))


def _print(head: str, rows: Iterator[str]) -> None:
    sys.stdout.write(f"{head}\n{'| --- ' * (head.count('|') - 1)}|\n")
    for row in rows:
        sys.stdout.write(f"{row}\n")
    sys.stdout.write("\n")


async def _claimed(server: PostgreSQL, crowd: int, seconds: float) -> str:
    """Let so many claim and settle one update after the other."""
    times: list[float] = []
    async with open_store(server.url()) as store, store.claims.open():
        until, cpu, first = time.perf_counter() + seconds, server.cpu, time.time_ns()

        async def claim(number: int) -> None:
            id = first + number
            while (began := time.perf_counter()) < until:
                await store.claims.claim(id)
                times.append((time.perf_counter() - began) * 1000)
                store.claims.settle(id)
                id += crowd

        await asyncio.gather(*map(claim, range(crowd)))
        used = (server.cpu - cpu) / len(times) * 1e6
    return (
        f"| {crowd} | {len(times) / seconds:,.0f} | {statistics.median(times):.2f} ms | {hundredth(times, 99):.2f} ms "
        f"| {used:.0f} µs |"
    )


def _tapped(server: PostgreSQL, screens: Path, seconds: float) -> Iterator[str]:
    warm = {"kind": "busy", "taps": 1_000, "patience": 60.0}
    busy = {"kind": "busy", "taps": 1_000_000, "seconds": seconds, "patience": 60.0}
    steady = {"kind": "steady", "rate": RATE, "seconds": 2 * seconds, "delay": DELAY, "patience": 5.0}
    for replicas, database in ((1, "SQLite"), (1, "PostgreSQL"), (3, "PostgreSQL")):
        others = {"DATABASE_URL": server.url()} if database == "PostgreSQL" else {}
        runs = [_measured(server, screens, phases, replicas, others) for phases in ([], [warm, busy], [steady])]
        yield f"| {replicas} | {database} {_row(*runs)}"


class Measured(NamedTuple):
    """A run, and meanwhile: PostgreSQL's seconds of CPU and statements, and the bytes that went over the network."""

    run: Run
    cpu: float
    statements: int
    traffic: int


def _measured(
    server: PostgreSQL, screens: Path, phases: Sequence[Mapping[str, Any]], replicas: int, others: Mapping[str, str]
) -> Measured:
    statements = asyncio.run(_statements(server))
    cpu, traffic = server.cpu, _traffic()
    run = measure(BOT, screens, phases, replicas, **others)
    cpu, traffic = server.cpu - cpu, _traffic() - traffic
    return Measured(run, cpu, asyncio.run(_statements(server)) - statements, traffic)


def _traffic() -> int:
    """Count the bytes that went over this machine's own network; PostgreSQL's, on a socket of files, are not in it."""
    lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.split()[0] == "lo:")


async def _statements(server: PostgreSQL) -> int:
    """Count them up to now, and forget the claims, for the load numbers its taps alike each time."""
    await asyncio.sleep(_NOTICED)
    connection = await connect(address(server.url()), 5.0)
    await connection.execute("TRUNCATE claims")
    count: int = await connection.fetchval(
        "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
    )
    await connection.close()
    return count


def _row(idle: Measured, busy: Measured, steady: Measured) -> str:
    """Tell of taps what is left without the start and the end, which the idle run has as well."""
    phase, all_taps = busy.run.phases[-1], sum(phase.taps for phase in busy.run.phases)
    times = [value * 1000 for value in steady.run.phases[-1].times]
    return (
        f"| {phase.rate:,.0f} | {phase.cpu_per_tap:.2f} ms | {max(0.0, busy.cpu - idle.cpu) / all_taps * 1000:.2f} ms "
        f"| {max(0, busy.statements - idle.statements) / all_taps:.2f} | {busy.traffic / all_taps / 1024:.1f} KiB "
        f"| {statistics.median(times):.1f} ms | {hundredth(times, 99):.1f} ms "
        f"| {max(0, steady.statements - idle.statements) / len(times):.2f} | {idle.run.memory:.0f} MiB |"
    )


if __name__ == "__main__":
    main()
