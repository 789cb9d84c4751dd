"""The real bot on a simulated Telegram, in process: only sockets are missing."""

from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot import app
from bot.core.edition import Edition
from bot.services import Services
from bot.simulator import Person, SimulatorRequest, Telegram
from bot.store import Chats, Store


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A Telegram at home; at the end no button may be left spinning."""
    async with Telegram() as telegram:
        yield telegram
        assert list(telegram.unanswered) == []


@pytest.fixture
def chats(store: Store) -> Chats:
    """What is remembered of chats."""
    return store.chats


@pytest.fixture
async def bot(telegram: Telegram, edition: Edition, store: Store) -> AsyncIterator[app.App]:
    """The bot, listening."""
    request, polling = SimulatorRequest(telegram), SimulatorRequest(telegram)
    application = app.build(Services(edition, store), telegram.token, request, polling, "https://telegram.test")
    async with application:
        telegram.deliver_to(partial(app.deliver, application))
        yield application


@pytest.fixture
def grace(telegram: Telegram, bot: app.App) -> Person:
    """Somebody whose Telegram is in English."""
    return telegram.person("Grace", language_code="en")


@pytest.fixture
def ana(telegram: Telegram, bot: app.App) -> Person:
    """Somebody whose Telegram is in Mexican Spanish."""
    return telegram.person("Ana", language_code="es-MX")
