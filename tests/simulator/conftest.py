"""A Telegram whose clock stands still, with a bot that listens and two people."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.simulator import Person, Telegram

Json = dict[str, Any]


class Clock:
    """Time that passes when it is told to; `naps` is what somebody wanted to sleep through."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


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
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock, sleep=clock.sleep) as telegram:
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
