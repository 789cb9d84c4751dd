"""What an editor is told about pictures and documents in the content folder."""

from pathlib import Path

import pytest

from tests.letters import DOCUMENT, FILE, PICTURE, announce, jpeg, png
from tests.loading.draft import Draft

PROGRAMME = DOCUMENT.replace("https://example.org/programme.pdf?v=2", "files/programme.pdf")
MEGABYTE = 1024 * 1024


@pytest.fixture
def draft(draft: Draft) -> Draft:
    """What is shipped, an announcement with a picture, and one with a document."""
    announce(draft, PICTURE + PROGRAMME)
    draft.write("content/files/programme.pdf", b"%PDF-1.7")
    return draft


def of(kind: str, words: str) -> list[str]:
    """Give the one line that is told of a picture or a document."""
    number, line = {"picture": (0, 7), "document": (1, 13)}[kind]
    return [f"{FILE}:{line}:5: announcements[{number}].{kind}: {words}"]


def test_files_that_are_there_are_well(draft: Draft) -> None:
    assert draft.inspect() == []


def test_a_file_that_is_not_there_is_told_with_one_that_is_called_nearly_so(draft: Draft) -> None:
    (draft.folder / "content/files/programme.pdf").rename(draft.folder / "content/files/program.pdf")
    words = "there is no file files/programme.pdf in this folder; did you mean files/program.pdf?"
    assert draft.faults() == of("document", words)


def test_a_file_that_is_not_there_at_all_is_asked_for(draft: Draft) -> None:
    draft.edit(FILE, "files/forum.png", "q.png")
    assert draft.faults() == of("picture", "there is no file q.png in this folder; put it there")


def test_a_folder_is_no_file(draft: Draft) -> None:
    (draft.folder / "content/files/programme.pdf").unlink()
    (draft.folder / "content/files/programme.pdf").mkdir()
    words = "there is no file files/programme.pdf in this folder; did you mean files/forum.png?"
    assert draft.faults() == of("document", words)


def test_a_file_that_lies_elsewhere_behind_a_link_does_not_go_out(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    (draft.folder / "content/files/programme.pdf").unlink()
    (draft.folder / "content/files/programme.pdf").symlink_to(tmp_path / "secret.pdf")
    assert draft.faults() == of("document", "leads out of this folder; put the file itself into content/files")


def test_a_name_that_no_file_can_have_is_told_so(draft: Draft) -> None:
    draft.edit(FILE, "programme.pdf", f"{'x' * 300}.pdf")
    assert draft.faults() == of("document", "cannot be read: File name too long")


def test_an_empty_file_is_told_so(draft: Draft) -> None:
    draft.write("content/files/programme.pdf", b"")
    assert draft.faults() == of("document", "is an empty file; put the real one there")


def test_a_document_has_50_megabytes_at_most(draft: Draft) -> None:
    file = draft.folder / "content/files/programme.pdf"
    with file.open("r+b") as opened:
        opened.truncate(50 * MEGABYTE)
    assert draft.faults() == []
    with file.open("r+b") as opened:
        opened.truncate(52 * MEGABYTE)
    words = "is too big: 52.0 MB, and Telegram takes a document of 50 MB; make it smaller"
    assert draft.faults() == of("document", words)


def test_a_picture_has_10_megabytes_at_most(draft: Draft) -> None:
    draft.write("content/files/forum.png", png(1200, 800).ljust(11 * MEGABYTE, b"x"))
    words = "is too big: 11.0 MB, and Telegram takes a picture of 10 MB; make it smaller"
    assert draft.faults() == of("picture", words)


@pytest.mark.parametrize("data", [png(9000, 1000), jpeg(9000, 1000), png(20, 1), jpeg(1, 20)])
def test_a_picture_that_telegram_shows_is_well(draft: Draft, data: bytes) -> None:
    draft.write("content/files/forum.png", data)
    assert draft.faults() == []


@pytest.mark.parametrize("make", [png, jpeg])
def test_a_picture_with_too_many_points_is_told_so(draft: Draft, make: type) -> None:
    draft.write("content/files/forum.png", make(8064, 6048))
    words = "has 8,064 × 6,048 points, and Telegram takes 10,000 for width and height together; shrink it"
    assert draft.faults() == of("picture", words)


@pytest.mark.parametrize("make", [png, jpeg])
def test_a_picture_that_is_too_narrow_is_told_so(draft: Draft, make: type) -> None:
    draft.write("content/files/forum.png", make(2100, 100))
    words = "is too narrow for Telegram: 2,100 × 100 points; cut it until one side is at most 20 times the other"
    assert draft.faults() == of("picture", words)


@pytest.mark.parametrize("data", [b"GIF89a", b"%PDF-1.7", png(1, 1)[:18], jpeg(1, 1)[:50], b"\xff\xd8\xff", png(0, 1)])
def test_what_only_has_the_name_of_a_picture_is_told_so(draft: Draft, data: bytes) -> None:
    draft.write("content/files/forum.png", data)
    assert draft.faults() == of("picture", "is no JPEG or PNG inside, whatever its name says; save it as one")
