"""The simulator in this process, as `python -m bot simulate` runs it in one of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from bot import simulation

SECONDS = 20.0


@asynccontextmanager
async def at_home(port: int, folder: Path) -> AsyncIterator[str]:
    """Run the simulator with the real bot behind it and its world in a folder; give the page's address when it answers.

    What keeps it from starting is raised.
    """
    stop = asyncio.Event()
    running = asyncio.create_task(simulation.run_until(stop, port, folder))
    address = f"http://127.0.0.1:{port}/"
    try:
        await _until_it_answers(address, running)
        yield address
    finally:
        stop.set()
        await running


async def _until_it_answers(address: str, running: asyncio.Task[None]) -> None:
    async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
        while not running.done():
            with suppress(aiohttp.ClientError):
                async with session.get(address):
                    return
            await asyncio.sleep(0.02)
