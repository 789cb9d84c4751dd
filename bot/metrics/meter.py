"""Counting and timing what happens, as it happens."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.metrics import families
from bot.metrics.families import Family
from bot.watch import METHODS, OTHER, Answer, Dealing, Kind, Outcome, Stage, Stranger

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
"""The bounds of the buckets: a tap takes a millisecond or two, a chat may have to wait for two minutes."""


class Meter:
    """A `bot.watch.Watch` that counts. What a name is counted under is made once, for that takes longest."""

    def __init__(self, registry: CollectorRegistry) -> None:
        updates, retries = _counter(families.UPDATES, registry), _counter(families.RETRIES, registry)
        strangers, seconds = _counter(families.STRANGERS, registry), _histogram(families.UPDATE_SECONDS, registry)
        self._updates = {(kind, outcome): updates.labels(kind, outcome) for kind in Kind for outcome in Outcome}
        self._stages = {kind: [seconds.labels(kind, stage) for stage in Stage] for kind in Kind}
        self._retries: dict[Answer, Counter] = {reason: retries.labels(reason) for reason in families.REASONS}
        self._strangers = {reason: strangers.labels(reason) for reason in Stranger}
        self._calls, self._call_seconds = (
            _counter(families.CALLS, registry),
            _histogram(families.CALL_SECONDS, registry),
        )
        self._called: dict[tuple[str, Answer], tuple[Counter, Histogram]] = {}
        self.lag = _histogram(families.LAG, registry)

    def update(self, dealing: Dealing) -> None:
        """Count an update, and where it spent its time; where it did not wait, that is no wait of zero seconds."""
        kind, spent = dealing.kind, dealing.spent
        self._updates[kind, dealing.outcome].inc()
        for stage, seconds in zip(self._stages[kind], spent or (), strict=False):
            if seconds:
                stage.observe(seconds)

    def call(self, method: str, answer: Answer, seconds: float) -> None:
        """Count an attempt at a call; a method that nobody here knows is one of the others."""
        if (called := self._called.get((method, answer))) is None:
            called = self._first(method if method in METHODS else OTHER, answer)
        called[0].inc()
        called[1].observe(seconds)

    def _first(self, method: str, answer: Answer) -> tuple[Counter, Histogram]:
        """Begin to count a method; with its failures, so that the first one of these is an increase."""
        for each in Answer:
            self._called[method, each] = self._calls.labels(method, each), self._call_seconds.labels(method)
        return self._called[method, answer]

    def retry(self, reason: Answer) -> None:
        """Count another attempt."""
        self._retries[reason].inc()

    def stranger(self, reason: Stranger) -> None:
        """Count a request that was turned away."""
        self._strangers[reason].inc()


def _counter(family: Family, registry: CollectorRegistry) -> Counter:
    return Counter(family.name, family.words, list(family.labels), registry=registry)


def _histogram(family: Family, registry: CollectorRegistry) -> Histogram:
    return Histogram(family.name, family.words, list(family.labels), registry=registry, buckets=SECONDS)
