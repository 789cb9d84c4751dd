"""What people and organizations are called, on buttons and in texts: shown literally, cut, and told apart."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.edition import Edition
from bot.core.fields import NAME_UNITS
from bot.core.html import plain, units
from bot.core.routes import Home, Member, Order, Organization, TaskForce
from bot.core.screens.frame import label
from tests.core.editions import each, files, written
from tests.core.walk import labels, shown, unfit, walk

BY_NAME, BY_ORGANIZATION = TaskForce(Order.BY_NAME), TaskForce()
ODD = "A <3 & \"B\" &lt; 'C' >"


def task_force(*people: tuple[str, str | None]) -> dict[str, Any]:
    """Give a content with these people, by name and organization; each organization is its own id."""
    content = files(1)
    organizations = dict.fromkeys(organization for _, organization in people if organization)
    ids = {organization: f"o{number}" for number, organization in enumerate(organizations)}
    content["taskforce.yaml"] |= {
        "organizations": [{"id": id, "name": name} for name, id in ids.items()],
        "members": [
            {"id": f"m{number}", "name": name} | ({"organization": ids[organization]} if organization else {})
            for number, (name, organization) in enumerate(people)
        ],
    }
    return content


@pytest.fixture
def odd(tmp_path: Path) -> Edition:
    """An edition in which everything that is shown as it stands has signs that mean something in HTML."""
    content = task_force((ODD, ODD))
    content["overview.yaml"]["overview"] |= {"title": each(ODD), "headline": each(ODD)}
    content["reports.yaml"]["title"] = each(ODD)
    content["reports.yaml"]["reports"][0] |= {"title": each(ODD), "label": each(ODD), "authors": [ODD, "Eva"]}
    content["enablers.yaml"]["title"] = each(ODD)
    content["enablers.yaml"]["enablers"][0]["title"] = each(ODD)
    content["taskforce.yaml"]["title"] = each(ODD)
    content["links.yaml"]["links"]["page"] = {"url": "https://example.org/?a=1&amp='", "label": each(ODD)}
    content["profile.yaml"]["profile"]["short_description"] = each(ODD)
    return written(tmp_path, content)


def test_nothing_is_left_unescaped(odd: Edition) -> None:
    walked = walk(odd)
    assert {where: faults for where, screen in walked.screens.items() if (faults := unfit(screen))} == {}


@pytest.mark.parametrize("route", [Home(), BY_NAME, Organization("o0"), Member("m0")])
def test_odd_names_are_shown_as_they_stand(odd: Edition, route: Home | TaskForce | Organization | Member) -> None:
    assert ODD in plain(shown(odd, "en", route).text)


def test_buttons_show_odd_names_as_they_stand(odd: Edition) -> None:
    assert labels(shown(odd, "en", BY_NAME))[0] == ODD


def test_an_address_with_an_ampersand_leads_where_it_says(odd: Edition) -> None:
    assert 'href="https://example.org/?a=1&amp;amp=\'"' in shown(odd, "en", Member("m0")).text


def test_namesakes_are_told_apart_by_where_they_are_from(tmp_path: Path) -> None:
    edition = written(tmp_path, task_force(("Ana", "Arca"), ("Ana", "Vesta"), ("Eva", "Vesta")))
    assert labels(shown(edition, "en", BY_NAME))[:3] == ["Ana · Arca", "Ana · Vesta", "Eva"]


def test_namesakes_from_the_same_place_are_numbered(tmp_path: Path) -> None:
    edition = written(tmp_path, task_force(("Ana", None), ("Ana", None), ("Ana", "Arca"), ("Ana", "Arca")))
    assert labels(shown(edition, "en", BY_NAME))[:4] == ["Ana", "Ana (2)", "Ana · Arca", "Ana · Arca (2)"]


def test_a_number_never_makes_another_name(tmp_path: Path) -> None:
    edition = written(tmp_path, task_force(("Ana", None), ("Ana", None), ("Ana (2)", None), ("Ana (2)", None)))
    assert labels(shown(edition, "en", BY_NAME))[:4] == ["Ana", "Ana (2)", "Ana (2) (2)", "Ana (2) (3)"]


def test_names_that_are_cut_to_the_same_are_numbered(tmp_path: Path) -> None:
    names = ["x" * 60 + end for end in "abc"]
    edition = written(tmp_path, task_force(*((name, None) for name in names)))
    assert labels(shown(edition, "en", BY_NAME))[:3] == ["x" * 39 + "…", "x" * 35 + "… (2)", "x" * 35 + "… (3)"]


def test_a_long_organization_is_cut_with_an_ellipsis_and_keeps_its_count(tmp_path: Path) -> None:
    edition = written(tmp_path, task_force(("Ana", "Desarrollo Económico de Ciudad Juárez y Región")))
    assert labels(shown(edition, "en", BY_ORGANIZATION))[0] == "Desarrollo Económico de Ciudad Juár… (1)"


def test_a_long_origin_of_namesakes_is_cut_with_an_ellipsis(tmp_path: Path) -> None:
    edition = written(tmp_path, task_force(("Ana", "Desarrollo Económico de Ciudad Juárez"), ("Ana", "Arca")))
    assert labels(shown(edition, "en", BY_NAME))[:2] == ["Ana · Desarrollo Económic…", "Ana · Arca"]


def test_namesakes_from_organizations_with_the_longest_names_fit(tmp_path: Path) -> None:
    organizations = ["🌎" * 39 + end for end in "ab"]
    edition = written(tmp_path, task_force(*(("X" * NAME_UNITS, organization) for organization in organizations)))
    screens = [shown(edition, "en", route) for route in (BY_NAME, BY_ORGANIZATION, Member("m0"), Organization("o1"))]
    assert [unfit(screen) for screen in screens] == [[], [], [], []]


@given(st.text(), st.text(max_size=12), st.integers(1, 40))
def test_a_label_stays_within_its_limit_and_keeps_its_suffix(text: str, suffix: str, limit: int) -> None:
    cut = label(text, suffix, limit)
    assert cut.endswith(suffix)
    assert units(cut) <= max(limit, units(suffix) + 1)


@given(st.text(max_size=40), st.text(max_size=12))
def test_a_label_that_fits_is_not_cut(text: str, suffix: str) -> None:
    fits = units(text + suffix) <= 40
    assert (label(text, suffix) == text + suffix) is fits or text.endswith("…")
