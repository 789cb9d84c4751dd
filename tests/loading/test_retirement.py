"""Ids that were published: each is there, or retired.yaml says what became of it."""

import pytest

from bot.core.routes import Enabler, Member, Organization, Report, Route
from tests.loading.draft import Draft

RETIRED_FILE, TASK_FORCE_FILE, REPORTS_FILE = (f"content/{name}.yaml" for name in ("retired", "taskforce", "reports"))
EVA = "  - id: eva\n    name: Eva\n"
GONE = f"{TASK_FORCE_FILE}:9:1: members: eva is gone, and buttons that were sent still lead to it; "
FAREWELL = "    farewell:\n      en: Eva has left.\n      es: Eva se fue.\n"


@pytest.fixture
def draft(small_draft: Draft) -> Draft:
    """A small draft whose ids are published."""
    small_draft.publish()
    return small_draft


def retire(draft: Draft, *items: str, kind: str = "members") -> None:
    """Write what became of some items."""
    draft.write(RETIRED_FILE, f"{kind}:\n" + "".join(items))


def moved(id: str, to: str) -> str:
    """Write an item that another one takes the place of."""
    return f"  - id: {id}\n    moved: {to}\n"


@pytest.mark.parametrize(
    ("file", "item", "fault"),
    [
        (TASK_FORCE_FILE, EVA, f"{TASK_FORCE_FILE}:9:1: members: eva"),
        (TASK_FORCE_FILE, "  - id: vesta\n    name: Vesta\n", f"{TASK_FORCE_FILE}:4:1: organizations: vesta"),
    ],
)
def test_a_published_item_that_is_gone_without_a_word_is_a_fault(
    draft: Draft, file: str, item: str, fault: str
) -> None:
    draft.edit(file, item, "")
    words = "is gone, and buttons that were sent still lead to it; put it back, or add it to retired.yaml"
    assert draft.faults() == [f"{fault} {words}"]


@pytest.mark.parametrize(
    ("file", "fault"),
    [(REPORTS_FILE, "4:1: reports: first"), ("content/enablers.yaml", "4:1: enablers: talent")],
)
def test_a_report_and_an_enabler_may_not_be_lost_either(draft: Draft, file: str, fault: str) -> None:
    id = fault.rpartition(" ")[2]
    draft.edit(file, f"id: {id}", "id: another")
    assert draft.faults() == [
        f"{file}:{fault} is gone, and buttons that were sent still lead to it; "
        "put it back, or add it to retired.yaml (moved: another?)"
    ]


@pytest.mark.parametrize(
    ("new", "hint"), [(["luz"], " (moved: luz?)"), (["evita", "luz"], " (moved: evita?)"), (["luz", "sol"], "")]
)
def test_a_changed_id_is_told_with_the_one_that_it_has_become_where_that_is_likely(
    draft: Draft, new: list[str], hint: str
) -> None:
    draft.edit(TASK_FORCE_FILE, EVA, "".join(f"  - id: {id}\n    name: {id}\n" for id in new))
    assert draft.faults() == [f"{GONE}put it back, or add it to retired.yaml{hint}"]


def test_an_item_that_is_gone_with_a_farewell_is_no_fault(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, EVA, "")
    retire(draft, f"  - id: eva\n{FAREWELL}")
    assert draft.inspect() == []
    assert draft.load().catalog.farewells == {Member("eva"): {"en": "Eva has left.", "es": "Eva se fue."}}


def test_an_item_that_is_gone_with_a_successor_is_no_fault(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, EVA, "")
    retire(draft, moved("eva", "ana"))
    assert draft.inspect() == []
    assert draft.load().catalog.moved == {Member("eva"): Member("ana")}


@pytest.mark.parametrize(
    ("kind", "to", "old", "new"),
    [
        ("reports", "first", Report("old"), Report("first")),
        ("enablers", "talent", Enabler("old"), Enabler("talent")),
        ("organizations", "arca", Organization("old"), Organization("arca")),
        ("members", "ana", Member("old"), Member("ana")),
    ],
)
def test_an_item_of_each_kind_may_have_a_successor(draft: Draft, kind: str, to: str, old: Route, new: Route) -> None:
    retire(draft, moved("old", to), kind=kind)
    assert draft.load().catalog.moved == {old: new}


def test_a_chain_of_successors_is_followed_to_its_end(draft: Draft) -> None:
    retire(draft, moved("a", "b"), moved("b", "c"), moved("c", "eva"))
    assert draft.load().catalog.moved == {Member(id): Member("eva") for id in "abc"}


def test_a_chain_that_ends_in_a_farewell_says_it_for_all(draft: Draft) -> None:
    retire(draft, moved("a", "b"), f"  - id: b\n{FAREWELL}")
    catalog = draft.load().catalog
    assert (catalog.moved, list(catalog.farewells)) == ({}, [Member("a"), Member("b")])


def test_a_circle_is_a_fault_of_each_item_in_it_and_of_each_that_leads_into_it(draft: Draft) -> None:
    retire(draft, moved("a", "b"), moved("b", "a"), moved("c", "a"), moved("d", "d"), moved("e", "ana"))
    words = "leads round in a circle; let one of them lead to an item that is there"
    assert draft.faults() == [
        f"{RETIRED_FILE}:3:5: members[0].moved: a {words}",
        f"{RETIRED_FILE}:5:5: members[1].moved: b {words}",
        f"{RETIRED_FILE}:7:5: members[2].moved: c {words}",
        f"{RETIRED_FILE}:9:5: members[3].moved: d {words}",
    ]


@pytest.mark.parametrize(
    ("to", "way_out"),
    [
        ("evaa", "did you mean eva?"),
        ("nobody", "write the id of one that is there"),
        ("arca", "write the id of one that is there"),
    ],
)
def test_a_successor_that_is_not_there_is_a_fault(draft: Draft, to: str, way_out: str) -> None:
    retire(draft, moved("old", to))
    assert draft.faults() == [
        f"{RETIRED_FILE}:3:5: members[0].moved: there is nothing with the id {to} in members; {way_out}"
    ]


def test_an_item_that_is_there_cannot_be_gone(draft: Draft) -> None:
    retire(draft, moved("eva", "ana"))
    words = "eva is still among the members; take it out there, or this item here"
    assert draft.faults() == [f"{RETIRED_FILE}:2:5: members[0].id: {words}"]


def test_an_item_goes_only_once(draft: Draft) -> None:
    retire(draft, moved("old", "ana"), moved("old", "eva"))
    words = "old is already taken on line 2; each needs its own"
    assert draft.faults() == [f"{RETIRED_FILE}:4:5: members[1].id: {words}"]


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (
            "  - id: old\n",
            "2:5: members[0]: does not say what became of it; add moved: with the id of another item, or farewell: …",
        ),
        (f"{moved('old', 'ana')}{FAREWELL}", "2:5: members[0]: has both moved and farewell; keep one"),
        ("  - old\n", "2:5: members[0]: has to have keys of its own below it, each with a colon"),
        ("  - id: old\n    moved:\n", "3:5: members[0].moved: is empty; write its text"),
        (
            "  - id: old\n    farewell: Gone\n",
            "3:5: members[0].farewell: needs a text for each language below it: en: … and es: …",
        ),
        (
            f"  - id: old\n    farewell:\n      en: {'x' * 201}\n      es: Se fue\n",
            "4:7: members[0].farewell.en: is too long for its screen: 201 characters of 200; shorten it by 1",
        ),
        (f"  - id: old\n    move: ana\n{FAREWELL}", "3:5: members[0].move: is not a key that is known here; did you"),
    ],
)
def test_what_became_of_an_item_is_said_in_one_way(draft: Draft, item: str, fault: str) -> None:
    retire(draft, item)
    assert [line[: len(f"{RETIRED_FILE}:{fault}")] for line in draft.faults()] == [f"{RETIRED_FILE}:{fault}"]


def test_a_new_id_that_is_not_listed_is_a_warning(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, EVA, f"{EVA}  - id: luz\n    name: Luz\n")
    assert draft.inspect() == [
        f"{TASK_FORCE_FILE}:15:5: warning: members[luz].id: luz is new; "
        "add it to published.yaml (python -m bot publish does), so that its buttons never die"
    ]
    assert draft.faults() == []


def test_an_item_that_is_gone_and_was_never_published_is_a_warning(draft: Draft) -> None:
    retire(draft, moved("old", "ana"))
    assert draft.inspect() == [
        f"{RETIRED_FILE}:2:5: warning: members[old].id: old is not in published.yaml, so no button leads to it; "
        "correct the id, or take the item out"
    ]


def test_without_any_list_of_ids_there_is_one_warning(small_draft: Draft) -> None:
    assert small_draft.inspect() == [
        "content/published.yaml:1:1: warning: lists no ids; write it with python -m bot publish, so that no button dies"
    ]


def test_of_ids_nothing_is_said_while_the_file_that_has_them_is_at_fault(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, EVA, "  - id: Luz\n    name: Luz\n")
    assert [line for line in draft.inspect() if "gone" in line] == []


def test_an_organization_with_people_cannot_go_alone(draft: Draft) -> None:
    draft.edit(TASK_FORCE_FILE, "  - id: arca\n    name: Arca\n", "")
    retire(draft, moved("arca", "vesta"), kind="organizations")
    assert draft.faults() == [
        f"{TASK_FORCE_FILE}:10:5: members[0].organization: there is no organization with the id arca; "
        "add it to organizations, or correct the id"
    ]
