"""The way to a server: straight, or through the proxy that the environment names for it.

aiohttp would look into the environment, and for passwords into ~/.netrc, in a thread for each single request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.request import getproxies, proxy_bypass

from aiohttp import encode_basic_auth
from yarl import URL


@dataclass(frozen=True, slots=True)
class Way:
    """An address, and the proxy through which it is reached, with what it asks for."""

    address: URL
    proxy: URL | None = None
    proxy_headers: Mapping[str, str] | None = None


def way(url: str) -> Way:
    """Find the way to an address, as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say.

    Raises:
        ValueError: it is no address.
    """
    address = URL(url)
    named = None if address.host is None or proxy_bypass(address.host) else getproxies().get(address.scheme)
    if named is None:
        return Way(address)
    proxy = URL(named)
    if proxy.user is None:
        return Way(address, proxy)
    known = {"Proxy-Authorization": encode_basic_auth(proxy.user, proxy.password or "")}
    return Way(address, proxy.with_user(None), known)
