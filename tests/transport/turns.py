"""Work that waits for its turn."""

from collections.abc import Awaitable, Callable

from bot.tg.intake import Process
from bot.tg.lanes import Turn
from bot.tg.origins import RawUpdate


def in_turn(work: Callable[[RawUpdate], Awaitable[None]]) -> Process:
    """Make some work wait for its turn before it begins."""

    async def process(update: RawUpdate, turn: Turn) -> None:
        await turn.wait()
        await work(update)

    return process
