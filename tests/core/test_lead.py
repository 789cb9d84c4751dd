"""Where buttons lead, and what that means for who taps them."""

import pytest

from bot.core.edition import Edition
from bot.core.lead import lead
from bot.core.routes import Ask, Home, Place, Report, Reports, Tap
from bot.core.screens.way import Detour


@pytest.mark.parametrize(
    ("data", "leads_on", "only_leads"),
    [
        ("en:r/workforce~r", True, True),
        ("es!r/workforce~r", True, False),
        ("es>r/workforce", False, True),
        ("en+m/jana-nieto", False, False),
        ("en#m/jana-nieto", False, False),
        ("en:f", True, True),
        ("en:f/done", False, False),
        ("en:u/on", False, False),
        ("xx:r/workforce", True, False),
        ("what nobody ever sent", True, False),
    ],
)
def test_what_only_leads_on_is_told_apart_from_what_does_something(
    edition: Edition, data: str, leads_on: bool, only_leads: bool
) -> None:
    found = lead(data, edition)
    assert (found.leads_on, found.only_leads) == (leads_on, only_leads)


def test_it_leads_to_what_still_exists_and_counts_that(edition: Edition) -> None:
    found = lead("en:r/never-was~h", edition)
    assert (found.tap, found.detour, found.counted) == (Tap("en", Place(Reports(), (Home(),))), Detour(), "reports")


def test_a_language_that_is_not_there_is_chosen_by_whoever_taps_and_may_be_wrong(edition: Edition) -> None:
    found = lead("xx!r/workforce", edition)
    assert (found.tap, found.detour) == (Tap("", Place(Report("workforce")), Ask.PLACE), None)
    assert (found.speaking("es").tap.locale, found.speaking("es").detour) == ("es", Detour())
