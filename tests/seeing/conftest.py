"""A bot that is watched, on a clock that is wound by hand."""

from collections.abc import AsyncIterator

import pytest
from prometheus_client import CollectorRegistry

from bot.core.edition import Edition
from bot.metrics.meter import Meter
from bot.simulator import Person, WoundClock
from bot.store import Store
from tests.delivery.conftest import World


class Watched(World):
    """A world with a meter in it."""

    def __init__(self, clock: WoundClock) -> None:
        super().__init__(clock)
        self.registry = CollectorRegistry()
        self.watch = Meter(self.registry)

    def count(self, name: str, **labels: str) -> float:
        """Give what a metric says; 0 where it says nothing."""
        return self.registry.get_sample_value(name, labels) or 0.0

    def outcomes(self, kind: str = "callback_query") -> dict[str, float]:
        """Count the updates of a kind by what they became."""
        samples = next(each.samples for each in self.registry.collect() if each.name == "bot_updates")
        return {
            sample.labels["outcome"]: sample.value
            for sample in samples
            if sample.name.endswith("_total") and sample.labels["kind"] == kind and sample.value
        }


@pytest.fixture
def clock() -> WoundClock:
    return WoundClock(patience=30.0)


@pytest.fixture
async def world(clock: WoundClock, edition: Edition, store: Store) -> AsyncIterator[Watched]:
    async with Watched(clock).open(edition, store) as world:
        assert isinstance(world, Watched)
        yield world


@pytest.fixture
def grace(world: Watched) -> Person:
    return world.telegram.person("Grace", language_code="en")
