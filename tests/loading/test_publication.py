"""The list of published ids: it grows, and nothing is ever taken out of it."""

import pytest

from bot.errors import EditionError
from tests.loading.draft import TASK_FORCE, Draft

PUBLISHED_FILE, TASK_FORCE_FILE = "content/published.yaml", "content/taskforce.yaml"
HEAD = """\
# yaml-language-server: $schema=schemas/published.json
# The ids that stand in sent buttons and printed codes. `python -m bot publish` writes this file: it adds ids and never
# takes one out. What became of an item that is gone stands in retired.yaml.
"""
SMALL = """
reports:
  - first

enablers:
  - talent

organizations:
  - arca
  - vesta

members:
  - ana
  - eva
"""


def listed(draft: Draft) -> str:
    """Give what the list holds."""
    return (draft.folder / PUBLISHED_FILE).read_text(encoding="utf-8")


def test_what_is_shipped_is_published(draft: Draft) -> None:
    before = listed(draft)
    assert draft.publish() == []
    assert listed(draft) == before


def test_all_ids_are_listed_by_their_kinds(small_draft: Draft) -> None:
    assert small_draft.publish() == [
        *("reports/first", "enablers/talent", "organizations/arca", "organizations/vesta"),
        *("members/ana", "members/eva"),
    ]
    assert listed(small_draft) == HEAD + SMALL


def test_a_new_id_is_added_below_those_that_are_there(small_draft: Draft) -> None:
    small_draft.publish()
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("members:\n", "members:\n  - id: '3'\n    name: Luz\n"))
    assert small_draft.publish() == ["members/3"]
    assert listed(small_draft) == f"{HEAD}{SMALL}  - 3\n"
    assert small_draft.inspect() == []


def test_ids_of_what_is_gone_stay_listed(small_draft: Draft) -> None:
    small_draft.publish()
    small_draft.write("content/retired.yaml", "members:\n  - id: eva\n    moved: luz\n")
    small_draft.write(TASK_FORCE_FILE, TASK_FORCE.replace("id: eva", "id: luz"))
    assert small_draft.publish() == ["members/luz"]
    assert listed(small_draft) == f"{HEAD}{SMALL}  - luz\n"


def test_a_list_with_the_line_ends_of_windows_and_ids_that_stand_twice_is_put_right(small_draft: Draft) -> None:
    small_draft.write(PUBLISHED_FILE, b"\xef\xbb\xbfmembers:\r\n  - ana\r\n  - ana\r\n  - '007'\r\n")
    small_draft.write("content/retired.yaml", "members:\n  - id: '007'\n    moved: ana\n")
    small_draft.publish()
    assert listed(small_draft) == HEAD + SMALL.replace("  - eva", "  - 007\n  - eva")


@pytest.mark.parametrize("slip", ["id: Eva", "id: ana"])
def test_while_the_content_is_at_fault_nothing_is_published(small_draft: Draft, slip: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: eva", slip)
    with pytest.raises(EditionError):
        small_draft.publish()
    assert not (small_draft.folder / PUBLISHED_FILE).exists()


def test_an_id_cannot_be_lost_by_publishing(small_draft: Draft) -> None:
    small_draft.publish()
    small_draft.edit(TASK_FORCE_FILE, "id: eva", "id: luz")
    with pytest.raises(EditionError, match="eva is gone"):
        small_draft.publish()
    assert listed(small_draft) == HEAD + SMALL
