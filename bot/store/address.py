"""From DATABASE_URL, as platforms hand it out, to an address of the drivers that are used."""

import os
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreError

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


_UNDERSTOOD = {"host", "ssl", "sslmode"}
_NEEDLESS = {"application_name", "channel_binding", "connect_timeout"}
"""What platforms add for other drivers, and asyncpg would stumble over."""


def address(database_url: str) -> URL:
    """Choose the driver and keep everything else; `sslmode` becomes asyncpg's `ssl`.

    Raises:
        StoreError: it is no address of SQLite or PostgreSQL; the message does not repeat it, as it may hold a password.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise StoreError("DATABASE_URL is not an address; write sqlite:///… or postgresql://…") from None
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise StoreError(f"DATABASE_URL names {url.drivername}; write sqlite:///… or postgresql://…")
    url = url.set(drivername=driver)
    if url.get_backend_name() == "postgresql":
        return _for_asyncpg(url)
    _refuse(url.query)
    return url


def shown(url: URL) -> str:
    """Give an address for people to read, without the password and without parameters, which may hold one."""
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


def described(url: URL) -> str:
    """Say which database it is, as `shown` does."""
    if not url.drivername.startswith("sqlite"):
        return f"PostgreSQL, {shown(url)}"
    return "SQLite, in memory alone" if is_in_memory(url) else f"SQLite, {url.database}"


def _for_asyncpg(url: URL) -> URL:
    if "@" in (url.host or ""):
        raise StoreError("DATABASE_URL has more than one @; write an @ in the password as %40")
    if url.port is not None and not 0 < url.port < 65536:
        raise StoreError("DATABASE_URL names a port that cannot be; ports go from 1 to 65535")
    _refuse(set(url.query) - _UNDERSTOOD - _NEEDLESS)
    url = url.difference_update_query(_NEEDLESS)
    if "sslmode" in url.query:
        url = url.update_query_dict({"ssl": url.query["sslmode"]}).difference_update_query(["sslmode"])
    return url


def _refuse(parameters: Iterable[str]) -> None:
    if names := ", ".join(sorted(parameters)):
        raise StoreError(f"DATABASE_URL has {names} in it, which means nothing here; leave it out")


def is_in_memory(url: URL) -> bool:
    """Tell whether a database is nothing but its one connection, so that transactions have to take turns with it."""
    return url.database in (None, "", ":memory:")


def is_there(url: URL) -> bool:
    """Tell whether there is something to open: a server may be there, a file has to be."""
    return not url.drivername.startswith("sqlite") or Path(url.database or "").is_file()


def is_lost_at_each_start(url: URL) -> bool:
    """Tell whether a file is on a disk that the platform empties: those that set DYNO, like Heroku, have no other."""
    return url.drivername.startswith("sqlite") and not is_in_memory(url) and "DYNO" in os.environ


def make_folder(url: URL) -> None:
    """Make the folder of an SQLite file, so that a first start needs no preparation."""
    if url.drivername.startswith("sqlite") and not is_in_memory(url):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
