"""A Telegram that outlives its process: read from a file, and written soon after each change."""

import json
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.simulator import snapshot
from bot.simulator.clock import Timer
from bot.simulator.state import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

SECONDS = 1.0
"""So long after a change the file is written at the latest."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def kept(telegram: "Telegram", file: Path) -> AsyncIterator[None]:
    """Keep a Telegram, which is still empty, in a file while the block lasts.

    A file that cannot be read is set aside; one that cannot be written is reported and the simulator goes on without.
    """
    _read(telegram, file)
    keeper = _Keeper(telegram, file)
    telegram.listeners.append(keeper.hear)
    try:
        yield
    finally:
        telegram.listeners.remove(keeper.hear)
        keeper.end()


class _Keeper:
    def __init__(self, telegram: "Telegram", file: Path) -> None:
        self._telegram = telegram
        self._file = file
        self._timer: Timer | None = None
        self._works = True

    def hear(self, _event: Json) -> None:
        """Write soon, unless that is going to happen anyway."""
        if self._timer is None:
            self._timer = self._telegram.clock.later(SECONDS, self._write)

    def end(self) -> None:
        """Write for the last time."""
        if self._timer is not None:
            self._timer.cancel()
        self._write()

    def _write(self) -> None:
        self._timer = None
        try:
            _write(self._file, json.dumps(snapshot.write(self._telegram)))
        except OSError as error:
            if self._works:
                _log.warning("%s cannot be written (%s): what happens here will be forgotten", self._file, error)
            self._works = False
        else:
            self._works = True


def _read(telegram: "Telegram", file: Path) -> None:
    try:
        snapshot.read(telegram, json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        _set_aside(file, error)


def _set_aside(file: Path, error: Exception) -> None:
    aside = file.with_name(f"{file.name}.unreadable")
    try:
        file.replace(aside)
    except OSError as hindrance:
        _log.warning("%s cannot be read (%s) nor set aside (%s): a new world begins", file, error, hindrance)
    else:
        _log.warning("%s cannot be read (%s): it is %s now, and a new world begins", file, error, aside)


def _write(file: Path, text: str) -> None:
    """Write a file that is whole at any moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
