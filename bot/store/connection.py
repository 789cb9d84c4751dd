"""What the store asks of a database, whichever it is: statements are SQL that both engines understand.

Values are written as `:name`. Days, moments in UTC and truth are Python's own, on the way there and back.
"""

import math
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from bot.store.address import Address

Row = Sequence[Any]
_Result = TypeVar("_Result")


class Connection(Protocol):
    """A connection of an engine, for the time of a piece of work."""

    async def rows(self, statement: str, /, **values: Any) -> Sequence[Row]:
        """Give all rows that a statement finds."""

    async def row(self, statement: str, /, **values: Any) -> Row | None:
        """Give the first row that a statement finds, or None."""

    async def run(self, statement: str, /, **values: Any) -> int:
        """Carry out a statement, and give how many rows it changed."""

    async def run_each(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Carry out a statement with each of some rows of values."""

    async def tables(self) -> Collection[str]:
        """Give the names of the tables that there are."""


Work = Callable[[Connection], Awaitable[_Result]]
"""What is done with a connection: it waits for nothing else, and may be undone and never get to its end."""


class Engine(Protocol):
    """Where connections to a database come from."""

    @property
    def address(self) -> Address:
        """Where the database is."""

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What is raised where the database is away, takes too long, or cannot do what it is asked for."""

    async def carry_out(self, work: Work[_Result], until: float = math.inf) -> _Result:
        """Let work have a transaction, and give its result; what fails has no effect.

        Raises:
            TimeoutError: by `time.monotonic` it is too late for it to take effect.
        """

    async def read(self, work: Work[_Result]) -> _Result:
        """Let work look into the database, and give its result; whatever else it does may have no effect."""

    async def find(self, work: Work[_Result]) -> _Result:
        """Let work find something by its key, and give its result."""

    async def dispose(self) -> None:
        """Close all connections."""


def listed(name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """Give what stands between the brackets of an IN, and the values for it; nothing is in what is empty."""
    named = {f"{name}_{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{each}" for each in named) or "NULL", named
