"""Paper, and how the labels are laid out on it; everything in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass

COLUMNS = 3
ROWS = 4
LABELS = COLUMNS * ROWS
"""So many a page."""
LABEL = 60.0
"""The side of a label, which is a square."""
_MARK = 5.0
_GAP = 1.5
_CROSS = 1.5


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper."""

    name: str
    width: float
    height: float

    @property
    def left(self) -> float:
        """Where the labels begin."""
        return (self.width - COLUMNS * LABEL) / 2

    @property
    def top(self) -> float:
        """Where the labels begin."""
        return (self.height - ROWS * LABEL) / 2


PAPERS = (Paper("a4", 210.0, 297.0), Paper("letter", 215.9, 279.4))


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


def cut_marks(paper: Paper) -> Iterator[Line]:
    """Give the lines along which one cuts: around the labels for a guillotine, crosses between them for scissors."""
    columns = [paper.left + LABEL * number for number in range(COLUMNS + 1)]
    rows = [paper.top + LABEL * number for number in range(ROWS + 1)]
    for x in columns:
        yield Line(x, rows[0] - _MARK - _GAP, x, rows[0] - _GAP)
        yield Line(x, rows[-1] + _GAP, x, rows[-1] + _GAP + _MARK)
    for y in rows:
        yield Line(columns[0] - _MARK - _GAP, y, columns[0] - _GAP, y)
        yield Line(columns[-1] + _GAP, y, columns[-1] + _GAP + _MARK, y)
    for x in columns[1:-1]:
        for y in rows[1:-1]:
            yield Line(x - _CROSS, y, x + _CROSS, y)
            yield Line(x, y - _CROSS, x, y + _CROSS)
