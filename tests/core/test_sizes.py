"""Content of other sizes: as little as there may be, a thousand people, and every text at its longest."""

from pathlib import Path

import pytest

from bot.core.edition import Edition
from bot.core.routes import Enablers, Member, Order, Organization, Reports, TaskForce
from tests.core.editions import Writer, files, longest, short, written
from tests.core.walk import labels, shown, unfit, walk

BY_NAME = TaskForce(Order.BY_NAME)


@pytest.mark.parametrize("text", [short, longest])
@pytest.mark.parametrize(("members", "items"), [(1, 1), (8, 8), (9, 9), (64, 64), (65, 65)])
def test_screens_fit_whatever_the_size(tmp_path: Path, members: int, items: int, text: Writer) -> None:
    edition = written(tmp_path, files(members, items, text))
    walked = walk(edition, every_way=False)
    assert {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))} == {}
    assert len({route for route in walked.routes() if isinstance(route, Member)}) == members


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A task force of a thousand."""
    return written(tmp_path_factory.mktemp("crowd"), files(1000))


def test_a_thousand_people_and_their_organizations_are_all_reached_and_fit(crowd: Edition) -> None:
    walked = walk(crowd, every_way=False)
    assert {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))} == {}
    assert len({route for route in walked.routes() if isinstance(route, Member)}) == 1000
    assert len({route for route in walked.routes() if isinstance(route, Organization)}) == 500


@pytest.mark.parametrize(
    ("page", "arrows"),
    [
        (1, ["· 1 ·", "2 ›", "125 »"]),
        (2, ["‹ 1", "· 2 ·", "3 ›", "125 »"]),
        (3, ["« 1", "‹ 2", "· 3 ·", "4 ›", "125 »"]),
        (62, ["« 1", "‹ 61", "· 62 ·", "63 ›", "125 »"]),
        (124, ["« 1", "‹ 123", "· 124 ·", "125 ›"]),
        (125, ["« 1", "‹ 124", "· 125 ·"]),
        (126, ["« 1", "‹ 124", "· 125 ·"]),
    ],
)
def test_many_pages_are_turned_with_arrows(crowd: Edition, page: int, arrows: list[str]) -> None:
    screen = shown(crowd, "en", TaskForce(Order.BY_NAME, page))
    assert [button.label for button in screen.rows[8]] == arrows


def test_a_thousand_people_are_counted_with_a_comma_in_both_languages(crowd: Edition) -> None:
    counts = [shown(crowd, locale, BY_NAME).text.split("\n")[1] for locale in ("en", "es")]
    assert counts == ["1,000 members · 500 organizations", "1,000 integrantes · 500 organizaciones"]


@pytest.mark.parametrize(
    ("members", "numbers"),
    [
        (1, None),
        (8, None),
        (9, ["· 1 ·", "2"]),
        (64, ["· 1 ·", "2", "3", "4", "5", "6", "7", "8"]),
        (65, ["· 1 ·", "2 ›", "9 »"]),
    ],
)
def test_one_page_has_no_pager_and_up_to_eight_have_numbers(
    tmp_path: Path, members: int, numbers: list[str] | None
) -> None:
    screen = shown(written(tmp_path, files(members)), "en", BY_NAME)
    pagers = [[button.label for button in row] for row in screen.rows if row[0].label == "· 1 ·"]
    assert pagers == ([numbers] if numbers else [])


def test_reports_and_enablers_have_pages_too(tmp_path: Path) -> None:
    edition = written(tmp_path, files(1, items=9))
    second = [shown(edition, "en", route).rows for route in (Reports(2), Enablers(2))]
    assert [[len(row) for row in rows] for rows in second] == [[1, 2, 2], [1, 2, 2]]


def test_organizations_without_people_and_people_without_organizations_are_shown(tmp_path: Path) -> None:
    content = files(2)
    content["taskforce.yaml"]["organizations"] = [{"id": "idle", "name": "Idle"}]
    content["taskforce.yaml"]["members"] = [{"id": "ana", "name": "Ana"}, {"id": "eva", "name": "Eva"}]
    edition = written(tmp_path, content)
    assert labels(shown(edition, "en", TaskForce()))[:3] == ["Idle (0)", "Ana", "Eva"]
    assert shown(edition, "en", Organization("idle")).text.startswith("<b>Idle</b>\n0 members\n")


def test_a_task_force_without_any_organization_is_a_list_of_people(tmp_path: Path) -> None:
    content = files(1)
    content["taskforce.yaml"] |= {"organizations": [], "members": [{"id": "ana", "name": "Ana"}]}
    edition = written(tmp_path, content)
    assert labels(shown(edition, "en", TaskForce()))[0] == "Ana"
    assert "1 member · 0 organizations" in shown(edition, "en", TaskForce()).text


def test_an_organization_of_many_has_pages_and_each_person_six_colleagues_and_the_way_to_all(tmp_path: Path) -> None:
    content = files(1)
    content["taskforce.yaml"] |= {
        "organizations": [{"id": "big", "name": "Big"}],
        "members": [{"id": f"m{n:02}", "name": f"Member {n:02}", "organization": "big"} for n in range(20)],
    }
    edition = written(tmp_path, content)
    assert labels(shown(edition, "en", Organization("big", 3)))[:7] == [
        *("Member 16", "Member 17", "Member 18", "Member 19"),
        *("1", "2", "· 3 ·"),
    ]
    assert labels(shown(edition, "en", Member("m00")))[:7] == [
        *("Member 01", "Member 02", "Member 03", "Member 04", "Member 05", "Member 06"),
        "Big (20)",
    ]
