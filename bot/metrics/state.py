"""How things stand when somebody asks."""

import hashlib
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import assert_never

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.core.announcing import Run, State
from bot.core.catalog import Catalog, Shelf
from bot.core.edition import Edition
from bot.metrics import families
from bot.metrics.families import Family, Type
from bot.metrics.lookup import Lookup
from bot.services import Services
from bot.watch import OTHER

Values = dict[tuple[str, ...], float]
"""What a metric says, by its labels in their order."""

SHOWN = 20
"""Announcements that are shown, the newest."""
_DERIVED = ("people", "by_organization")
"""What the catalog only sorts anew."""


class Standing(Collector):
    """Says how things stand; `queue` gives how many updates are under way, and how many of them wait."""

    def __init__(self, services: Services, lookup: Lookup) -> None:
        self._services = services
        self._lookup = lookup
        self._edition: Edition | None = None
        self._digest = ""
        self.queue: Callable[[], tuple[int, int]] = lambda: (0, 0)

    def collect(self) -> Iterator[Metric]:
        """Give every metric of `families.LOOKED_AT`."""
        values = self._values()
        for family in families.LOOKED_AT:
            yield _metric(family, values[family.name])

    def _values(self) -> dict[str, Values]:
        under_way, waiting = self.queue()
        found = self._lookup.found
        edition = self._services.edition
        return {
            families.UNDER_WAY.name: {(): under_way},
            families.WAITING.name: {(): waiting},
            families.STORE_FAILURES.name: {(): self._services.store.outages.times},
            families.LOOKED_UP.name: {(): self._lookup.age},
            families.CONTENT.name: {(self._digest_of(edition), ",".join(edition.languages)): 1},
            families.CONTENT_ITEMS.name: {(name,): len(getattr(edition.catalog, name)) for name in families.SECTIONS},
            families.CONTENT_OUTDATED.name: {(): self._services.is_outdated},
            families.BUILD.name: {(__version__, platform.python_version()): 1},
            families.CHATS_KNOWN.name: _chats(found.chats) if found else {},
            **_announcements(found.runs[:SHOWN] if found else ()),
        }

    def _digest_of(self, edition: Edition) -> str:
        if edition is not self._edition:
            self._edition, self._digest = edition, digest(edition.catalog)
        return self._digest


def digest(catalog: Catalog) -> str:
    """Give eight characters that are the same wherever the same content is in use."""
    parts = (getattr(catalog, field.name) for field in fields(catalog) if field.name not in _DERIVED)
    written = "\n".join(repr(part.items if isinstance(part, Shelf) else part) for part in parts)
    return hashlib.sha256(written.encode()).hexdigest()[:8]


def _metric(family: Family, values: Values) -> Metric:
    metric: CounterMetricFamily | GaugeMetricFamily
    match family.type:
        case Type.COUNTER:
            metric = CounterMetricFamily(family.name, family.words, labels=list(family.labels))
        case Type.GAUGE:
            metric = GaugeMetricFamily(family.name, family.words, labels=list(family.labels))
        case Type.HISTOGRAM:
            raise ValueError(f"{family.name} is no state")
        case _:
            assert_never(family.type)
    for labels, value in values.items():
        metric.add_metric(labels, value)
    return metric


def _chats(counts: Mapping[tuple[str, str | None, bool, bool], int]) -> Values:
    found: Counter[tuple[str, ...]] = Counter()
    for (kind, _, *is_so), count in counts.items():
        answers = (families.YES_NO[not each] for each in is_so)
        found[(kind if kind in families.CHATS else OTHER, *answers)] += count
    return dict(found)


def _announcements(runs: Sequence[Run]) -> dict[str, Values]:
    return {
        families.ADDRESSEES.name: {(run.id,): run.total for run in runs},
        families.DELIVERED.name: {
            (run.id, outcome): getattr(run, outcome) for run in runs for outcome in families.DELIVERIES
        },
        families.ANNOUNCEMENT_STATE.name: {(run.id, state): run.state is state for run in runs for state in State},
    }
