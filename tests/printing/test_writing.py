"""How files come into a folder: all of them, or none."""

from pathlib import Path

import pytest

from bot.errors import PrintingError
from bot.printing.writing import write


def full() -> bytes:
    """Draw what finds no room."""
    raise OSError(28, "No space left on device")


def test_where_the_room_runs_out_what_was_there_stays_and_nothing_new_is_left(tmp_path: Path) -> None:
    (tmp_path / "home.svg").write_bytes(b"old")
    with pytest.raises(PrintingError) as refusal:
        list(write({"home.svg": lambda: b"new", "home.png": lambda: b"new", "sheet.html": full}, tmp_path))
    assert str(refusal.value) == (
        f"nothing can be written to {tmp_path}: No space left on device; name another folder with --output"
    )
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"home.svg": b"old"}


def test_whoever_interrupts_it_finds_the_folder_as_it_was(tmp_path: Path) -> None:
    work = write({"home.svg": lambda: b"new", "home.png": lambda: b"new"}, tmp_path)
    assert next(work) == "home.svg"
    work.close()  # what Ctrl-C comes to
    assert list(tmp_path.iterdir()) == []


def test_when_all_are_drawn_they_take_the_places_of_the_old_ones_and_others_stay(tmp_path: Path) -> None:
    for name in ("home.svg", "notes.txt"):
        (tmp_path / name).write_bytes(b"old")
    assert list(write({"home.svg": lambda: b"new", "home.png": lambda: b"new"}, tmp_path)) == ["home.svg", "home.png"]
    found = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert found == {"home.svg": b"new", "home.png": b"new", "notes.txt": b"old"}
