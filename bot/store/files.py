"""The files that Telegram has already."""

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.tables import FILES


class Files:
    """Remembers under which id Telegram sends a file again; a key is 64 characters, such as a digest in hexadecimal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def file_id(self, key: str) -> str | None:
        """Give the id of a file, or None."""
        found: str | None = await self._database.value(select(FILES.c.file_id).where(FILES.c.key == key))
        return found

    async def keep(self, key: str, file_id: str) -> None:
        """Remember the id of a file, in place of an earlier one."""
        row = self._database.insert(FILES).values(key=key, file_id=file_id)
        await self._database.run(row.on_conflict_do_update(index_elements=[FILES.c.key], set_={"file_id": file_id}))

    async def drop(self, key: str) -> None:
        """Forget an id that Telegram no longer takes."""
        await self._database.run(delete(FILES).where(FILES.c.key == key))
