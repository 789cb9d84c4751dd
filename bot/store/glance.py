"""What a database is like, for whoever looks at it from outside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select, text

from bot.store.schema import HEAD, revision
from bot.store.tables import CHATS

_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_SESSION = text("SELECT pg_backend_pid()")
_LOOKS = 3
"""So often it is asked for sessions: others may have one of a pooler's at that moment."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A database: its size in bytes, the state of its tables, and, unless these are behind, what is in them.

    `shares_sessions` tells of a PostgreSQL whether something before it gives one session to several connections.
    """

    size: int
    revision: str | None
    shares_sessions: bool | None
    chats: int | None = None
    languages: Mapping[int, str | None] | None = None
    """The languages chosen in the chats that were asked for."""

    @property
    def is_behind(self) -> bool:
        """Tell whether its tables lack something that this version needs."""
        return self.revision is None or self.revision < HEAD

    @property
    def is_ahead(self) -> bool:
        """Tell whether a newer version made its tables."""
        return self.revision is not None and self.revision > HEAD


def seen(chat_ids: Collection[int], connection: Connection) -> Glance:
    """Look at the database of a connection."""
    size = connection.execute(text(_SIZES[connection.dialect.name])).scalar_one()
    found = Glance(size, revision(connection), _shares_sessions(connection))
    if found.is_behind:
        return found
    chats = connection.execute(select(func.count()).select_from(CHATS)).scalar_one()
    rows = connection.execute(select(CHATS.c.id, CHATS.c.language).where(CHATS.c.id.in_(chat_ids)))
    return replace(found, chats=chats, languages={row.id: row.language for row in rows})


def _shares_sessions(connection: Connection) -> bool | None:
    """Look whether a second connection meets the session of the first, as behind a pooler in transaction mode."""
    if connection.dialect.name != "postgresql":
        return None
    with connection.engine.connect() as other:
        met = [(connection.scalar(_SESSION), other.scalar(_SESSION)) for _ in range(_LOOKS)]
    return not {here for here, _ in met}.isdisjoint(there for _, there in met)
