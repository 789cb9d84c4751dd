"""What is remembered of chats."""

from collections.abc import Collection
from datetime import timedelta

from bot.core.memory import KEPT_DAYS, Memory
from bot.store.connection import Connection
from bot.store.database import Database

DELIVERABLE = "chats.subscribed AND chats.unreachable IS NULL"
"""Which chats get announcements."""
LOST = "UPDATE chats SET unreachable = :today, changed = :today WHERE id = :chat AND unreachable IS NULL"
"""Telegram refuses messages to a chat, since today or since it was first remembered."""

_MEMORY = """
    SELECT id, kind, language, subscribed, since, changed, unreachable, offered FROM chats WHERE id = :chat
"""
_ACTED = "kind = excluded.kind, changed = excluded.changed, unreachable = NULL"
"""What is changed of a chat where somebody has acted, so that it can be reached."""
_CHOOSE = f"""
    INSERT INTO chats (id, kind, language, subscribed, since, changed)
    VALUES (:chat, :kind, :language, FALSE, :today, :today)
    ON CONFLICT (id) DO UPDATE SET {_ACTED}, language = excluded.language
"""
_SUBSCRIBE = f"""
    INSERT INTO chats (id, kind, language, subscribed, since, changed)
    VALUES (:chat, :kind, :language, TRUE, :today, :today)
    ON CONFLICT (id) DO UPDATE SET
        {_ACTED}, subscribed = TRUE, language = coalesce(chats.language, excluded.language)
"""
_UNSUBSCRIBE = "UPDATE chats SET subscribed = FALSE, changed = :today WHERE id = :chat AND subscribed"
_OFFER = """
    INSERT INTO chats (id, kind, subscribed, since, changed, offered)
    VALUES (:chat, :kind, FALSE, :today, :today, :today)
    ON CONFLICT (id) DO UPDATE SET offered = excluded.offered, changed = excluded.changed
    WHERE chats.offered IS NULL AND NOT chats.subscribed
"""
_FIND_AGAIN = "UPDATE chats SET unreachable = NULL, changed = :today WHERE id = :chat AND unreachable IS NOT NULL"
_MOVE = (
    """
    INSERT INTO chats (id, kind, language, subscribed, unreachable, offered, since, changed)
    SELECT CAST(:new AS BIGINT), 'supergroup', language, subscribed, unreachable, offered, since, changed
    FROM chats WHERE id = :old
    ON CONFLICT (id) DO NOTHING
    """,
    "DELETE FROM chats WHERE id = :old",
    """
    UPDATE deliveries SET chat = :new
    WHERE chat = :old AND NOT EXISTS (
        SELECT 1 FROM deliveries AS own WHERE own.announcement = deliveries.announcement AND own.chat = :new
    )
    """,
    "DELETE FROM deliveries WHERE chat = :old",
)
_FORGET = ("DELETE FROM deliveries WHERE chat = :chat", "DELETE FROM chats WHERE id = :chat")
_COUNTS = """
    SELECT kind, language, subscribed, unreachable IS NULL, count(*) FROM chats
    GROUP BY kind, language, subscribed, unreachable IS NULL
"""


class Chats:
    """The memory of chats in a database; a `bot.ports.ChatStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def memory(self, chat_id: int) -> Memory | None:
        """Give all that is remembered of a chat, or None."""
        row = await self._database.found(_MEMORY, chat=chat_id)
        return None if row is None else Memory(*row)

    async def language(self, chat_id: int) -> str | None:
        """Give the language chosen in a chat, or None."""
        found: str | None = await self._database.value("SELECT language FROM chats WHERE id = :chat", chat=chat_id)
        return found

    async def choose_language(self, chat_id: int, kind: str, language: str) -> None:
        """Remember a language, in place of an earlier one."""
        await self._database.run(_CHOOSE, chat=chat_id, kind=kind, language=language, today=self._database.today())

    async def subscribe(self, chat_id: int, kind: str, language: str) -> None:
        """Remember that announcements are wanted: in the language that is remembered, else in this one."""
        await self._database.run(_SUBSCRIBE, chat=chat_id, kind=kind, language=language, today=self._database.today())

    async def unsubscribe(self, chat_id: int) -> None:
        """Remember that announcements are not wanted; a chat of which nothing is remembered stays so."""
        await self._database.run(_UNSUBSCRIBE, chat=chat_id, today=self._database.today())

    async def offer(self, chat_id: int, kind: str) -> bool:
        """Tell whether to ask if announcements are wanted: once, and only where nobody subscribed before."""
        return bool(await self._database.run(_OFFER, chat=chat_id, kind=kind, today=self._database.today()))

    async def lose(self, chat_ids: Collection[int]) -> None:
        """Remember that Telegram refuses messages to these chats, since today or since it was first remembered."""
        today = self._database.today()
        await self._database.run_each(LOST, [{"chat": chat, "today": today} for chat in sorted(chat_ids)])

    async def find_again(self, chat_id: int) -> None:
        """Remember that a chat can be reached."""
        await self._database.run(_FIND_AGAIN, chat=chat_id, today=self._database.today())

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Give a chat what is remembered of its former number, unless there is something of its own; once or twice."""

        async def work(connection: Connection) -> None:
            for statement in _MOVE:
                await connection.run(statement, old=old_chat_id, new=new_chat_id)

        await self._database.carry_out(work)

    async def forget(self, chat_id: int) -> None:
        """Delete all that is remembered of a chat, if there is anything."""

        async def work(connection: Connection) -> None:
            for statement in _FORGET:
                await connection.run(statement, chat=chat_id)

        await self._database.carry_out(work)

    async def forget_the_lost(self) -> int:
        """Delete the chats that have been unreachable for KEPT_DAYS, and give how many there were."""
        since = self._database.today() - timedelta(days=KEPT_DAYS)
        return await self._database.run("DELETE FROM chats WHERE unreachable <= :since", since=since)

    async def counts(self) -> dict[tuple[str, str | None, bool, bool], int]:
        """Count the chats by kind, language, whether they are subscribed, and whether they are reachable."""
        rows = await self._database.rows(_COUNTS)
        return {(kind, language, wants, bool(there)): count for kind, language, wants, there, count in rows}

    async def ping(self) -> None:
        """Look into the table; a database that is there but has lost it is of no use."""
        await self._database.value("SELECT id FROM chats LIMIT 1")
