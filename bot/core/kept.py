"""What was made of an edition and is likely to be wanted again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """Holds so many things of one edition: with another one it begins anew, and the oldest gives way."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._edition: object = None
        self._things: dict[_Key, _Value] = {}

    def get(self, key: _Key, edition: object, make: Callable[[], _Value]) -> _Value:
        """Give what belongs to a key, made only where it is not there."""
        if edition is not self._edition:
            self._edition, self._things = edition, {}
        if (thing := self._things.get(key)) is not None:
            return thing
        thing = self._things[key] = make()
        if len(self._things) > self._size:
            del self._things[next(iter(self._things))]
        return thing
