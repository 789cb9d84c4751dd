"""What an editor is told about the optional keys of a member, word for word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core import fields
from bot.core.content import TaskForceFile
from bot.core.fields import Languages
from bot.loading import consents, source
from tests.loading.draft import Draft
from tests.people import BOTH

FILE = "content/taskforce.yaml"
EMAIL = "has to be one e-mail address, like ana@example.org"
PHONE = "has to be one telephone number and nothing else; write it like +52 55 1234 5678"
DAY = "has to be a day of the calendar as year, month and day, like 2025-03-14"
ADDRESS = "has to be a whole address that begins with https://, like https://usmexicofoundation.org"
KEYS = "has to have keys of its own below it, each with a colon"
CONSENT = BOTH.partition("      consent:\n")[2]
LUZ = BOTH.replace("organization: 3m", "organization: arca")


@pytest.fixture
def draft(small_draft: Draft) -> Draft:
    """A copy in which Luz, of whom everything is told, stands before two others, from line 10 on."""
    small_draft.edit(FILE, "members:\n", f"members:\n{LUZ}")
    return small_draft


def test_everything_may_be_told_and_nothing_has_to(draft: Draft) -> None:
    assert draft.faults() == []
    luz, ana, _ = (draft.load().catalog.members.get(id) for id in ("luz-ejemplo", "ana", "eva"))
    assert luz is not None
    assert luz.contact is not None
    assert (luz.contact.email, luz.contact.phone) == ("luz@example.org", "+52 (55) 1234-5678")
    assert luz.contact.consent.date == date(2025, 3, 14)
    assert ana is not None
    assert (ana.title, ana.biography, ana.portrait, ana.links, ana.contact) == (None,) * 5


def test_contact_details_without_a_consent_are_refused(draft: Draft) -> None:
    draft.edit(FILE, f"      consent:\n{CONSENT}", "")
    assert draft.faults() == [
        "content/taskforce.yaml:25:5: members[0].contact.consent: is missing; contact details are only shown with the "
        "person's consent: add consent: with the day on which it was given, or take contact: out"
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("        date: 2025-03-14\n", "", "28:7: members[0].contact.consent.date: is missing; add date: …"),
        (
            "        how: By e-mail; the invented office keeps it.\n",
            "",
            "28:7: members[0].contact.consent.how: is missing; add how: …",
        ),
        (
            "how: By e-mail; the invented office keeps it.",
            "how:",
            "30:9: members[0].contact.consent.how: is empty; write its text",
        ),
        ("2025-03-14", "14.03.2025", f"29:9: members[0].contact.consent.date: {DAY}"),
        ("2025-03-14", "2025-02-30", f"29:9: members[0].contact.consent.date: {DAY}"),
        ("2025-03-14", "2025-3-14", f"29:9: members[0].contact.consent.date: {DAY}"),
        ("2025-03-14", "", f"29:9: members[0].contact.consent.date: {DAY}"),
        (
            "2025-03-14",
            "9998-03-14",
            "29:9: members[0].contact.consent.date: "
            "is a day that is still to come; write the day on which the consent was given",
        ),
        ("luz@example.org", "luz(at)example.org", f"26:7: members[0].contact.email: {EMAIL}"),
        ("luz@example.org", "luz@example", f"26:7: members[0].contact.email: {EMAIL}"),
        ("luz@example.org", "luz@example.org, l@example.org", f"26:7: members[0].contact.email: {EMAIL}"),
        ("luz@example.org", "mailto:luz@example.org", f"26:7: members[0].contact.email: {EMAIL}"),
        ("luz@example.org", f"luz@{'x.' * 125}org", f"26:7: members[0].contact.email: {EMAIL}"),
        (
            "+52 (55) 1234-5678",
            "55 1234 5678",
            "27:7: members[0].contact.phone: "
            "begins without + and the code of the country; write it like +52 55 1234 5678",
        ),
        ("+52 (55) 1234-5678", "+52 55 1234 5678 ext. 9", f"27:7: members[0].contact.phone: {PHONE}"),
        ("+52 (55) 1234-5678", "+52 55 1234 5678 / +52 55 8765 4321", f"27:7: members[0].contact.phone: {PHONE}"),
        (
            "+52 (55) 1234-5678",
            "+52 1234",
            "27:7: members[0].contact.phone: "
            "has 6 digits, and a number with the code of its country has 7 to 15; look for a slip",
        ),
        (
            "+52 (55) 1234-5678",
            "+52 55 1234 5678 1234 5678",
            "27:7: members[0].contact.phone: "
            "has 20 digits, and a number with the code of its country has 7 to 15; look for a slip",
        ),
        (
            "      email: luz@example.org\n      phone: +52 (55) 1234-5678\n",
            "",
            "25:5: members[0].contact: has neither email nor phone; add one of them, or take contact: out",
        ),
        (
            "      phone:",
            "      fax:",
            "27:7: members[0].contact.fax: is not a key that is known here; "
            "take it out, or use one of email, phone, consent",
        ),
        ("https://example.org/luz.jpg", "luz.jpg", f"19:5: members[0].portrait: {ADDRESS}"),
        (
            "      es: Directora General\n",
            "",
            "13:5: members[0].title.es: has no translation; add es: … below it",
        ),
        (
            "Luz builds <b>bridges</b> & roads.",
            "Luz builds <b>bridges",
            "17:7: members[0].biography.en: <b> is never closed; add </b>",
        ),
        (
            "Luz builds <b>bridges</b> & roads.",
            "x" * (fields.BIOGRAPHY_UNITS + 1),
            "17:7: members[0].biography.en: is too long for its screen: 801 characters of 800; shorten it by 1",
        ),
        ("https://example.org/luz\n", "example.org/luz\n", f"21:9: members[0].links[0].url: {ADDRESS}"),
        ("          en: Website\n", "", "22:9: members[0].links[0].label.en: has no translation; add en: … below it"),
    ],
)
def test_a_slip_is_found_in_its_place(draft: Draft, old: str, new: str, fault: str) -> None:
    draft.edit(FILE, old, new)
    assert draft.faults() == [f"content/taskforce.yaml:{fault}"]


@pytest.mark.parametrize("consent", ["yes", "2025-03-14", ""])
def test_a_consent_is_more_than_a_word(draft: Draft, consent: str) -> None:
    draft.edit(FILE, f"consent:\n{CONSENT}", f"consent: {consent}\n")
    assert draft.faults() == [f"content/taskforce.yaml:28:7: members[0].contact.consent: {KEYS}"]


@pytest.mark.parametrize(
    "phone", ["+525512345678", '"+52.55.1234.5678"', "+1 (202) 555-0100", "+6834000", "+49 30 12345678901"]
)
def test_a_number_may_be_written_as_people_do(draft: Draft, phone: str) -> None:
    draft.edit(FILE, "+52 (55) 1234-5678", phone)
    assert draft.faults() == []


def test_five_links_are_too_many(draft: Draft) -> None:
    links = BOTH.partition("    links:\n")[2].partition("    contact:")[0]
    draft.edit(FILE, links, links * 5)
    assert draft.faults() == [
        "content/taskforce.yaml:20:5: members[0].links: are too many for one screen: 5 of 4; take 1 out"
    ]


def test_an_empty_list_of_links_is_a_fault(draft: Draft) -> None:
    links = BOTH.partition("    links:\n")[2].partition("    contact:")[0]
    draft.edit(FILE, f"links:\n{links}", "links: []\n")
    assert draft.faults() == [
        "content/taskforce.yaml:20:5: members[0].links: is an empty list; write at least one item below it"
    ]


def test_translations_of_what_is_told_are_compared_too(draft: Draft) -> None:
    draft.edit(FILE, "es: Directora General", "es: Chief Executive")
    draft.edit(FILE, "es: Sitio web", "es: Website")
    told = [line for line in draft.inspect() if "reads the same" in line]
    assert told == [
        f"content/taskforce.yaml:{place}: reads the same as en; translate it, or accept it"
        for place in (
            "15:7: warning: members[luz-ejemplo].title.es",
            "24:11: warning: members[luz-ejemplo].links[0].label.es",
        )
    ]


@pytest.mark.parametrize(("later", "found"), [(0, 1), (1, 0)])
def test_a_consent_of_the_latest_day_there_can_be_is_right(draft: Draft, later: int, found: int) -> None:
    read = source.read(draft.folder / FILE, FILE)
    task_force = TaskForceFile.model_validate(read.data, context=Languages(("en", "es")))
    latest = date(2025, 3, 13) + timedelta(days=later)
    assert len(list(consents.faults(read, task_force, latest))) == found


def test_the_latest_day_is_today_or_tomorrow() -> None:
    before = datetime.now(UTC).date()
    latest = consents.latest()
    assert before <= latest <= datetime.now(UTC).date() + timedelta(days=1)
