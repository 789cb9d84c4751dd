"""From content/*.yaml and locales/*.po to an edition, or every fault with its place."""

from pathlib import Path

from bot.core.edition import Edition
from bot.loading import manuscript


def load(content_dir: Path, locales_dir: Path) -> Edition:
    """Read, check and put together everything that the bot can say.

    Raises:
        EditionError: with all the faults at once, in the order of their places.
    """
    return manuscript.read(content_dir, locales_dir).edition()
