"""The gate: from which addresses updates are taken, and which address it is that counts behind a proxy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import web

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

FORWARDED = "X-Forwarded-For"


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may come in; without networks of theirs, everybody."""

    networks: Sequence[Network] = ()
    proxies: Sequence[Network] = ()
    """Whose X-Forwarded-For is believed."""

    def admits(self, request: web.BaseRequest) -> bool:
        """Tell whether a request comes from where it may; from where nobody can tell, it may not."""
        if not self.networks:
            return True
        address = self.address(request)
        return address is not None and _is_in(address, self.networks)

    def address(self, request: web.BaseRequest) -> Address | None:
        """Give the nearest address that is no proxy of ours, None where it is unreadable.

        What stands to the left of it, anybody can have written.
        """
        address = _read(request.remote or "")
        for hop in _hops(request):
            if address is None or not _is_in(address, self.proxies):
                break
            address = _read(hop)
        return address


def _hops(request: web.BaseRequest) -> Iterable[str]:
    """Give what proxies wrote, the nearest first; several headers are one list."""
    return reversed(",".join(request.headers.getall(FORWARDED, [])).split(",")) if FORWARDED in request.headers else ()


def _read(written: str) -> Address | None:
    """Read an address, with a port or without; one of IPv4 that comes as IPv6 is one of IPv4."""
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)  # of the other version, it is in none
