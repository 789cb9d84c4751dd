"""What is remembered of chats."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, literal, select, update
from sqlalchemy.sql.elements import ColumnElement

from bot.core.memory import KEPT_DAYS, Memory
from bot.store.database import Database
from bot.store.tables import CHATS, DELIVERIES

_COLUMNS = (
    *(CHATS.c.id, CHATS.c.kind, CHATS.c.language, CHATS.c.subscribed),
    *(CHATS.c.since, CHATS.c.changed, CHATS.c.unreachable, CHATS.c.offered),
)
_MEMORY = select(*_COLUMNS).where(CHATS.c.id == bindparam("chat"))
"""Asked for whenever somebody opens the settings; to put it together takes as long as the database does."""


class Chats:
    """The memory of chats in a database; a `bot.ports.ChatStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def memory(self, chat_id: int) -> Memory | None:
        """Give all that is remembered of a chat, or None."""
        row = await self._database.found(_MEMORY, {"chat": chat_id})
        return None if row is None else Memory(*row)

    async def language(self, chat_id: int) -> str | None:
        """Give the language chosen in a chat, or None."""
        found: str | None = await self._database.value(select(CHATS.c.language).where(CHATS.c.id == chat_id))
        return found

    async def choose_language(self, chat_id: int, kind: str, language: str) -> None:
        """Remember a language, in place of an earlier one."""
        await self._write(chat_id, kind, {"language": language})

    async def subscribe(self, chat_id: int, kind: str, language: str) -> None:
        """Remember that announcements are wanted: in the language that is remembered, else in this one."""
        kept = func.coalesce(CHATS.c.language, literal(language))
        await self._write(chat_id, kind, {"language": language, "subscribed": True}, {"language": kept})

    async def unsubscribe(self, chat_id: int) -> None:
        """Remember that announcements are not wanted; a chat of which nothing is remembered stays so."""
        changed = {"subscribed": False, "changed": self._database.today()}
        await self._database.run(update(CHATS).where(CHATS.c.id == chat_id, CHATS.c.subscribed).values(changed))

    async def offer(self, chat_id: int, kind: str) -> bool:
        """Tell whether to ask if announcements are wanted: once, and only where nobody subscribed before."""
        today = self._database.today()
        row = self._database.insert(CHATS).values(self._row(chat_id, kind) | {"offered": today})
        never = CHATS.c.offered.is_(None) & ~CHATS.c.subscribed
        return bool(
            await self._database.run(
                row.on_conflict_do_update(
                    index_elements=[CHATS.c.id], set_={"offered": today, "changed": today}, where=never
                )
            )
        )

    async def lose(self, chat_ids: Collection[int]) -> None:
        """Remember that Telegram refuses messages to these chats, since today or since it was first remembered."""
        today = self._database.today()
        lost = update(CHATS).where(CHATS.c.id.in_(chat_ids), CHATS.c.unreachable.is_(None))
        await self._database.run(lost.values(unreachable=today, changed=today))

    async def find_again(self, chat_id: int) -> None:
        """Remember that a chat can be reached."""
        changed = {"unreachable": None, "changed": self._database.today()}
        await self._database.run(
            update(CHATS).where(CHATS.c.id == chat_id, CHATS.c.unreachable.is_not(None)).values(changed)
        )

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Give a chat what is remembered of its former number, unless there is something of its own; once or twice."""
        kept = [column for column in CHATS.columns if column.name not in ("id", "kind")]
        former = select(literal(new_chat_id, CHATS.c.id.type), literal("supergroup"), *kept).where(
            CHATS.c.id == old_chat_id
        )
        names = ["id", "kind", *(column.name for column in kept)]
        row = self._database.insert(CHATS).from_select(names, former)
        own = DELIVERIES.alias()
        there = (
            select(own.c.chat)
            .where(own.c.announcement == DELIVERIES.c.announcement, own.c.chat == new_chat_id)
            .exists()
        )
        moved = update(DELIVERIES).where(DELIVERIES.c.chat == old_chat_id, ~there).values(chat=new_chat_id)

        def work(connection: Connection) -> None:
            connection.execute(row.on_conflict_do_nothing(index_elements=[CHATS.c.id]))
            connection.execute(delete(CHATS).where(CHATS.c.id == old_chat_id))
            connection.execute(moved)
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.chat == old_chat_id))

        await self._database.carry_out(work)

    async def forget(self, chat_id: int) -> None:
        """Delete all that is remembered of a chat, if there is anything."""

        def work(connection: Connection) -> None:
            connection.execute(delete(DELIVERIES).where(DELIVERIES.c.chat == chat_id))
            connection.execute(delete(CHATS).where(CHATS.c.id == chat_id))

        await self._database.carry_out(work)

    async def forget_the_lost(self) -> int:
        """Delete the chats that have been unreachable for KEPT_DAYS, and give how many there were."""
        since = self._database.today() - timedelta(days=KEPT_DAYS)
        return await self._database.run(delete(CHATS).where(CHATS.c.unreachable <= since))

    async def counts(self) -> dict[tuple[str, str | None, bool, bool], int]:
        """Count the chats by kind, language, whether they are subscribed, and whether they are reachable."""
        key: tuple[ColumnElement[Any], ...] = (
            *(CHATS.c.kind, CHATS.c.language, CHATS.c.subscribed),
            case((CHATS.c.unreachable.is_(None), True), else_=False),
        )
        rows = await self._database.rows(select(*key, func.count()).group_by(*key))
        return {(kind, language, bool(wants), bool(there)): count for kind, language, wants, there, count in rows}

    async def ping(self) -> None:
        """Look into the table; a database that is there but has lost it is of no use."""
        await self._database.value(select(CHATS.c.id).limit(1))

    async def _write(
        self, chat_id: int, kind: str, values: dict[str, Any], otherwise: dict[str, Any] | None = None
    ) -> None:
        """Make a row or change it (`otherwise` where that differs): somebody has acted there, so it can be reached."""
        row = self._database.insert(CHATS).values(self._row(chat_id, kind) | values)
        changes = {"kind": kind, "unreachable": None, "changed": self._database.today()} | values | (otherwise or {})
        await self._database.run(row.on_conflict_do_update(index_elements=[CHATS.c.id], set_=changes))

    def _row(self, chat_id: int, kind: str) -> dict[str, Any]:
        today = self._database.today()
        return {"id": chat_id, "kind": kind, "subscribed": False, "since": today, "changed": today}


def deliverable() -> ColumnElement[bool]:
    """Say which chats get announcements."""
    return CHATS.c.subscribed & CHATS.c.unreachable.is_(None)
