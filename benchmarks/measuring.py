"""One bot under a load, once: both are processes of their own, and what is known of them comes back as values."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sameness import differences
from benchmarks.shipped import ROOT, free_port, settings
from benchmarks.subjects import Subject, python

PEOPLE = 32
LONGEST = 120.0
"""Seconds after which a run is given up, besides those that its phases may take."""


class FailedError(Exception):
    """A bot could not be measured, or does not send what it should."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What was measured while people tapped; times in seconds, memory in MiB, `times` from each tap to its edit."""

    taps: int
    unfinished: int
    refused: int
    seconds: float
    cpu: float
    load_cpu: float
    memory: Sequence[float]
    calls: Mapping[str, int]
    replies: Mapping[str, int]
    times: Sequence[float]

    @property
    def cpu_per_tap(self) -> float:
        """The milliseconds of CPU for each tap."""
        return self.cpu / self.taps * 1000 if self.taps else float("nan")

    @property
    def rate(self) -> float:
        """The taps each second."""
        return self.taps / self.seconds

    @property
    def calls_per_tap(self) -> float:
        """How many calls went out for each tap."""
        return sum(self.calls.values()) / self.taps if self.taps else float("nan")

    @property
    def load_share(self) -> float:
        """How much of a core the load itself took: near 1, it and not the bot is what limits."""
        return self.load_cpu / self.seconds


@dataclass(frozen=True, slots=True)
class Run:
    """A bot from its start to its end: seconds until the first edit, MiB after that, and each phase."""

    first: float
    memory: float
    phases: Sequence[Phase]
    checked: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def measure(
    subject: Subject, screens: Path, phases: Sequence[Mapping[str, Any]], replicas: int = 1, /, **others: str
) -> Run:
    """Run a bot, in one process or several, and the load on it.

    Raises:
        FailedError: it did not come to an end.
    """
    longest = LONGEST + sum(map(_longest, phases))
    with tempfile.TemporaryDirectory() as folder:
        environment = settings(folder, SCREENS=str(screens), **others)
        order = {
            "command": subject.command,
            "environment": dict(environment),
            "ports": [int(environment["PORT"]), *(free_port() for _ in range(replicas - 1))],
            "folder": folder,
            "screens": str(screens),
            "people": PEOPLE,
            "phases": list(phases),
        }
        try:
            load = subprocess.run(  # noqa: S603  # the load of this package
                [python(), "-m", "benchmarks.load"],
                input=json.dumps(order),
                capture_output=True,
                text=True,
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
                timeout=longest,
            )
        except subprocess.TimeoutExpired as error:
            raise FailedError(f"{subject.name}: not at an end after {longest:.0f} seconds") from error
        if load.returncode:
            said = Path(folder, "bot.log").read_text(encoding="utf-8", errors="replace")
            raise FailedError(f"{subject.name}: {load.stderr[-2000:]}\nwhat the bot said:\n{said[-2000:]}")
    return _run(json.loads(load.stdout))


def same(subject: Subject, screens: Path, run: Run) -> None:
    """See that a bot sent what was recorded.

    Raises:
        FailedError: it did not.
    """
    recorded = json.loads(screens.read_text(encoding="utf-8"))["screens"]
    found = {data: differences(screen["call"], run.checked.get(data, {})) for data, screen in recorded.items()}
    lines = [f"{data}: {line}" for data, differing in found.items() for line in differing]
    if lines:
        raise FailedError(f"{subject.name} does not send the same:\n" + "\n".join(lines[:20]))


def _longest(phase: Mapping[str, Any]) -> float:
    """Give the seconds that a phase may take: a check has its patience for each screen, taps at a rate their time."""
    each = 60 if phase["kind"] == "check" else 1
    time: float = phase["patience"] * each + phase.get("seconds", 0.0)
    return time


def _run(found: Mapping[str, Any]) -> Run:
    phases = [Phase(**phase) for phase in found["phases"] if "taps" in phase]
    checked: Mapping[str, Any] = next((phase for phase in found["phases"] if "taps" not in phase), {})
    return Run(found["first"], found["memory"], phases, checked)
