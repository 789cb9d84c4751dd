"""From DATABASE_URL, as platforms hand it out, to what the drivers want to know."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, quote, unquote

from bot.errors import StoreError

Kind = Literal["sqlite", "postgresql"]

_KINDS: Mapping[str, Kind] = {"sqlite": "sqlite", "postgres": "postgresql", "postgresql": "postgresql"}
_FORM = re.compile(
    r"(?P<kind>\w+)(?P<driver>\+\w+)?://"
    r"(?:(?P<user>[^:/]*)(?::(?P<password>[^@]*))?@)?"  # a password may have anything but an @ in it
    r"(?:\[(?P<ipv6>[^/?]+)\]|(?P<host>[^/:?]+))?"
    r"(?::(?P<port>\d+))?"
    r"(?:/(?P<database>[^?]*))?"
    r"(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_UNDERSTOOD = {"host", "ssl", "sslmode"}
_NEEDLESS = {"application_name", "channel_binding", "connect_timeout"}
"""What platforms add for other drivers, and asyncpg would stumble over."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is; of an SQLite file `database` is the path, and None or empty where there is no file."""

    kind: Kind
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    host: str | None = None
    port: int | None = None
    hosts: tuple[tuple[str, int | None], ...] = ()
    """Instead of a host: the folder of a socket, or several hosts, each with its port or None."""
    ssl: str | None = None

    def __str__(self) -> str:
        """Give it for people to read, without the password and without parameters, which may hold one."""
        password = "" if self.password is None else ":***"
        user = "" if self.user is None else f"{quote(self.user, safe=' +')}{password}@"
        host = f"[{self.host}]" if ":" in (self.host or "") else self.host or ""
        port = "" if self.port is None else f":{self.port}"
        return f"{self.kind}://{user}{host}{port}" + ("" if self.database is None else f"/{self.database}")

    @property
    def described(self) -> str:
        """Which database it is."""
        if self.kind == "postgresql":
            return f"PostgreSQL, {self}"
        return "SQLite, in memory alone" if self.is_in_memory else f"SQLite, {self.database}"

    @property
    def is_in_memory(self) -> bool:
        """Whether it is nothing but its one connection, so that transactions have to take turns with it."""
        return self.kind == "sqlite" and self.database in (None, "", ":memory:")

    @property
    def is_there(self) -> bool:
        """Whether there is something to open: a server may be there, a file has to be."""
        return self.kind == "postgresql" or Path(self.database or "").is_file()

    @property
    def is_lost_at_each_start(self) -> bool:
        """Whether it is a file on a disk that the platform empties: those that set DYNO, like Heroku, have no other."""
        return self.kind == "sqlite" and not self.is_in_memory and "DYNO" in os.environ

    def make_folder(self) -> None:
        """Make the folder of an SQLite file, so that a first start needs no preparation."""
        if self.kind == "sqlite" and not self.is_in_memory:
            Path(str(self.database)).parent.mkdir(parents=True, exist_ok=True)


def address(database_url: str) -> Address:
    """Read a DATABASE_URL; which driver it names does not matter, and `sslmode` is asyncpg's `ssl`.

    Raises:
        StoreError: it is no address of SQLite or PostgreSQL; the message does not repeat it, as it may hold a password.
    """
    found = _FORM.fullmatch(database_url)
    if found is None:
        raise StoreError("DATABASE_URL is not an address; write sqlite:///… or postgresql://…")
    kind = _KINDS.get(found["kind"])
    if kind is None:
        raise StoreError(f"DATABASE_URL names {found['kind']}; write sqlite:///… or postgresql://…")
    query = parse_qs(found["query"] or "")
    if kind == "sqlite":
        if found["user"] or found["host"] or found["ipv6"] or found["port"]:
            raise StoreError("DATABASE_URL names no file of SQLite's; write three slashes, as in sqlite:///data/bot.db")
        _refuse(query)
        return Address(kind, _plain(found["database"]))
    return _postgresql(found, query)


def _postgresql(found: re.Match[str], query: Mapping[str, list[str]]) -> Address:
    if "@" in (found["host"] or ""):
        raise StoreError("DATABASE_URL has more than one @; write an @ in the password as %40")
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 0 < port < 65536:
        raise StoreError("DATABASE_URL names a port that cannot be; ports go from 1 to 65535")
    _refuse(set(query) - _UNDERSTOOD - _NEEDLESS)
    return Address(
        "postgresql",
        _plain(found["database"] or None),
        _plain(found["user"]),
        _plain(found["password"]),
        found["ipv6"] or found["host"],
        port,
        tuple(_host(host) for hosts in query.get("host", ()) for host in hosts.split(",")),
        next(iter(query.get("sslmode") or query.get("ssl") or ()), None),
    )


def _host(written: str) -> tuple[str, int | None]:
    """Split a host from its port; an IPv6 address and a folder have none."""
    found = re.fullmatch(r"([^:/]+):(\d{1,5})", written)
    return (found[1], int(found[2])) if found else (written, None)


def _plain(quoted: str | None) -> str | None:
    return None if quoted is None else unquote(quoted)


def _refuse(parameters: Iterable[str]) -> None:
    if names := ", ".join(sorted(parameters)):
        raise StoreError(f"DATABASE_URL has {names} in it, which means nothing here; leave it out")
