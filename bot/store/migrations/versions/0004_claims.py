"""Which process deals with an update; only PostgreSQL is shared by several."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, unlogged: nobody misses it after a crash of the database, and nobody waits for a disk."""
    if op.get_context().dialect.name == "postgresql":
        op.create_table(
            "claims",
            sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("owner", sa.Integer, nullable=False),
            sa.Column("done", sa.Boolean, nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
            prefixes=["UNLOGGED"],
        )
