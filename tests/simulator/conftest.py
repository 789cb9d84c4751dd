"""A Telegram whose clock is wound by hand, with a bot that listens and two people."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator import Person, Telegram, WoundClock

Json = dict[str, Any]


class Ear:
    """A bot that hears everything and does nothing."""

    def __init__(self) -> None:
        self.updates: list[Json] = []

    async def __call__(self, update: Json) -> None:
        self.updates.append(update)

    @property
    def last(self) -> Json:
        return self.updates[-1]


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock()


@pytest.fixture
async def telegram(clock: WoundClock) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock) as telegram:
        yield telegram


@pytest.fixture
def ear(telegram: Telegram) -> Ear:
    ear = Ear()
    telegram.deliver_to(ear)
    return ear


@pytest.fixture
async def ana(telegram: Telegram, ear: Ear) -> Person:
    """Somebody who has written to the bot."""
    ana = telegram.person("Ana", language_code="es-MX", username="ana")
    await ana.send("/start")
    return ana


@pytest.fixture
def bob(telegram: Telegram, ear: Ear) -> Person:
    """Somebody who has never written to the bot."""
    return telegram.person("Bob")
