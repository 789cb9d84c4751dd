"""What becomes of the bot with many people: `python -m benchmarks.growth`, `--quick` for a look.

A tap, the start and a page of the list with 10,000 members are held against those with the shipped 38, in turns; then
100,000 chats tap, each once. With `--taps 1000000`, the 32 people then go on for so many taps, which takes a while:
the memory is to stay.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import FailedError, Run, measure
from benchmarks.members import enlarge
from benchmarks.recording import record, write
from benchmarks.report import Aim, written
from benchmarks.shipped import ROOT
from benchmarks.spread import Spread, ratios
from benchmarks.subjects import BOT
from bot import loading
from bot.core.edition import Edition, View
from bot.core.routes import Order, TaskForce
from bot.core.screens import render

MEMBERS = 10_000
ALIKE = 1.1
"""How many times as much may still be called the same."""
FLAT = 1.02
"""How many times what it was after a fifth of the taps the memory may be at their end."""
PAGES, SECOND = 100, 2
"""So many times a page of the list is drawn, its second one, which there is with few members as well."""
_WARM: Mapping[str, Any] = {"kind": "busy", "taps": 1_000, "patience": 60.0}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done, and where the results go."""

    rounds: int
    busy: float
    """Seconds of taps in each round."""
    chats: int
    results: Path


WHOLE = Plan(3, 4.0, 100_000, ROOT / "benchmarks" / "results")
QUICK = Plan(1, 1.0, 2_000, ROOT / "build" / "bench")


def main() -> None:
    """Measure, and write a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round and 2,000 chats, into build/bench")
    parser.add_argument("--taps", type=int, default=0, help="so many taps of the same people afterwards")
    given = parser.parse_args()
    plan = QUICK if given.quick else WHOLE
    try:
        found = list(_found(plan, given.taps))
    except FailedError as error:
        sys.exit(str(error))
    plan.results.mkdir(parents=True, exist_ok=True)
    text = f"# The bot with many people\n\n{written(found)}\n"
    (plan.results / "growth.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _found(plan: Plan, taps: int) -> Iterator[Aim]:
    with tempfile.TemporaryDirectory() as folder:
        content, shipped, large = Path(folder, "content"), Path(folder, "shipped.json"), Path(folder, "large.json")
        enlarge(content, MEMBERS)
        write(*asyncio.run(record()), shipped)
        write(*asyncio.run(record(CONTENT_DIR=str(content))), large)
        few, many = [], []
        for _ in range(plan.rounds):
            few.append(_tapped(plan, shipped))
            many.append(_tapped(plan, large, CONTENT_DIR=str(content)))
        yield from _compared(few, many)
        yield _list(content, plan.rounds)
        yield _chats(plan, shipped)
        if taps:
            yield _flat(taps, shipped)


def _tapped(plan: Plan, screens: Path, **others: str) -> Run:
    taps = {"kind": "busy", "taps": 1_000_000, "seconds": plan.busy, "patience": 60.0}
    return measure(BOT, screens, [_WARM, taps], **others)


def _compared(few: Sequence[Run], many: Sequence[Run]) -> Iterator[Aim]:
    ones, others = ([run.phases[-1].cpu_per_tap for run in runs] for runs in (many, few))
    found, first = ratios(ones, others), Spread.of([run.first for run in many])
    figure = f"CPU a tap with {MEMBERS:,} members, of that with the shipped"
    yield Aim(figure, f"≤ {ALIKE} ×", f"{found.written(2)} ×", found.median <= ALIKE)
    yield Aim(f"start to first edit with {MEMBERS:,} members", "≤ 3 s", f"{first.written(2)} s", first.median <= 3.0)


def _list(content: Path, rounds: int) -> Aim:
    """Hold a page against a page, drawn as for whoever asks first: taps are answered with what was drawn once."""
    few, many = (loading.load(folder, ROOT / "locales") for folder in (ROOT / "content", content))
    drawn = [(_page(many), _page(few)) for _ in range(10 * rounds)]
    found = ratios(*zip(*drawn, strict=True))
    figure = f"a page of the list with {MEMBERS:,} members, drawn anew, of one with the shipped"
    return Aim(figure, f"≤ {ALIKE} ×", f"{found.written(2)} ×", found.median <= ALIKE)


def _page(edition: Edition) -> float:
    """Give the seconds in which a page is drawn, in either order."""
    view, started = View(edition, "es"), time.perf_counter()
    for _ in range(PAGES):
        for order in Order:
            render(TaskForce(order, SECOND), view)
    return time.perf_counter() - started


def _chats(plan: Plan, screens: Path) -> Aim:
    taps = {"kind": "busy", "taps": plan.chats, "chats": plan.chats, "samples": 5, "patience": 600.0}
    memory = _memory(taps, screens)
    return Aim(f"memory at each fifth of {plan.chats:,} chats", "≤ 100 MiB", _mebibytes(memory), memory[-1] <= 100)


def _flat(count: int, screens: Path) -> Aim:
    taps = {"kind": "busy", "taps": count, "samples": 5, "patience": max(60.0, count / 100)}
    memory = _memory(taps, screens)
    figure = f"memory at each fifth of {count:,} taps"
    return Aim(figure, f"≤ {FLAT} × the second", _mebibytes(memory), memory[-1] <= FLAT * memory[1])


def _memory(taps: Mapping[str, Any], screens: Path) -> Sequence[float]:
    """Give the memory during taps, all of which have to be dealt with."""
    phase = measure(BOT, screens, [_WARM, taps]).phases[-1]
    if phase.unfinished or phase.refused or phase.taps < taps["taps"]:
        raise FailedError(f"{phase.taps:,} of {taps['taps']:,} taps were dealt with, {phase.refused:,} were refused")
    return phase.memory


def _mebibytes(memory: Sequence[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in memory) + " MiB"


if __name__ == "__main__":
    main()
