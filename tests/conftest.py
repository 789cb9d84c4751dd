"""What all tests share: the shipped edition, and a network that ends at this machine."""

import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from bot import loading
from bot.core.edition import Edition

ROOT = Path(__file__).parent.parent

# In continuous integration the same examples are tried each time: what lands must not depend on chance.
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=False)
if os.environ.get("REQUIRE_ALL_TESTS"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name that is not this machine's own."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not ipaddress.ip_address(address[0]).is_loopback:
            raise AssertionError(f"a test wants to reach {address}")
        connect(self, address)

    def only_own(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in (None, "localhost", "127.0.0.1", "::1", "0.0.0.0"):
            raise AssertionError(f"a test wants to know where {host!r} is")
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", only_own)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Everything that the bot says, as shipped."""
    return loading.load(ROOT / "content", ROOT / "locales")


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], None]:
    """Skip a test that cannot run on this machine, saying why; where all tests are required, fail it."""

    def give_up(reason: str) -> None:
        if os.environ.get("REQUIRE_ALL_TESTS"):
            pytest.fail(reason)
        pytest.skip(reason)

    return give_up
