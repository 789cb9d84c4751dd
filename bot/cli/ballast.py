"""What libraries load wherever it is installed, for uses that the bot has not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

BALLAST = ("rich", "greenlet", "httpx._main")
"""structlog's colourful tracebacks and its other kind of threads, which the bot has not; the command line of httpx."""


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Let modules seem not to be installed while the block lasts, where they are not loaded already."""
    hidden = [module for module in modules if module not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks what is not there
    try:
        yield
    finally:
        for module in hidden:
            del sys.modules[module]
