"""Months, addresses, ids and numbers in content/: how each has to be written, word for word."""

import pytest

from tests.loading.draft import Draft

REPORTS_FILE, TASK_FORCE_FILE = "content/reports.yaml", "content/taskforce.yaml"
MONTH = "has to be a year and a month, like 2021-03; where it is not known, take the line out"
ADDRESS = "has to be a whole address that begins with https://, like https://usmexicofoundation.org"
ID = "may have only small letters a-z, figures and hyphens, 40 at most{}; it goes into buttons and codes"
NUMBER = "has to be a number from 1 to 9999, in figures"


@pytest.mark.parametrize(
    "month",
    ["", "~", "2021", "March 2021", "2021-3", "2021-13", "2021-00", "2021-03-01", "0000-03", "٢٠٢١-03", "[2021]"],
)
def test_a_month_has_a_year_and_a_month_in_figures(small_draft: Draft, month: str) -> None:
    small_draft.edit(REPORTS_FILE, "month: 2021-03", f"month: {month}")
    assert small_draft.faults() == [f"content/reports.yaml:18:5: reports[0].month: {MONTH}"]


@pytest.mark.parametrize(
    "address",
    [
        '""',
        "example.org",
        "http://example.org",
        "https://",
        "https://.org",
        "https://localhost/x.pdf",
        "https://example..org",
        "https://exa mple.org",
        "https://example.org/a b",
        "'https://example.org/\"'",
        "https://example.org/" + "x" * 1005,
    ],
)
def test_an_address_is_whole(small_draft: Draft, address: str) -> None:
    small_draft.edit(REPORTS_FILE, "https://example.org/first", address)
    assert small_draft.faults() == [f"content/reports.yaml:19:5: reports[0].link: {ADDRESS}"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://www.example.com.mx/",
        "https://example.org:8443/a/b.pdf?c=d&e=f#g",
        "https://example.org?a=1",
        "https://example.org/reporte-año-2021_(final).pdf",
    ],
)
def test_whole_addresses_of_every_kind_are_fine(small_draft: Draft, address: str) -> None:
    small_draft.edit(REPORTS_FILE, "https://example.org/first", address)
    assert small_draft.load().catalog.reports.items[0].link == address


@pytest.mark.parametrize(
    ("id", "like"),
    [
        ("", ""),
        ("…", ""),
        ("Eva", ", like eva"),
        ("Eva  Luz", ", like eva-luz"),
        ("eva_luz", ", like eva-luz"),
        ("añã", ", like ana"),
        ("eva/luz", ", like eva-luz"),
        ("¿eva.2?", ", like eva-2"),
        ("a" * 41, ", like " + "a" * 40),
    ],
)
def test_an_id_has_only_characters_that_fit_into_buttons_and_codes(small_draft: Draft, id: str, like: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: eva", f"id: {id}")
    assert small_draft.faults() == [f"content/taskforce.yaml:13:5: members[1].id: {ID.format(like)}"]


@pytest.mark.parametrize("id", ["-", "---", "-eva"])
def test_an_id_does_not_begin_with_a_hyphen(small_draft: Draft, id: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: eva", f'id: "{id}"')
    words = "begins with a hyphen; begin it with a letter or a figure"
    assert small_draft.faults() == [f"content/taskforce.yaml:13:5: members[1].id: {words}"]


@pytest.mark.parametrize("id", ["3", "007", "1e3", "0x1f", "yes", "null", "2021-03-01", "a" * 40, "a-"])
def test_an_id_that_other_programs_would_take_for_something_else_is_an_id(small_draft: Draft, id: str) -> None:
    small_draft.edit(TASK_FORCE_FILE, "id: eva", f"id: {id}")
    assert small_draft.load().catalog.members.get(id) is not None


@pytest.mark.parametrize("number", ["", "0", "01", "-1", "1.0", "1e3", "one", "10000", "١", "[1]", "yes"])
def test_a_number_is_written_in_figures(small_draft: Draft, number: str) -> None:
    small_draft.edit(REPORTS_FILE, "number: 1", f"number: {number}")
    assert small_draft.faults() == [f"content/reports.yaml:6:5: reports[0].number: {NUMBER}"]
