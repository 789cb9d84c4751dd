"""Addresses as the server reads and keeps them, for buttons and for links in a text.

After parse_url (tdutils/td/utils/HttpUrl.cpp) and check_link (td/telegram/LinkManager.cpp) of github.com/tdlib/td:
`example.com` becomes `http://example.com/`, and whatever has no dot in its host is refused.
"""

import re
from dataclasses import dataclass

_HOST_SYMBOLS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_!$,~*'();&+=%")
_SPACE = " \t\r\n\0\v"
_USER = re.compile(r"tg:(?://)?user\?(?:.*&)?id=(\d+)", re.IGNORECASE)
_SCHEMES = {"tg:": "tg", "ton:": "ton"}


class LinkError(Exception):
    """The server does not take the address; the message is the server's own."""


@dataclass(frozen=True, slots=True)
class _Address:
    protocol: str
    userinfo: str
    host: str
    port: int
    query: str

    def __str__(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.protocol}://{userinfo}{self.host}{port}{self.query}"


def user_in(link: str) -> int | None:
    """Give the person whom a tg://user link mentions."""
    match = _USER.match(link)
    return int(match[1]) if match else None


def is_parameter(text: str) -> bool:
    """Say whether a start parameter has only what one may have."""
    return re.fullmatch(r"[A-Za-z0-9_-]*", text) is not None


def checked(link: str, *, only_https: bool = False) -> str:
    """Give an address as the server keeps it.

    Raises:
        LinkError: the server would refuse it.
    """
    try:
        return _checked(link, only_https)
    except LinkError as error:
        raise LinkError(f"URL '{link}' is invalid: {error}") from error


def _checked(link: str, only_https: bool) -> str:
    if only_https and not link.lower().startswith("https://"):
        raise LinkError("Only HTTPS links are allowed")
    for prefix, scheme in _SCHEMES.items():
        if link.lower().startswith(prefix):
            return _inner(scheme, link[len(prefix) :].removeprefix("//"))
    address = _parsed(link)
    if "." not in address.host and not address.host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return str(address)


def _inner(scheme: str, link: str) -> str:
    """Check a link into the app, such as tg://resolve?domain=x."""
    address = _parsed(link)
    if link.lower().startswith("http") or address.userinfo or address.port or address.host.startswith("["):
        raise LinkError(f"Wrong {scheme} URL")
    if not re.fullmatch(r"[a-z0-9_-]+", address.host):
        raise LinkError("Unallowed characters in URL host")
    query = address.query[1:] if address.query.startswith("/?") else address.query
    return f"{scheme}://{address.host}{query}"


def _parsed(link: str) -> _Address:
    protocol, separator, rest = link.partition("://")
    if separator and protocol.lower() not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    if not separator:
        protocol, rest = "http", link
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    userinfo, _, place = authority.rpartition("@")
    host, port = _host_and_port(place)
    return _Address(protocol.lower(), userinfo, host, port, _query(rest[len(authority) :]))


def _host_and_port(place: str) -> tuple[str, int]:
    host, colon, digits = ("", "", "") if place.endswith("]") else place.rpartition(":")
    if not colon:
        return _host(place.lower()), 0
    port = int(digits) if re.fullmatch("0*[0-9]{1,5}", digits) else 0
    if not 1 <= port <= 65535:
        raise LinkError("Wrong port number specified in the URL")
    return _host(host.lower()), port


def _host(host: str) -> str:
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        if not re.fullmatch(r"\[[0-9a-f:.]+]", host):
            raise LinkError("Wrong IPv6 address specified in the URL")
    elif any(symbol.isascii() and symbol not in _HOST_SYMBOLS for symbol in host):
        raise LinkError("Disallowed character in URL host")
    return host


def _query(rest: str) -> str:
    query = rest.rstrip(_SPACE) or "/"
    slash = "" if query.startswith("/") else "/"
    return slash + re.sub(f"[{_SPACE}]", "%20", query)
