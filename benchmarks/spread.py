"""What several rounds say together: the one in the middle, and how far they lie apart."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values, the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Give the spread of at least one value."""
        return cls(statistics.median(values), min(values), max(values))

    def written(self, digits: int) -> str:
        """Write it with so many digits after the point: the median, and in brackets how far it goes."""
        if self.low == self.high:
            return f"{self.median:,.{digits}f}"
        return f"{self.median:,.{digits}f} ({self.low:,.{digits}f}–{self.high:,.{digits}f})"


def ratios(ones: Sequence[float], others: Sequence[float]) -> Spread:
    """Give how many times as much the ones are as the others, round by round, so that a slow round is slow for both."""
    return Spread.of([one / other for one, other in zip(ones, others, strict=True)])


def hundredth(values: Sequence[float], number: int) -> float:
    """Give the value below which so many of a hundred lie: the smallest one that as many reach or stay below."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * number // 100) - 1)]
