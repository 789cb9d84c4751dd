"""`python -m bot preview` as an editor runs it."""

from pathlib import Path

from bot.core.edition import Edition
from bot.preview import write
from tests.processes import ended, process


async def test_it_writes_the_file_and_says_where(tmp_path: Path, edition: Edition) -> None:
    async with process(tmp_path, {}, "preview") as started:
        output, errors = await started.communicate()
        assert (started.returncode, errors) == (0, b"")
        assert output.decode() == "Written to preview.html; open it in a browser.\n"
    assert (tmp_path / "preview.html").read_text(encoding="utf-8") == write(edition)


async def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    async with process(tmp_path, {}, "preview", "--output", "nowhere/preview.html") as started:
        assert await ended(started) == (1, "nowhere/preview.html cannot be written: No such file or directory\n")


async def test_a_disk_that_is_full_is_said_in_one_line(tmp_path: Path) -> None:
    async with process(tmp_path, {}, "preview", "--output", "/dev/full") as started:
        assert await ended(started) == (1, "/dev/full cannot be written: No space left on device\n")


async def test_faulty_content_is_complained_of_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "preview.html").write_text("the old one", encoding="utf-8")
    async with process(tmp_path, {"CONTENT_DIR": "content"}, "preview") as started:
        status, errors = await ended(started)
        assert status == 1
        assert "reports.yaml" in errors
    assert (tmp_path / "preview.html").read_text(encoding="utf-8") == "the old one"
