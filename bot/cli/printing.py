"""What the commands say to whoever typed them."""

import sys

from rich.console import Console, RenderableType

_ENDLESS = 10_000
"""Columns where a program reads, so that no line is broken."""


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


def show(table: RenderableType) -> None:
    """Show a table, as wide as the terminal; where there is none, each line in one piece, without blanks at its end."""
    console = Console()
    if console.is_terminal:
        return console.print(table, highlight=False)
    console.width = _ENDLESS
    with console.capture() as capture:
        console.print(table, highlight=False)
    return _print(console, "\n".join(line.rstrip() for line in capture.get().splitlines()))


def _print(console: Console, words: str) -> None:
    """Print words as they stand; by itself rich takes `:100:` for a picture of a hundred."""
    console.print(words, highlight=False, markup=False, emoji=False, soft_wrap=True)
