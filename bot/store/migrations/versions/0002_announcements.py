"""Subscriptions, announcements, files that Telegram has, and figures."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep the languages that were chosen; the days of old rows are not known, so today stands for them."""
    today = sa.text(f"'{datetime.now(UTC).date().isoformat()}'")
    with op.batch_alter_table("chats") as chats:
        chats.alter_column("language", existing_type=sa.String(2), nullable=True)
        chats.add_column(sa.Column("kind", sa.String(10), nullable=False, server_default="private"))
        chats.add_column(sa.Column("subscribed", sa.Boolean, nullable=False, server_default=sa.false()))
        chats.add_column(sa.Column("unreachable", sa.Date))
        chats.add_column(sa.Column("offered", sa.Date))
        chats.add_column(sa.Column("since", sa.Date, nullable=False, server_default=today))
        chats.add_column(sa.Column("changed", sa.Date, nullable=False, server_default=today))
    op.execute("UPDATE chats SET kind = CASE WHEN id > -1000000000000 THEN 'group' ELSE 'supergroup' END WHERE id < 0")
    with op.batch_alter_table("chats") as chats:
        for name in ("kind", "subscribed", "since", "changed"):
            chats.alter_column(name, server_default=None)
    op.create_index("chats_subscribed", "chats", ["subscribed"])
    op.create_index("chats_unreachable", "chats", ["unreachable"])
    _announcements()
    op.create_table(
        "files",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("file_id", sa.String(256), nullable=False),
    )
    op.create_table(
        "openings",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("place", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def _announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.String(47), primary_key=True),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("total", "sent", "unreachable", "failed", "unsure")),
        sa.Column("report_chat", sa.BigInteger),
        sa.Column("report_message", sa.BigInteger),
        sa.Column("report_language", sa.String(2)),
    )
    op.create_table(
        "deliveries",
        sa.Column("announcement", sa.String(47), primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("outcome", sa.SmallInteger, nullable=False),
    )
