"""Live content: what is saved in content/ or locales/ is loaded, checked and swapped in whole, while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from bot import loading
from bot.errors import EditionError, Fault
from bot.services import Services

GATHERED_MILLISECONDS = 200
"""How long changes are gathered: an editor writes a file in several steps."""
PAUSE_SECONDS = 1.0

Listener = Callable[[tuple[Fault, ...]], Awaitable[None]]
"""Told after each change: the faults for which it was not taken over, or none where it is in use."""

_log = structlog.get_logger()


@asynccontextmanager
async def following(
    services: Services, content_dir: Path, locales_dir: Path, listeners: Sequence[Listener] = ()
) -> AsyncIterator[None]:
    """Follow both folders while the block lasts. A faulty state changes nothing: the last good edition stays."""
    stop = asyncio.Event()
    follower = _Follower(services, (content_dir, locales_dir), listeners)
    task = asyncio.create_task(follower.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def saved(*folders: Path) -> None:
    """Return as soon as something in these folders has been saved."""
    try:
        async for _ in _changes(folders):
            return
    except OSError:  # a folder is gone for a moment, which is a change too
        await asyncio.sleep(PAUSE_SECONDS)


def _changes(folders: tuple[Path, ...], stop: asyncio.Event | None = None) -> AsyncIterator[object]:
    from watchfiles import awatch  # a bot that does not follow its content goes without

    return awatch(*folders, stop_event=stop, debounce=GATHERED_MILLISECONDS, step=50)


class _Follower:
    def __init__(self, services: Services, folders: tuple[Path, Path], listeners: Sequence[Listener]) -> None:
        self._services = services
        self._folders = folders
        self._listeners = listeners
        self._faults: tuple[Fault, ...] = ()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                async for _ in _changes(self._folders, stop):
                    await self._take_over()
            except OSError as error:  # a folder that is being replaced as a whole is gone for a moment
                _log.warning("the content cannot be followed just now", reason=str(error))
                await asyncio.sleep(PAUSE_SECONDS)
                await self._take_over()

    async def _take_over(self) -> None:
        try:
            self._services.edition = await asyncio.to_thread(loading.load, *self._folders)
            faults: tuple[Fault, ...] = ()
            self._services.is_outdated = False
            _log.info("the content was taken over")
        except EditionError as error:
            faults = error.faults
            self._services.is_outdated = True
            if faults == self._faults:
                return
            _log.error(
                "the content was not taken over, the last good one stays", faults=[str(fault) for fault in faults]
            )
        self._faults = faults
        for listener in self._listeners:
            try:
                await listener(faults)
            except Exception:  # whoever is told must not end the following
                _log.exception("somebody could not be told of the content")
