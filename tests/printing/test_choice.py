"""What `--only` picks, and what it refuses."""

import pytest

from bot.core.edition import Edition
from bot.core.printed import Kind, printed
from bot.core.sections import SECTIONS
from bot.errors import PrintingError
from bot.printing.choice import chosen


def picked(edition: Edition, *only: str) -> list[str]:
    """Give the start parameters of what is picked."""
    return [place.parameter() for place in chosen(printed(edition), only)]


@pytest.mark.parametrize(
    ("only", "first", "count"),
    [
        ("sections", "home", 2 + len(SECTIONS)),
        ("reports", "report_nearshoring", 3),
        ("enablers", "enabler_industrial-real-estate", 6),
        ("members", "member_alejandra-mendez-salorio", 38),
        ("taskforce", "member_alejandra-mendez-salorio", 38),
        ("Organizations", "organization_3m", 27),
    ],
)
def test_a_section_is_picked_whole(edition: Edition, only: str, first: str, count: int) -> None:
    found = picked(edition, only)
    assert (found[0], len(found)) == (first, count)


def test_nothing_named_is_everything(edition: Edition) -> None:
    assert chosen(printed(edition), ()) == printed(edition)


def test_several_may_be_named_with_commas(edition: Edition) -> None:
    assert picked(edition, "workforce, siemens", "about") == ["about", "report_workforce", "organization_siemens"]


def test_ids_and_start_parameters_are_picked_in_the_order_of_the_whole_and_each_once(edition: Edition) -> None:
    only = ("siemens", "member_jana-nieto", "workforce", "jana-nieto", "about")
    assert picked(edition, *only) == ["about", "report_workforce", "member_jana-nieto", "organization_siemens"]


@pytest.mark.parametrize(
    ("only", "words"),
    [
        (["organisations"], "--only organisations: there is no such section or id; perhaps organizations"),
        (["jana nieto"], "--only jana nieto: there is no such section or id; perhaps jana-nieto"),
        (["nieto"], "--only nieto: there is no such section or id; perhaps jana-nieto"),
        (["report_workforc"], "--only report_workforc: there is no such section or id; perhaps report_workforce"),
        *(
            (
                only,
                f"--only {name}: there is no such section or id; sections are sections, reports, enablers, members, "
                "organizations, taskforce, ids stand in content/*.yaml",
            )
            for only, name in ((["reports", "zzzz"], "zzzz"), (["reports,"], "(nothing)"), ([""], "(nothing)"))
        ),
        (
            ["simens", "worforce"],
            "--only simens: there is no such section or id; perhaps siemens\n"
            "--only worforce: there is no such section or id; perhaps workforce",
        ),
    ],
)
def test_what_there_is_not_is_refused_with_what_comes_close(edition: Edition, only: list[str], words: str) -> None:
    with pytest.raises(PrintingError) as refusal:
        chosen(printed(edition), only)
    assert str(refusal.value) == words


def test_every_kind_is_printed(edition: Edition) -> None:
    assert {place.kind for place in printed(edition)} == set(Kind)
