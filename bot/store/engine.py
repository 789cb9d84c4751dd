"""The engine of a database."""

from bot.store.address import Address
from bot.store.connection import Engine


def new_engine(address: Address, patience: float, *, connecting: float = 10.0, looks_only: bool = False) -> Engine:
    """Make an engine; `patience` is in seconds, as is what a PostgreSQL may take for `connecting`.

    One that `looks_only` leaves an SQLite file as it is.
    """
    if address.kind == "postgresql":
        from bot.store.postgresql import PostgreSQL  # a bot with an SQLite file does without the driver

        return PostgreSQL(address, connecting)
    from bot.store.sqlite import SQLite  # and the other way round

    return SQLite(address, patience, looks_only=looks_only)
