"""From content/*.yaml and locales/*.po to an edition, or every fault with its place."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.edition import Edition
from bot.loading import manuscript


def load(content_dir: Path, locales_dir: Path) -> Edition:
    """Read, check and put together everything that the bot can say.

    Raises:
        EditionError: with all the faults at once, in the order of their places.
    """
    with without_collections():
        return manuscript.read(content_dir, locales_dir).edition()


@contextmanager
def without_collections() -> Iterator[None]:
    """Look for no cycles meanwhile: nearly all that is made stays, and would be looked through again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
