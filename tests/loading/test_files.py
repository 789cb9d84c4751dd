"""What an editor is told about whole files and folders: missing, empty, unknown, or in another encoding."""

from pathlib import Path

import pytest

from bot import loading
from bot.errors import EditionError
from bot.loading.manuscript import MODELS
from tests.loading.draft import REPORTS, TASK_FORCE, Draft
from tests.nobody import nobody

TASK_FORCE_FILE = "content/taskforce.yaml"
HIDDEN = "there is a character that cannot be shown; delete it"


def test_a_missing_file_is_asked_for(small_draft: Draft) -> None:
    (small_draft.folder / TASK_FORCE_FILE).unlink()
    assert small_draft.faults() == ["content/taskforce.yaml:1:1: is missing; put the file back"]


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a comment.\n", "---\n", "''"])
def test_an_empty_file_is_told_so(small_draft: Draft, text: str) -> None:
    small_draft.write(TASK_FORCE_FILE, text)
    assert small_draft.faults() == ["content/taskforce.yaml:1:1: is empty; put its content back"]


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_a_folder_into_which_the_bot_may_not_look_is_told_so(open_folder: Path, mode: int) -> None:
    for name in ("content", "locales"):
        (open_folder / name).mkdir()
        (open_folder / name / "overview.yaml").touch()
    (open_folder / "content").chmod(mode)
    with nobody(), pytest.raises(EditionError) as caught:
        loading.load(open_folder / "content", open_folder / "locales")
    assert str(caught.value) == (
        f"{open_folder}/content:1:1: cannot be read: Permission denied; "
        "let the user as whom the bot runs read it, or correct CONTENT_DIR"
    )


def test_a_folder_where_a_file_should_be_cannot_be_read(small_draft: Draft) -> None:
    (small_draft.folder / TASK_FORCE_FILE).unlink()
    (small_draft.folder / TASK_FORCE_FILE).mkdir()
    assert small_draft.faults() == ["content/taskforce.yaml:1:1: cannot be read: Is a directory"]


@pytest.mark.parametrize("name", ["report.yaml", "reports.yml", "reports copy.yaml"])
def test_a_file_that_nobody_reads_is_most_likely_a_slip(small_draft: Draft, name: str) -> None:
    small_draft.write(f"content/{name}", REPORTS)
    assert small_draft.faults() == [
        f"content/{name}:1:1: is not a file that the bot reads; it reads {', '.join(MODELS)}"
    ]


@pytest.mark.parametrize(
    "name", [".reports.yaml.swp", ".#reports.yaml", "._reports.yaml", "reports.yaml~", "notes.txt"]
)
def test_what_an_editor_s_program_leaves_beside_a_file_is_no_slip(small_draft: Draft, name: str) -> None:
    small_draft.write(f"content/{name}", "anything")
    assert small_draft.faults() == []


def test_a_file_in_another_encoding_is_told_so_on_the_line_that_shows_it(small_draft: Draft) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("Eva", "Inés").encode("latin-1"))
    assert small_draft.faults() == [
        "content/taskforce.yaml:14:1: has a letter on this line that is not UTF-8; save the whole file as UTF-8"
    ]


def test_a_file_in_utf_16_is_told_so(small_draft: Draft) -> None:
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.encode("utf-16"))
    assert small_draft.faults() == [
        "content/taskforce.yaml:1:1: has a letter on this line that is not UTF-8; save the whole file as UTF-8"
    ]


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(small_draft: Draft) -> None:
    small_draft.write(TASK_FORCE_FILE, b"\xef\xbb\xbf" + TASK_FORCE.replace("\n", "\r\n").encode())
    assert [member.name for member in small_draft.load().catalog.members.items] == ["Ana", "Eva"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_a_character_that_cannot_be_shown_is_found(small_draft: Draft, character: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", f"name: E{character}va")
    assert small_draft.faults() == [f"content/taskforce.yaml:14:12: {HIDDEN}"]


@pytest.mark.parametrize("code", ["\\0", "\\x07", "\\e", "\\ud83d", "\\x85"])
def test_a_character_that_cannot_be_shown_is_found_behind_its_code(small_draft: Draft, code: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", f'name: "E{code}va"')
    assert small_draft.faults() == [f"content/taskforce.yaml:14:11: {HIDDEN}"]


def test_folders_that_are_not_there_are_named_with_their_settings(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        loading.load(tmp_path / "here", tmp_path / "there")
    assert str(caught.value).split("\n") == [
        f"{tmp_path}/here:1:1: is not a folder; put it back, or correct CONTENT_DIR",
        f"{tmp_path}/there:1:1: is not a folder; put it back, or correct LOCALES_DIR",
    ]
