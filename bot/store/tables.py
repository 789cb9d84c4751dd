"""The tables as the newest migration leaves them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Integer, SmallInteger, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


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


class Base(DeclarativeBase):
    """All tables."""


class Chat(Base):
    """What is remembered of a chat; `id` is Telegram's, up to 52 bits."""

    __tablename__ = "chats"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    language: Mapped[str | None] = mapped_column(String(2))
    subscribed: Mapped[bool] = mapped_column(Boolean)
    unreachable: Mapped[date | None] = mapped_column(Date)
    offered: Mapped[date | None] = mapped_column(Date)
    since: Mapped[date] = mapped_column(Date)
    changed: Mapped[date] = mapped_column(Date)


class Announcement(Base):
    """An announcement that goes out or went out, and once it is over, to how many."""

    __tablename__ = "announcements"

    id: Mapped[str] = mapped_column(String(47), primary_key=True)
    state: Mapped[str] = mapped_column(String(9))
    started: Mapped[datetime] = mapped_column(Moment)
    finished: Mapped[datetime | None] = mapped_column(Moment)
    total: Mapped[int] = mapped_column(Integer)
    sent: Mapped[int] = mapped_column(Integer)
    unreachable: Mapped[int] = mapped_column(Integer)
    failed: Mapped[int] = mapped_column(Integer)
    unsure: Mapped[int] = mapped_column(Integer)
    report_chat: Mapped[int | None] = mapped_column(BigInteger)
    report_message: Mapped[int | None] = mapped_column(BigInteger)
    report_language: Mapped[str | None] = mapped_column(String(2))
    report_asks: Mapped[bool | None] = mapped_column(Boolean)


class Delivery(Base):
    """A chat to which an announcement that is not over goes, and what came of it."""

    __tablename__ = "deliveries"

    announcement: Mapped[str] = mapped_column(String(47), primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    outcome: Mapped[int] = mapped_column(SmallInteger)


class File(Base):
    """A file that Telegram has already, and the id under which it sends it again."""

    __tablename__ = "files"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(256))


class Opening(Base):
    """How often a place was opened on a day; by whom is not known."""

    __tablename__ = "openings"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
