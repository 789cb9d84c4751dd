"""What is said of the database, and that looking changes nothing in it."""

import sqlite3
from pathlib import Path

import pytest

from bot import settings
from bot.doctor import database
from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Remedy, State, Status, status
from bot.doctor.treatment import treat
from bot.settings import Settings
from bot.store import database as stored
from bot.store import open_store
from tests.doctor.pooler import pooling

PASSWORD = "hunter2-and-more"


def given(url: str, *admins: int) -> Settings:
    """Give settings with nothing but a database."""
    return settings.read(database_url=url, admin_chat_ids=admins)


def files(folder: Path) -> list[str]:
    """Give the names of all that is in a folder."""
    return [file.name for file in folder.iterdir()]


async def found(url: str) -> dict[str, Finding]:
    """Look at a database, and give what is found by what was looked at."""
    looking = given(url)
    return {finding.what: finding for finding in database.findings(await database.seen(looking), looking)}


async def test_a_database_is_shown_with_its_size_and_its_chats(database_url: str) -> None:
    async with open_store(database_url) as store:
        for chat in range(3):
            await store.chats.choose_language(chat, "private", "es")
    there = await found(database_url)
    assert [there["database"].state, there["tables"].state] == [State.FITS, State.FITS]
    assert there["database"].found.endswith("B, 3 chats")
    assert there["tables"].found == "at 0004, the newest"


@pytest.mark.parametrize(
    ("revision", "words", "way_out", "remedy"),
    [
        ("0003", "at 0003; this version needs 0004", "python -m bot db upgrade, or --fix", Remedy.TABLES),
        (
            "0005",
            "at 0005, made by a newer version; this one knows 0004, and runs all the same",
            "look and run with the newer version",
            None,
        ),
    ],
)
async def test_tables_of_another_version_are_told(
    tmp_path: Path, revision: str, words: str, way_out: str, remedy: Remedy | None
) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_store(url):
        pass
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    connection.close()
    finding = (await found(url))["tables"]
    assert (finding.state, finding.found, finding.way_out) == (State.MISFIT, words, way_out)
    assert finding.remedy is remedy


async def test_a_postgresql_without_tables_gets_them(bare_postgres_url: str) -> None:
    assert (await found(bare_postgres_url))["tables"].found == "at nothing; this version needs 0004"
    looking = given(bare_postgres_url)
    assert await treat(await examine(looking), looking) == [Remedy.TABLES.value]
    assert (await found(bare_postgres_url))["tables"].state is State.FITS


async def test_a_file_that_is_not_there_is_not_made_by_looking_but_by_fixing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/bot.db"
    finding = (await found(url))["database"]
    assert (finding.state, finding.found) == (State.MISFIT, f"there is no file {tmp_path}/data/bot.db")
    assert files(tmp_path) == []
    looking = given(url)
    assert await treat(await examine(looking), looking) == [Remedy.TABLES.value]
    assert (await found(url))["tables"].state is State.FITS


async def test_a_file_of_somebody_elses_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "theirs.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE theirs (id)")
    connection.close()
    before = file.read_bytes()
    assert (await found(f"sqlite:///{file}"))["tables"].found == "at nothing; this version needs 0004"
    assert file.read_bytes() == before
    assert files(tmp_path) == ["theirs.db"]


async def test_a_file_on_a_disk_that_is_emptied_is_a_fault_that_no_file_puts_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    monkeypatch.setenv("DYNO", "web.1")
    missing = await found(url)
    async with open_store(url):
        pass
    assert missing == await found(url)
    assert (missing["database"].state, missing["database"].remedy) == (State.MISFIT, None)
    assert missing["database"].way_out == "add a PostgreSQL, whose address the platform gives as DATABASE_URL"


async def test_on_such_a_platform_a_postgresql_stays(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYNO", "web.1")
    assert (await found(postgres_url))["database"].state is State.FITS


async def test_a_pooler_that_shares_sessions_is_a_fault(
    postgres_url: str, postgres_folder: Path, postgres_database: str
) -> None:
    assert (await found(postgres_url))["sessions"].state is State.FITS
    async with pooling(postgres_folder / ".s.PGSQL.5432", postgres_database) as port:
        there = await found(f"postgres://postgres@127.0.0.1:{port}/{postgres_database}")
    assert [there["database"].state, there["tables"].state] == [State.FITS, State.FITS]
    assert there["sessions"].state is State.MISFIT
    assert there["sessions"].way_out == "DATABASE_URL has to lead to PostgreSQL itself, or to a pooler in session mode"


async def test_a_database_in_memory_is_not_looked_at() -> None:
    assert (await found("sqlite://"))["database"].state is State.SKIPPED


async def test_a_database_that_refuses_is_a_fault_without_the_password(postgres_folder: Path) -> None:
    finding = (await found(f"postgres://postgres:{PASSWORD}@/nowhere?host={postgres_folder}"))["database"]
    assert (finding.state, finding.way_out) == (State.MISFIT, "check DATABASE_URL")
    assert finding.found == 'postgresql://postgres:***@/nowhere cannot be opened (database "nowhere" does not exist)'


async def test_of_a_database_that_hangs_nothing_can_be_told(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "PATIENCE", 0.1)
    finding = (await found(f"postgres://u:{PASSWORD}@127.0.0.1:{silent_port}/bot"))["database"]
    assert (finding.state, finding.way_out) == (State.UNKNOWN, "check DATABASE_URL")
    assert finding.found == f"postgresql://u:***@127.0.0.1:{silent_port}/bot cannot be opened (it does not answer)"
    assert status((finding,)) == Status.UNKNOWN


async def test_of_a_file_that_another_program_holds_nothing_can_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "PATIENCE", 0.1)
    holder = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    holder.execute("CREATE TABLE alembic_version (version_num)")
    holder.execute("BEGIN EXCLUSIVE")
    finding = (await found(f"sqlite:///{tmp_path}/bot.db"))["database"]
    holder.close()
    assert finding.state is State.UNKNOWN
    assert "locked" in finding.found
