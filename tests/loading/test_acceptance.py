"""Warnings that an editor has accepted, and acceptances that are of no use."""

import pytest

from bot.loading import complaints
from bot.loading.inspection import inspect
from tests.loading.draft import CATALOG, Draft

ACCEPTED_FILE, ENABLERS_FILE = "content/accepted.yaml", "content/enablers.yaml"
SAME = f"{ENABLERS_FILE}:8:7: warning: enablers[talent].title.es: reads the same as en; translate it, or accept it"
USELESS = f"{ACCEPTED_FILE}:2:5: warning: accepted[0]: accepts what the check does not find; take it out, or correct it"


@pytest.fixture
def draft(small_draft: Draft) -> Draft:
    """A small draft with one warning."""
    small_draft.edit(ENABLERS_FILE, "es: Talento", "es: Talent")
    small_draft.publish()
    return small_draft


def accept(draft: Draft, **keys: str) -> list[str]:
    """Accept one thing, and give what is said then."""
    first, *others = [f"{key}: '{value}'" for key, value in keys.items()]
    draft.write(ACCEPTED_FILE, "\n".join(["accepted:", f"  - {first}", *(f"    {other}" for other in others), ""]))
    return draft.inspect()


def test_what_is_not_accepted_is_told(draft: Draft) -> None:
    assert draft.inspect() == [SAME]


@pytest.mark.parametrize(
    "keys",
    [
        {"file": "enablers.yaml", "place": "enablers[talent].title.es", "found": "Talent"},
        {"file": ENABLERS_FILE, "place": "enablers[talent].title.es", "found": "Talent"},
        {"place": "enablers[talent].title.es"},
        {"found": "Talent"},
        {"file": "enablers.yaml", "found": "Talent"},
    ],
)
def test_what_is_accepted_is_not_told_whatever_the_acceptance_leaves_out(draft: Draft, keys: dict[str, str]) -> None:
    assert accept(draft, **keys, what="same", why="It is one word.") == []


@pytest.mark.parametrize(
    "keys",
    [
        {"what": "length", "found": "Talent"},
        {"what": "same", "found": "Talento"},
        {"what": "same", "place": "enablers[talent].title.en"},
        {"what": "same", "place": "enablers[talent].title.es", "found": "Talento"},
        {"what": "same", "file": "blers.yaml", "found": "Talent"},
    ],
)
def test_an_acceptance_that_fits_nothing_is_told_beside_what_it_does_not_accept(
    draft: Draft, keys: dict[str, str]
) -> None:
    assert accept(draft, **keys, why="Because.") == [USELESS, SAME]


def test_an_acceptance_whose_warning_is_gone_is_told(draft: Draft) -> None:
    draft.edit(ENABLERS_FILE, "es: Talent\n", "es: Talento\n")
    assert accept(draft, what="same", found="Talent", why="It was one word.") == [USELESS]


def test_a_long_text_is_accepted_by_its_place_alone(draft: Draft) -> None:
    long = "A text that is so long that nobody would want to find it a second time in another file"
    draft.edit(ENABLERS_FILE, "en: Text\n", f"en: {long}\n")
    draft.edit(ENABLERS_FILE, "es: Texto\n", f"es: {long}\n")
    draft.edit(ENABLERS_FILE, "es: Talent\n", "es: Talento\n")
    assert len(accept(draft, what="same", found=long, why="Because.")) == 2
    assert accept(draft, what="same", place="enablers[talent].text.es", why="Because.") == []


@pytest.mark.parametrize("fault", ["content", "catalog"])
def test_while_anything_is_at_fault_nothing_is_said_of_acceptances_that_do_not_fit(draft: Draft, fault: str) -> None:
    if fault == "content":
        draft.edit(ENABLERS_FILE, "id: talent", "id: Talent")
    else:
        draft.edit(CATALOG, 'msgstr "Ayuda"', 'msgstr ""')
    said = accept(draft, what="same", found="Another", why="Because.")
    assert [line for line in said if line.startswith(ACCEPTED_FILE)] == []
    assert len([line for line in said if "warning" not in line]) == 1


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"what": "same", "why": "x"}, "2:5: accepted[0]: would accept too much; add place: or found: as the check"),
        ({"what": "same", "file": "links.yaml", "why": "x"}, "2:5: accepted[0]: would accept too much; add place: or"),
        ({"what": "same", "found": "x"}, "2:5: accepted[0].why: is missing; add why: …"),
        ({"what": "same", "found": "x", "why": ""}, "4:5: accepted[0].why: is empty; write its text"),
        ({"found": "x", "why": "x"}, "2:5: accepted[0].what: is missing; add what: …"),
        (
            {"what": "equal", "found": "x", "why": "x"},
            "2:5: accepted[0].what: is nothing that the check finds; "
            "write same, length, numbers, links, placeholders or twice",
        ),
        ({"what": "same", "reason": "x"}, "2:5: accepted[0].why: is missing; add why: …"),
    ],
)
def test_an_acceptance_says_what_it_accepts_and_why(draft: Draft, keys: dict[str, str], fault: str) -> None:
    accept(draft, **keys)
    assert draft.faults()[0].startswith(f"{ACCEPTED_FILE}:{fault}")


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "accepted:\n", "accepted: []\n", "{}\n"])
def test_nothing_has_to_be_accepted(draft: Draft, text: str) -> None:
    draft.write(ACCEPTED_FILE, text)
    assert draft.inspect() == [SAME]


def test_what_the_check_offers_for_each_kind_of_warning_accepts_it(draft: Draft) -> None:
    """Only the reasons have to be written."""
    draft.edit("content/taskforce.yaml", "name: Eva", "name: Ana")
    draft.edit("content/overview.yaml", "en: Paragraph", f"en: {'One «#1» 2021 https://x.org/a {{count}} ' * 4}")
    draft.edit("content/overview.yaml", "es: Párrafo", "es: 'Otro: 12 \"más\" http://y.org?b#c {cuenta}'")
    draft.edit("content/reports.yaml", "es: Primero", "es: '''First'''")
    draft.edit("content/reports.yaml", "en: First\n", "en: '''First'''\n")
    draft.edit(CATALOG, 'msgstr "Ayuda"', 'msgstr "Help"')
    found = inspect(draft.folder / "content", draft.folder / "locales")
    kinds = [str(finding.what) for finding in found.findings]
    assert (len(found.faults), set(kinds)) == (
        len(kinds),
        {"same", "length", "numbers", "links", "placeholders", "twice"},
    )
    offered = complaints.offer(found.findings).replace("why:\n", "why: It is right.\n")
    draft.write(ACCEPTED_FILE, f"accepted:\n{offered}")
    assert draft.inspect() == []
