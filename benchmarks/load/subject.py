"""The bot that is measured: a process of its own, and what the system says it has used."""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FAREWELL = 20.0
"""Seconds after which a bot that was asked to end is ended."""
_TICKS = os.sysconf("SC_CLK_TCK")
_RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")


@dataclass(frozen=True, slots=True)
class Subject:
    """A process, when it began, in seconds of `time.perf_counter`, and what is done when it has ended."""

    pid: int
    began: float
    ended: asyncio.Future[int]

    @property
    def cpu(self) -> float:
        """The seconds of CPU that it and its ended children have used up to now, in steps of a hundredth."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICKS

    @property
    def memory(self) -> float:
        """What it has in memory, in MiB."""
        found = _RESIDENT.search(Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8"))
        return int(found[1]) / 1024 if found else 0.0


@dataclass(frozen=True, slots=True)
class Several:
    """Processes that are one bot together."""

    subjects: Sequence[Subject]

    @property
    def began(self) -> float:
        """When the first began."""
        return self.subjects[0].began

    @property
    def cpu(self) -> float:
        """What all of them have used up."""
        return sum(subject.cpu for subject in self.subjects)

    @property
    def memory(self) -> float:
        """What all of them have in memory, in MiB."""
        return sum(subject.memory for subject in self.subjects)


@asynccontextmanager
async def started(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
) -> AsyncIterator[Subject]:
    """Run a bot while the block lasts; what it says goes into the log."""
    with log.open("ab") as output:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output
        )
    ended = asyncio.create_task(process.wait())
    try:
        yield Subject(process.pid, began, ended)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        done, _ = await asyncio.wait([ended], timeout=FAREWELL)
        if not done:
            process.kill()
            await ended
