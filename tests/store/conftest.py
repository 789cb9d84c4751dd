"""The store of each test: empty, on both engines."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from bot.store import Chats, Store, open_store


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty memory, on either engine."""
    async with open_store(database_url) as store:
        yield store


@pytest.fixture
def chats(store: Store) -> Chats:
    """What is remembered of chats, on either engine: nothing yet."""
    return store.chats


@pytest.fixture(autouse=True)
async def _no_threads_left() -> AsyncIterator[None]:
    """Let the threads of SQLite connections end before the event loop that they report to."""
    yield
    await asyncio.to_thread(_join_workers)


def _join_workers() -> None:
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            thread.join(5)
