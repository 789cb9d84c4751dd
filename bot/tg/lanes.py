"""Order: what belongs to one chat is worked off one after the other, the chats side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Lanes(Generic[Item]):
    """A lane for each chat, there only while something is under way in it. The work must not raise."""

    def __init__(self, work: Callable[[Item], Awaitable[None]]) -> None:
        self._work = work
        self._last: dict[int, asyncio.Task[None]] = {}

    def add(self, lane: int, item: Item) -> asyncio.Task[None]:
        """Begin with an item as soon as all that was added to its lane before is done."""
        task = asyncio.create_task(self._after(self._last.get(lane), item))
        self._last[lane] = task
        task.add_done_callback(lambda done: self._leave(lane, done))
        return task

    async def finished(self) -> None:
        """Wait until every lane is empty."""
        while self._last:
            await asyncio.wait(self._last.values())

    async def _after(self, before: asyncio.Task[None] | None, item: Item) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._work(item)

    def _leave(self, lane: int, done: asyncio.Task[None]) -> None:
        if self._last.get(lane) is done:
            del self._last[lane]
