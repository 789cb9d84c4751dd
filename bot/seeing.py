"""Who sees what the bot does: /metrics where somebody wants it; else nobody, and nothing of it is loaded."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bot.services import Services
from bot.settings import Settings
from bot.watch import NOBODY, Watch
from bot.web.http import Handler
from bot.web.metrics import metrics, with_token
from bot.web.server import serving_metrics
from bot.web.strangers import Strangers

Queue = Callable[[], tuple[int, int]]
"""Gives how many updates are under way, and how many of these wait for their turn."""


def _ignore(_queue: Queue) -> None:
    """Leave a queue alone."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be told of all that happens, and of the queue; `metrics` is for the main port."""

    watch: Watch = NOBODY
    strangers: Strangers = field(default_factory=Strangers)
    metrics: Handler | None = None
    look_at: Callable[[Queue], None] = _ignore


@asynccontextmanager
async def seeing(settings: Settings, services: Services) -> AsyncIterator[Sight]:
    """Count while the block lasts, and show the numbers as the settings say.

    Raises:
        StartError: the port of the metrics is not to be had.
    """
    port, token = settings.metrics_port, settings.metrics_token
    if port is None and token is None:
        yield Sight()
        return
    from bot.metrics.scrape import Metrics  # a bot that nobody watches goes without

    seen = Metrics(services)
    show, strangers = metrics(seen.page), Strangers(seen.meter)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(seen.open())
        if port is not None:
            await stack.enter_async_context(serving_metrics(settings.host, port, show))
        stack.callback(strangers.close)
        guarded = with_token(show, token.get_secret_value(), strangers) if token else None
        yield Sight(seen.meter, strangers, guarded, seen.look_at)
