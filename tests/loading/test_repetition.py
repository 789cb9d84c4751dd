"""Names that stand twice."""

import pytest

from tests.loading.draft import Draft

TASK_FORCE_FILE = "content/taskforce.yaml"


@pytest.mark.parametrize("name", ["Ána", "ana", '"Ana "'])
def test_a_member_who_is_there_already_is_told(small_draft: Draft, name: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", f"name: {name}")
    small_draft.publish()
    assert small_draft.inspect() == [
        "content/taskforce.yaml:14:5: warning: members[eva].name: "
        "reads like the name on line 11; take one of them out, or accept it"
    ]


def test_a_name_that_stands_twice_can_be_accepted_as_it_reads(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", "name: ' Ana  '")
    small_draft.write(
        "content/accepted.yaml", "accepted:\n  - what: twice\n    found: Ana\n    why: Mother and daughter.\n"
    )
    small_draft.publish()
    assert small_draft.inspect() == []


def test_an_organization_that_is_there_already_is_told(small_draft: Draft) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Vesta", "name: ARCA")
    small_draft.publish()
    assert small_draft.inspect() == [
        "content/taskforce.yaml:8:5: warning: organizations[vesta].name: "
        "reads like the name on line 6; take one of them out, or accept it"
    ]


@pytest.mark.parametrize("name", ["Aña", "Ana Eva", "Arca"])
def test_nothing_is_told_of_other_names_nor_of_a_person_called_like_an_organization(
    small_draft: Draft, name: str
) -> None:
    small_draft.edit(TASK_FORCE_FILE, "name: Eva", f"name: {name}")
    small_draft.publish()
    assert small_draft.inspect() == []
