"""`python -m bot` as a process of its own."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from tests.bilingual import where
from tests.conftest import ROOT

SECONDS = 20.0


def process(folder: Path, environment: Mapping[str, str], *arguments: str) -> AbstractAsyncContextManager[Process]:
    """Run `python -m bot` in an empty folder, and end it with the block."""
    return program(folder, {"PYTHONPATH": str(ROOT), **where(), **environment}, sys.executable, "-m", "bot", *arguments)


@asynccontextmanager
async def program(folder: Path, environment: Mapping[str, str], *command: str) -> AsyncIterator[Process]:
    """Run a command in a folder, and end it with the block."""
    started = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={"PATH": os.environ["PATH"], **environment}, stdout=PIPE, stderr=PIPE
    )
    try:
        yield started
    finally:
        with suppress(ProcessLookupError):
            started.kill()
        await started.communicate()


async def ended(started: Process) -> tuple[int | None, str]:
    """Give the exit status and what stood on standard error."""
    async with asyncio.timeout(SECONDS):
        _, errors = await started.communicate()
    return started.returncode, errors.decode()


async def ready(port: int, path: str = "/readyz") -> dict[str, str]:
    """Ask for a path until it answers; give the answer where it is JSON."""
    async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(f"http://127.0.0.1:{port}{path}") as response:
                    answer: dict[str, str] = (
                        await response.json() if response.content_type == "application/json" else {}
                    )
                    return answer
            await asyncio.sleep(0.05)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
