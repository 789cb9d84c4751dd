"""What was compared, as tables in Markdown: everybody's figures, and the bot's against what is wanted of it."""

import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Phase, Run
from benchmarks.spread import Spread, hundredth, ratios
from benchmarks.subjects import AIOGRAM, BOT, FAST_GRAMMY, FAST_LIMIT, GRAMMY, LIMIT, PTB, Subject

Runs = Mapping[Subject, Sequence[Run]]

_HEAD = (
    "| bot | CPU a tap | taps a second | CPU a tap at 50 a second | tap to edit: median | 99th of 100 | calls a tap "
    "| replies a tap | memory after the start | after the taps | start to first edit |"
)
WANTED = ((GRAMMY, 0.9), (FAST_GRAMMY, 0.9), (AIOGRAM, 0.3), (PTB, 0.1), (LIMIT, 2.0))
"""How many times as much CPU as theirs a tap of the bot's may take."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the bot's, what is wanted, and whether that is reached."""

    figure: str
    wanted: str
    measured: str
    reached: bool


def table(runs: Runs) -> str:
    """Give everybody's figures."""
    lines = [_HEAD, "| --- " * _HEAD.count(" |") + "|"]
    return "\n".join([*lines, *(_row(subject, found) for subject, found in runs.items())])


def aims(runs: Runs) -> list[Aim]:
    """Hold the bot's figures against what is wanted."""
    return [*_compared(runs), *_alone(runs[BOT])]


def written(found: Sequence[Aim]) -> str:
    """Write what is wanted, and what is measured."""
    lines = ["| this bot | wanted | measured | |", "| --- | --- | --- | --- |"]
    rows = (f"| {aim.figure} | {aim.wanted} | {aim.measured} | {'✓' if aim.reached else '✗'} |" for aim in found)
    return "\n".join([*lines, *rows])


def machine(node: str) -> str:
    """Say on what it was measured."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    name = model[1].strip() if model else platform.machine()
    versions = f"CPython {platform.python_version()}, Node {node}"
    return f"{os.cpu_count()} cores ({name}), {versions}; load {os.getloadavg()[0]:.1f} at the end."


def busy(run: Run) -> Phase:
    """Give the phase in which everybody taps as fast as the bot answers."""
    return run.phases[-2]


def steady(run: Run) -> Phase:
    """Give the phase in which taps come at a rate."""
    return run.phases[-1]


def cpu(found: Sequence[Run]) -> list[float]:
    """Give the milliseconds of CPU a tap, of each round."""
    return [busy(run).cpu_per_tap for run in found]


def _row(subject: Subject, found: Sequence[Run]) -> str:
    times = _times(found)
    phases = [busy(run) for run in found]
    late = sum(steady(run).unfinished for run in found)
    cells = [
        f"{subject.name}: {subject.how}",
        Spread.of(cpu(found)).written(2) + " ms",
        Spread.of([phase.rate for phase in phases]).written(0),
        Spread.of([steady(run).cpu_per_tap for run in found]).written(2) + " ms",
        *((f"{hundredth(times, at):,.1f} ms" for at in (50, 99)) if not late else (_behind(times, late),) * 2),
        f"{Spread.of([phase.calls_per_tap for phase in phases]).median:.2f}",
        f"{sum(sum(phase.replies.values()) for phase in phases) / sum(phase.taps for phase in phases):.2f}",
        f"{Spread.of([run.memory for run in found]).median:.0f} MiB",
        f"{Spread.of([steady(run).memory[-1] for run in found]).median:.0f} MiB",
        Spread.of([run.first for run in found]).written(2) + " s",
    ]
    return "| " + " | ".join(cells) + " |"


def _times(found: Sequence[Run]) -> list[float]:
    """Give the milliseconds from each tap to its edit, of all rounds together."""
    return [seconds * 1000 for run in found for seconds in steady(run).times]


def _behind(times: Sequence[float], late: int) -> str:
    return f"does not keep up ({late:,} of {late + len(times):,} unanswered)"


def _compared(runs: Runs) -> Iterator[Aim]:
    for other, most in WANTED:
        if other in runs:
            found = ratios(cpu(runs[BOT]), cpu(runs[other]))
            yield Aim(f"CPU a tap, of {other.name}'s", f"≤ {most} ×", f"{found.written(2)} ×", found.median <= most)
    if FAST_LIMIT in runs:
        found = ratios(cpu(runs[BOT]), cpu(runs[FAST_LIMIT]))
        yield Aim(f"CPU a tap, of {FAST_LIMIT.name}'s", "≤ 2.0 ×", f"{found.written(2)} ×", found.median <= 2.0)
    if LIMIT in runs:
        found = ratios([busy(run).rate for run in runs[BOT]], [busy(run).rate for run in runs[LIMIT]])
        yield Aim("taps a second, of bare aiohttp's", "≥ 0.5 ×", f"{found.written(2)} ×", found.median >= 0.5)


def _alone(found: Sequence[Run]) -> Iterator[Aim]:
    times = _times(found)
    calls = Spread.of([steady(run).calls_per_tap for run in found])
    yield Aim("calls a tap", "1", f"{calls.written(2)}", calls.median <= 1.01)
    for at, name, most in ((50, "median", 5.0), (99, "99th of 100", 15.0)):
        yield Aim(
            f"tap to edit at 50 a second, {name}",
            f"≤ {most:.0f} ms",
            f"{hundredth(times, at):.1f} ms",
            hundredth(times, at) <= most and not any(steady(run).unfinished for run in found),
        )
    memory, first = Spread.of([run.memory for run in found]), Spread.of([run.first for run in found])
    yield Aim("memory after the start", "≤ 80 MiB", f"{memory.written(0)} MiB", memory.median <= 80)
    yield Aim("start to first edit", "≤ 1 s", f"{first.written(2)} s", first.median <= 1.0)
