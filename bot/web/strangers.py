"""Those who are turned away: counted, and spoken of once a minute at most."""

import asyncio
from collections import Counter

import structlog

from bot.watch import NOBODY, Stranger, Watch

PAUSE_SECONDS = 60.0

_log = structlog.get_logger()


class Strangers:
    """Says how many were turned away, and why: the first at once, the others when a minute is over."""

    def __init__(self, watch: Watch = NOBODY) -> None:
        self._watch = watch
        self._reasons: Counter[str] = Counter()
        self._address: str | None = None
        self._is_closed = False
        self._pause: asyncio.TimerHandle | None = None

    def count(self, reason: Stranger, address: str | None = None) -> None:
        """Count one; no words of theirs come into the log, and an address only where that is the reason."""
        self._watch.stranger(reason)
        if self._is_closed:
            return
        self._reasons[reason.value] += 1
        self._address = address or self._address
        if self._pause is None:
            self._say()

    def close(self) -> None:
        """Say what has not been said yet, and nothing more."""
        self._is_closed = True
        if self._pause:
            self._pause.cancel()
            self._pause = None
        if self._reasons:
            self._tell()

    def _say(self) -> None:
        """Tell of those since the last time, if there are any, and pause."""
        self._pause = None
        if self._reasons:
            self._tell()
            self._pause = asyncio.get_running_loop().call_later(PAUSE_SECONDS, self._say)

    def _tell(self) -> None:
        last = {"last_address": self._address} if self._address else {}
        _log.warning("requests were turned away", **self._reasons, **last)
        self._reasons.clear()
        self._address = None
