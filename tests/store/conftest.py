"""The store of each test: empty, on both engines."""

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
