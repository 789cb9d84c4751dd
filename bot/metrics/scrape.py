"""Answering whoever asks for the numbers: always, and within a moment."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from prometheus_client import CollectorRegistry, ProcessCollector, disable_created_metrics, generate_latest

from bot.clock import RealClock
from bot.metrics.lookup import Lookup
from bot.metrics.meter import Meter
from bot.metrics.state import Standing
from bot.ports import Clock
from bot.services import Services

BEAT = 0.5
"""Seconds between looks at how late this process is."""


class Metrics:
    """All numbers of one bot: `meter` is told what happens."""

    def __init__(self, services: Services, clock: Clock | None = None) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a number more for each, which nobody reads
        self._registry = CollectorRegistry()
        self._clock = clock or RealClock()
        self._lookup = Lookup(services.store, self._clock)
        self.meter = Meter(self._registry)
        self._standing = Standing(services, self._lookup)
        self._registry.register(self._standing)
        ProcessCollector(registry=self._registry)

    def look_at(self, queue: Callable[[], tuple[int, int]]) -> None:
        """Learn who knows how many updates are under way, and how many of these wait."""
        self._standing.queue = queue

    async def page(self) -> bytes:
        """Write all numbers down, in Prometheus's text format."""
        await self._lookup.refresh()
        return generate_latest(self._registry)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Watch for delays while the block lasts."""
        beating = asyncio.create_task(self._beat())
        try:
            yield
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating
            await self._lookup.close()

    async def _beat(self) -> None:
        while True:
            began = self._clock()
            await self._clock.sleep(BEAT)
            self.meter.lag.observe(max(self._clock() - began - BEAT, 0.0))
