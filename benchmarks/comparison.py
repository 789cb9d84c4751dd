"""This bot beside others, with the same screens: `python -m benchmarks.comparison`, `--quick` for a look.

The screens are recorded from the bot as it ships; a bot that does not send just the same ends the run. All take turns,
round by round, so that whatever else the machine does falls on all of them. In each turn 32 people tap, each as soon as
the tap before is over, while the API answers at once; then 50 taps a second come, and the API answers after 50 ms.
CPU and memory are those that the system has on record for the bot's process.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from benchmarks import report
from benchmarks.drawing import draw
from benchmarks.measuring import FailedError, measure, same
from benchmarks.recording import record, write
from benchmarks.report import Runs, busy
from benchmarks.shipped import ROOT
from benchmarks.spread import Spread
from benchmarks.subjects import SUBJECTS, Subject, missing

RATE, DELAY = 50, 0.05
_MANY = 1_000_000
"""More taps than there is time for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done, and where the results go."""

    rounds: int
    warm: float
    """Seconds of taps before those that count."""
    busy: float
    """Seconds of taps as fast as the bot answers."""
    steady: float
    """Seconds of the taps at a rate."""
    results: Path

    @property
    def phases(self) -> Sequence[Mapping[str, Any]]:
        """What is done in each turn."""
        return (
            {"kind": "check", "patience": 20.0},
            {"kind": "busy", "taps": _MANY, "seconds": self.warm, "patience": 60.0},
            {"kind": "busy", "taps": _MANY, "seconds": self.busy, "patience": 60.0},
            {"kind": "steady", "rate": RATE, "seconds": self.steady, "delay": DELAY, "patience": 2.0},
        )


WHOLE = Plan(3, 2.0, 3.0, 5.0, ROOT / "benchmarks" / "results")
QUICK = Plan(1, 1.0, 1.0, 2.0, ROOT / "build" / "bench")


def main() -> None:
    """Measure, and write tables, a picture and the figures themselves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round with few taps, into build/bench")
    parser.add_argument("--rounds", type=int, help="so many instead")
    given = parser.parse_args()
    plan = QUICK if given.quick else WHOLE
    plan = replace(plan, rounds=given.rounds or plan.rounds)
    if lacking := missing():
        sys.exit(f"not installed: {', '.join(lacking)}; run: make bench")
    try:
        runs = compare(plan)
    except FailedError as error:
        sys.exit(str(error))
    plan.results.mkdir(parents=True, exist_ok=True)
    text = _text(runs, plan)
    (plan.results / "comparison.md").write_text(text, encoding="utf-8")
    figures = {subject.name: [_figures(run) for run in found] for subject, found in runs.items()}
    (plan.results / "comparison.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    draw(runs, plan.results / "comparison.png")
    sys.stdout.write(text)


def compare(plan: Plan, subjects: Sequence[Subject] = SUBJECTS) -> Runs:
    """Let all take turns.

    Raises:
        FailedError: one does not send the same, or does not come to an end.
    """
    runs: dict[Subject, list[Any]] = {subject: [] for subject in subjects}
    with tempfile.TemporaryDirectory() as folder, Progress(console=Console(stderr=True), transient=True) as progress:
        screens = Path(folder, "screens.json")
        write(*asyncio.run(record()), screens)
        task = progress.add_task("", total=plan.rounds * len(subjects))
        for number in range(plan.rounds):
            for subject in subjects:
                progress.update(task, description=f"Round {number + 1}: {subject.name}")
                run = measure(subject, screens, plan.phases)
                same(subject, screens, run)
                runs[subject].append(run)
                progress.advance(task)
    return runs


def _text(runs: Runs, plan: Plan) -> str:
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)  # noqa: S607  # from PATH
    shares = [busy(run).load_share for found in runs.values() for run in found]
    lines = [
        "# This bot beside others",
        "",
        f"{plan.rounds} rounds in turns, median (lowest–highest); {report.machine(node.stdout.strip())} "
        f"The load took {Spread.of(shares).high:.0%} of a core at most.",
        "",
        report.table(runs),
        "",
        report.written(report.aims(runs)),
        "",
        "![CPU of a tap and taps a second](comparison.png)",
    ]
    return "\n".join(lines) + "\n"


def _figures(run: Any) -> dict[str, Any]:
    """Give what is kept of a run: everything but the single times, of which there are many."""
    found = asdict(run)
    del found["checked"]
    for phase in found["phases"]:
        phase["times"] = len(phase["times"])
    return found


if __name__ == "__main__":
    main()
