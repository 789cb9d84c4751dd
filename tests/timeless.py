"""A part of the store on a clock that is wound: its work takes no time there, and it can be cut off."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.errors import StoreError
from bot.simulator import WoundClock


class Timeless:
    """Passes everything on to a part of the store."""

    def __init__(self, part: Any, clock: WoundClock) -> None:
        self._part = part
        self._clock = clock
        self.is_away = False
        self.refused = 0
        """How often it was asked in vain."""
        self.is_full = False
        """Whether it can still be read, but takes nothing."""

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        method = getattr(self._part, name)

        async def call(*args: Any, **kwargs: Any) -> Any:
            if self.is_away or (self.is_full and name == "record"):
                self.refused += 1
                raise StoreError("the database does not answer (TimeoutError)")
            with self._clock.outside():
                return await method(*args, **kwargs)

        return call
