"""The daily clean-up: what is remembered of chats that have long been out of reach is deleted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from bot.errors import StoreError
from bot.ports import ChatStore

DAY_SECONDS = 24 * 3600.0
AGAIN_SECONDS = 600.0
"""When it is tried again where the store did not answer."""

_log = structlog.get_logger()


@asynccontextmanager
async def tidying(chats: ChatStore, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> AsyncIterator[None]:
    """Clean up at once and then daily, while the block lasts. `sleep` waits for some seconds."""
    task = asyncio.create_task(_tidy_daily(chats, sleep))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _tidy_daily(chats: ChatStore, sleep: Callable[[float], Awaitable[None]]) -> None:
    while True:
        await sleep(DAY_SECONDS if await _tidied(chats) else AGAIN_SECONDS)


async def _tidied(chats: ChatStore) -> bool:
    try:
        if count := await chats.forget_the_lost():
            _log.info("chats long out of reach were forgotten", count=count)
    except StoreError as error:
        _log.warning("chats long out of reach could not be forgotten; tried again later", reason=str(error))
        return False
    except Exception:  # a fault here must not end the clean-up for all days to come
        _log.exception("chats long out of reach could not be forgotten; tried again later")
        return False
    return True
