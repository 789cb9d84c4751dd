"""Faults as lines, for people and for GitHub, and what is offered to be accepted."""

import pytest

from bot.core.upkeep import What
from bot.errors import Fault, Severity
from bot.loading.complaints import Format, annotation, counted, lines, offer
from bot.loading.translation import Finding

FAULT = Fault("content/reports.yaml", 14, 5, "reports[1].title.es", "has no translation; add es: … below it")
WARNING = Fault("content/links.yaml", 3, 7, "links.page.label.es", "reads the same as en", Severity.WARNING)


def test_for_people_a_fault_is_a_line_that_programs_can_follow() -> None:
    assert lines([FAULT, WARNING], Format.PLAIN) == [
        "content/reports.yaml:14:5: reports[1].title.es: has no translation; add es: … below it",
        "content/links.yaml:3:7: warning: links.page.label.es: reads the same as en",
    ]


def test_for_github_a_fault_is_an_annotation() -> None:
    assert lines([FAULT, WARNING], Format.GITHUB) == [
        "::error file=content/reports.yaml,line=14,col=5::reports[1].title.es: has no translation; add es: … below it",
        "::warning file=content/links.yaml,line=3,col=7::links.page.label.es: reads the same as en",
    ]


def test_signs_that_mean_something_to_github_are_escaped() -> None:
    fault = Fault("a,b:c%.yaml", 1, 2, "x,y", "50%: one,\r\ntwo::three")
    assert annotation(fault) == "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2::x,y: 50%25: one,%0D%0Atwo::three"


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ([FAULT], "1 fault to put right."),
        ([FAULT, FAULT], "2 faults to put right."),
        ([WARNING], "1 warning to look at."),
        ([WARNING, WARNING, FAULT], "1 fault to put right, 2 warnings to look at."),
        ([FAULT, FAULT, WARNING], "2 faults to put right, 1 warning to look at."),
    ],
)
def test_errors_and_warnings_are_counted_apart(faults: list[Fault], words: str) -> None:
    assert counted(faults) == words


def test_what_is_offered_lacks_only_the_reason() -> None:
    assert offer([Finding(WARNING, What.SAME, "Page"), Finding(WARNING, What.LENGTH)]) == (
        "  - file: links.yaml\n"
        "    place: links.page.label.es\n"
        "    what: same\n"
        "    found: Page\n"
        "    why:\n"
        "  - file: links.yaml\n"
        "    place: links.page.label.es\n"
        "    what: length\n"
        "    why:\n"
    )
