"""A webhook in this process, without a socket."""

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

from bot.simulator import Reply, WoundClock

Json = dict[str, Any]


class Hook:
    """Answers what it is told to, 200 where it is told nothing; `times` says when it heard."""

    def __init__(self, clock: WoundClock) -> None:
        self._clock = clock
        self._began = clock()
        self.answers: list[Reply] = []
        self.updates: list[Json] = []
        self.headers: list[Mapping[str, str]] = []
        self.times: list[float] = []
        self.free = asyncio.Event()
        self.free.set()

    async def __call__(self, url: str, update: Json, headers: Mapping[str, str]) -> Reply:
        self.updates.append(update)
        self.headers.append(headers)
        self.times.append(self._clock() - self._began)
        await self.free.wait()
        return self.answers.pop(0) if self.answers else Reply()

    @property
    def heard(self) -> list[str]:
        """What came, in few words."""
        return [_words(update) for update in self.updates]


class Begun:
    """What people do at the same time; nobody is waited for before the end."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[Any]] = []

    def __call__(self, *doings: Coroutine[Any, Any, object]) -> None:
        self._tasks += [asyncio.create_task(doing) for doing in doings]

    @property
    def done(self) -> bool:
        """Say whether all of it has ended."""
        return all(task.done() for task in self._tasks)

    async def end(self) -> None:
        """Give up what has not ended, and raise what went wrong."""
        for task in self._tasks:
            task.cancel()
        for outcome in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome


def _words(update: Json) -> str:
    if "message" in update:
        return str(update["message"].get("text", "service"))
    kind = next(kind for kind in update if kind != "update_id")
    return str(update[kind].get("data", kind))
