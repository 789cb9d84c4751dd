"""The tables as the newest migration leaves them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    func,
)
from sqlalchemy.types import TypeDecorator

METADATA = MetaData()
SHARED = MetaData()
"""What there is on PostgreSQL alone, which several processes share."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which knows no zones, gets and gives it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read in UTC."""
        moment: datetime | None = value
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


CHATS = Table(
    "chats",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2)),
    Column("kind", String(10), nullable=False),
    Column("subscribed", Boolean, nullable=False),
    Column("unreachable", Date),
    Column("offered", Date),
    Column("since", Date, nullable=False),
    Column("changed", Date, nullable=False),
    Index("chats_subscribed", "subscribed"),
    Index("chats_unreachable", "unreachable"),
)
"""What is remembered of a chat; `id` is Telegram's, up to 52 bits."""

ANNOUNCEMENTS = Table(
    "announcements",
    METADATA,
    Column("id", String(47), primary_key=True),
    Column("state", String(9), nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("total", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("unreachable", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("report_chat", BigInteger),
    Column("report_message", BigInteger),
    Column("report_language", String(2)),
    Column("report_asks", Boolean),
)
"""An announcement that goes out or went out, and once it is over, to how many."""

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("announcement", String(47), primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("outcome", SmallInteger, nullable=False),
)
"""A chat to which an announcement that is not over goes, and what came of it."""

FILES = Table(
    "files",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("file_id", String(256), nullable=False),
)
"""A file that Telegram has already, and the id under which it sends it again."""

OPENINGS = Table(
    "openings",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("place", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How often a place was opened on a day; by whom is not known."""

CLAIMS = Table(
    "claims",
    SHARED,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", Moment, nullable=False, server_default=func.now()),
)
"""An update that a process deals with or has dealt with; `owner` is the number that it has as long as it is alive."""
