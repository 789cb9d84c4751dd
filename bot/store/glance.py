"""What a database is like, for whoever looks at it from outside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from bot.store.schema import HEAD, revision
from bot.store.tables import CHATS

_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


@dataclass(frozen=True, slots=True)
class Glance:
    """A database: its size in bytes, the state of its tables, and, unless these are behind, what is in them."""

    size: int
    revision: str | None
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
    found = Glance(connection.execute(text(_SIZES[connection.dialect.name])).scalar_one(), revision(connection))
    if found.is_behind:
        return found
    chats = connection.execute(select(func.count()).select_from(CHATS)).scalar_one()
    rows = connection.execute(select(CHATS.c.id, CHATS.c.language).where(CHATS.c.id.in_(chat_ids)))
    return Glance(found.size, found.revision, chats, {row.id: row.language for row in rows})
