"""The files that Telegram has already."""

from bot.store.database import Database

_KEEP = """
    INSERT INTO files ("key", file_id) VALUES (:key, :file_id)
    ON CONFLICT ("key") DO UPDATE SET file_id = excluded.file_id
"""


class Files:
    """Remembers under which id Telegram sends a file again; a key is 64 characters, such as a digest in hexadecimal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def file_id(self, key: str) -> str | None:
        """Give the id of a file, or None."""
        found: str | None = await self._database.value('SELECT file_id FROM files WHERE "key" = :key', key=key)
        return found

    async def keep(self, key: str, file_id: str) -> None:
        """Remember the id of a file, in place of an earlier one."""
        await self._database.run(_KEEP, key=key, file_id=file_id)

    async def drop(self, key: str) -> None:
        """Forget an id that Telegram no longer takes."""
        await self._database.run('DELETE FROM files WHERE "key" = :key', key=key)
