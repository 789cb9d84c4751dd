"""What a database is like, for whoever looks at it from outside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.store.connection import Connection, Engine, listed
from bot.store.schema import HEAD, revision

_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_SESSION = "SELECT pg_backend_pid()"
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


async def seen(engine: Engine, chat_ids: Collection[int]) -> Glance:
    """Look at a database."""

    async def work(connection: Connection) -> Glance:
        (size,) = await connection.row(_SIZES[engine.address.kind]) or (0,)
        found = Glance(size, await revision(connection), await _shares_sessions(engine, connection))
        if found.is_behind:
            return found
        names, values = listed("chat", chat_ids)
        chats = await connection.row("SELECT count(*) FROM chats") or (0,)
        rows = await connection.rows(f"SELECT id, language FROM chats WHERE id IN ({names})", **values)
        return replace(found, chats=chats[0], languages={row[0]: row[1] for row in rows})

    return await engine.read(work)


async def _shares_sessions(engine: Engine, connection: Connection) -> bool | None:
    """Look whether a second connection meets the session of the first, as behind a pooler in transaction mode."""
    if engine.address.kind != "postgresql":
        return None

    async def met(other: Connection) -> bool:
        looks = [(await connection.row(_SESSION), await other.row(_SESSION)) for _ in range(_LOOKS)]
        return not {here and here[0] for here, _ in looks}.isdisjoint(there and there[0] for _, there in looks)

    return await engine.read(met)
