"""What no version of the bot has left is refused in words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import open_store, upgrade


@pytest.mark.parametrize("lost", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
async def test_new_tables_of_which_nobody_knows_that_they_are_new_are_refused(tmp_path: Path, lost: str) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    await upgrade(url)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection, connection:
        connection.execute(lost)
    with pytest.raises(
        StoreError, match=r"^the tables in sqlite:.* cannot be brought up to date \(.*\); restore a copy"
    ):
        async with open_store(url):
            pass
