"""`python -m bot stats` as an operator runs it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import open_store
from tests.processes import ended, process

FACTS = {"report/workforce": 1_200, "organization/siemens": 30, "home": 4}


async def _said(folder: Path, *arguments: str, columns: int = 100) -> str:
    """Run the command, which has to succeed, and give what it says."""
    async with process(folder, {"COLUMNS": str(columns)}, "stats", *arguments) as started:
        output, errors = await started.communicate()
        assert (started.returncode, errors) == (0, b"")
        return output.decode()


async def _count(folder: Path, days: int = 1) -> None:
    """Let some places be opened on each of the last days, in the database that is there unless another is given."""
    (folder / "data").mkdir()
    async with open_store(f"sqlite:///{folder}/data/bot.db") as store:
        today = datetime.now(UTC).date()
        for ago in range(days):
            await store.openings.add({(today - timedelta(days=ago), place): count for place, count in FACTS.items()})
        await store.chats.choose_language(1, "private", "es")


async def test_it_tells_chats_sections_items_and_days(tmp_path: Path) -> None:
    await _count(tmp_path)
    said = await _said(tmp_path)
    lines = [line.split() for line in said.splitlines()]
    for line in (
        ["All", "chats", "1"],
        ["Español", "1"],
        ["Reports", "1,200", "1,200"],
        ["All", "1,234", "1,234"],
        ["📄", "Workforce", "1,200"],
    ):
        assert line in lines
    assert "1,234  Reports 1,200 · Task force 30 · Menu and others 4" in said


async def test_before_anything_was_opened_it_says_so(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/data/bot.db"):
        pass
    said = await _said(tmp_path)
    assert said.endswith("Nothing was opened in these days.\n\n")
    assert "All chats    0" in said


@pytest.mark.parametrize("columns", [24, 40, 200])
async def test_no_number_is_cut_off_on_any_terminal(tmp_path: Path, columns: int) -> None:
    await _count(tmp_path, days=366)
    said = await _said(tmp_path, "--days", "366", columns=columns)
    assert "…" not in said
    assert said.count("1,234") == 366
    assert max(map(len, said.splitlines())) <= columns


async def test_with_an_output_the_chart_is_written(tmp_path: Path) -> None:
    await _count(tmp_path, days=3)
    assert (await _said(tmp_path, "--days", "3", "--output", "chart.png")).endswith("The chart is in chart.png.\n")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


async def test_from_a_folder_in_which_no_bot_has_run_no_figures_are_told(tmp_path: Path) -> None:
    async with process(tmp_path, {}, "stats") as started:
        assert await ended(started) == (
            1,
            "there is no file data/bot.db; look from the folder in which the bot runs, and as its user\n",
        )
    assert not (tmp_path / "data").exists()


async def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    await _count(tmp_path, days=1)
    async with process(tmp_path, {}, "stats", "--output", "nowhere/chart.png") as started:
        assert await ended(started) == (1, "nowhere/chart.png cannot be written: No such file or directory\n")


async def test_a_database_out_of_reach_is_said_in_one_line(tmp_path: Path) -> None:
    async with process(tmp_path, {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "stats") as started:
        status, errors = await ended(started)
        assert (status, errors.count("\n"), "Traceback" in errors) == (1, 1, False)
