"""Whether the message that shows how far an announcement is asks just now whether to cancel it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Of those under way it is not known; nothing is asked there."""
    op.add_column("announcements", sa.Column("report_asks", sa.Boolean))
