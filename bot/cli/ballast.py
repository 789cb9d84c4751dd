"""Loading a process that lasts without what libraries load for uses that it has not, and without looking for litter."""

import gc
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType

_WHEREVER_THERE = ("rich", "greenlet")
"""What structlog loads where it is installed, for colourful tracebacks and another kind of threads."""
_FOR_ITS_NAMES = ("httpx",)
"""The framework's own way to the network, which it names in annotations; the bot has another (`bot/tg/request.py`)."""


@contextmanager
def without_ballast() -> Iterator[None]:
    """Load what is loaded in the block without all this; afterwards, whoever wants some of it gets it."""
    with ExitStack() as stack:
        for without in (_without_modules, _without_needless_certificates, _without_collections):
            stack.enter_context(without())
        yield


class _Hollow(ModuleType):
    """A module in which there is every name that is asked for, and nothing behind any."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):  # Python itself asks what kind of module it is
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def _without_modules() -> Iterator[None]:
    instead = dict[str, ModuleType | None].fromkeys(_WHEREVER_THERE)  # None is how Python marks what is not there
    instead |= {name: _Hollow(name) for name in _FOR_ITS_NAMES}
    put = {name: module for name, module in instead.items() if name not in sys.modules}
    sys.modules.update(put)  # type: ignore[arg-type]  # see above
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


@contextmanager
def _without_needless_certificates() -> Iterator[None]:
    """Have no certificates read by a context that checks none: when it is loaded, aiohttp makes one of either kind."""
    read = ssl.SSLContext.set_default_verify_paths

    def read_to_check(context: ssl.SSLContext) -> None:
        if context.verify_mode != ssl.CERT_NONE:
            read(context)

    ssl.SSLContext.set_default_verify_paths = read_to_check  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # the method is its base class's


@contextmanager
def _without_collections() -> Iterator[None]:
    """Look for no cycles among what is loaded, now and later: it stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
