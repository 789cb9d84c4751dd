"""Somebody who may not read everything, as root may."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nobody() -> Iterator[None]:
    """Be nobody special while the block lasts."""
    if (own := os.geteuid()) != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)
