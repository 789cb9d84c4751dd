"""A bot that is reached."""

from collections.abc import AsyncIterator

import pytest

from tests.reached.reaching import Reached, reached


@pytest.fixture
async def at() -> AsyncIterator[Reached]:
    """A bot behind a webhook."""
    async with reached() as one:
        yield one
