"""What the commands say to whoever typed them."""

import sys

from rich.console import Console


def say(words: str) -> None:
    """Say something on standard output."""
    _print(Console(), words)


def remark(words: str) -> None:
    """Say something on standard error."""
    Console(stderr=True).print(words)


def complain(words: str) -> None:
    """Say what is wrong, and end with exit status 1."""
    _print(Console(stderr=True, style="red"), words)
    sys.exit(1)


def _print(console: Console, words: str) -> None:
    """Print words as they stand; by itself rich takes `:100:` for a picture of a hundred."""
    console.print(words, highlight=False, markup=False, emoji=False, soft_wrap=True)
