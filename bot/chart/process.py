"""The process that draws: started when a chart is wanted, one at a time, and never for long."""

import asyncio
import json
import os
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from bot.core.chart import Chart
from bot.errors import ChartError

SECONDS = 20.0
"""How long a chart may take; usually it is one or two."""
_PROGRAM = (sys.executable, "-m", "bot.chart")
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG")
"""What the process is told of the environment: no token, no address of a database."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Charts:
    """Draws charts until it is closed."""

    def __init__(self, program: Sequence[str] = _PROGRAM, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self._drawing = asyncio.Lock()
        self._process: Process | None = None
        self._closed = False

    async def draw(self, chart: Chart) -> bytes:
        """Draw a chart as a PNG.

        Raises:
            ChartError: it did not come about, or not in time.
        """
        async with self._drawing:
            if self._closed:
                raise ChartError("the bot is stopping")
            with tempfile.TemporaryDirectory(prefix="chart-") as folder:
                png, complaint = await self._drawn(json.dumps(asdict(chart)).encode(), folder)
        if not png.startswith(_SIGNATURE):
            raise ChartError(f"no picture came about ({complaint or 'without a word'})")
        return png

    def close(self) -> None:
        """Draw nothing more, and end what is being drawn: a shutdown must not wait for it."""
        self._closed = True
        self._end()

    async def _drawn(self, chart: bytes, folder: str) -> tuple[bytes, str]:
        """Give the picture, and the last line of what was complained of."""
        try:
            async with asyncio.timeout(self._seconds), self._started(folder) as process:
                png, complaints = await process.communicate(chart)
        except (OSError, TimeoutError) as error:
            raise ChartError(f"no picture came about ({str(error) or 'not in time'})") from error
        *_, complaint = ["", *complaints.decode(errors="replace").split("\n")[:-1]]
        return (png if process.returncode == 0 else b""), complaint

    @asynccontextmanager
    async def _started(self, folder: str) -> AsyncIterator[Process]:
        """Start the process, and end it with the block."""
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        here = {"PYTHONPATH": str(Path(__file__).parents[2]), "MPLCONFIGDIR": folder, "MPLBACKEND": "agg"}
        process = await asyncio.create_subprocess_exec(
            *self._program, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=folder, env=environment | here
        )
        self._process = process
        if self._closed:  # while it was being started
            self._end()
        try:
            yield process
        finally:
            if process.returncode is None:
                self._end()
                await process.wait()
            self._process = None

    def _end(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
