"""Deep links: what stands on printed codes and in other chats is read for ever."""

import re
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import links
from bot.core.arrival import arrival
from bot.core.edition import Edition, View
from bot.core.links import Link
from bot.core.routes import (
    About,
    Enabler,
    Enablers,
    Forget,
    Greeting,
    Help,
    Home,
    Language,
    Member,
    Organization,
    Privacy,
    Report,
    Reports,
    Route,
    Search,
    Settings,
    Subscription,
    TaskForce,
)
from bot.errors import UnreadableLinkError
from tests.core.walk import shown, unfit

# These stand on paper, where nobody can call them back. They are frozen for ever: a line may be added here, none may be
# changed or taken out.
PRINTED = {
    "home": Link(Home()),
    "about": Link(About()),
    "reports": Link(Reports()),
    "enablers": Link(Enablers()),
    "taskforce": Link(TaskForce()),
    "search": Link(Search()),
    "lang": Link(Language()),
    "settings": Link(Settings()),
    "help": Link(Help()),
    "privacy": Link(Privacy()),
    "report_workforce": Link(Report("workforce")),
    "enabler_access-to-capital": Link(Enabler("access-to-capital")),
    "organization_3m": Link(Organization("3m")),
    "member_jana-nieto": Link(Member("jana-nieto")),
    "search_jimenez-softtek": Link(Search("jimenez-softtek")),
    "es_reports": Link(Reports(), "es"),
    "en_member_jana-nieto": Link(Member("jana-nieto"), "en"),
    "fr_home": Link(Home(), "fr"),
}
MANGLED = [
    *(
        "",
        "member",
        "member_",
        "member_jana_nieto",
        "member_Jana Nieto",
        "member_ñ",
        "_",
        "__",
        "es",
        "es_",
        "es__reports",
    ),
    *("es_es_reports", "reports_", "reports_2", "start", "home_", "nothing", "report-workforce", "member_" + "x" * 58),
    *("a" * 65, "reports\n", "<b>", "forget", "forget_done", "es_member_", "ESreports"),
]


@pytest.mark.parametrize("parameter", PRINTED)
def test_a_printed_link_is_read_as_it_was_meant_and_written_as_it_was_printed(parameter: str) -> None:
    assert links.read(parameter) == PRINTED[parameter]
    assert links.parameter(PRINTED[parameter]) == parameter


def test_every_place_but_a_question_and_a_choice_has_an_address() -> None:
    assert {type(link.route) for link in PRINTED.values()} == set(get_args(Route)) - {Forget, Subscription}
    assert [links.parameter(Link(route)) for route in (Forget(), Subscription(on=True))] == [None, None]


def test_capitals_do_not_matter_to_whoever_types_a_link() -> None:
    assert links.read("ES_Member_Jana-Nieto") == Link(Member("jana-nieto"), "es")


@pytest.mark.parametrize("parameter", MANGLED)
def test_what_was_never_written_is_not_read(parameter: str) -> None:
    with pytest.raises(UnreadableLinkError):
        links.read(parameter)


@given(st.text(max_size=70) | st.from_regex(r"([a-z]{2}_)?(member|search|report)_[a-z0-9-]{0,50}", fullmatch=True))
def test_any_text_is_a_link_that_is_written_just_so_or_unreadable(parameter: str) -> None:
    try:
        link = links.read(parameter)
    except UnreadableLinkError:
        return
    assert links.parameter(link) == parameter.lower()


@given(
    st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), st.sampled_from([Report, Enabler, Organization, Member, Search])
)
def test_a_link_to_any_item_in_any_language_is_allowed(id: str, kind: type) -> None:
    written = links.parameter(Link(kind(id), "es"))
    assert written is not None
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", written)
    assert links.read(written) == Link(kind(id), "es")


def test_an_address_opens_the_bot_at_a_place() -> None:
    assert links.address("AllyBot") == "https://t.me/AllyBot"
    assert links.address("AllyBot", Link(Report("mexico"), "es")) == "https://t.me/AllyBot?start=es_report_mexico"


def test_what_is_shared_comes_out_of_the_address_as_it_was() -> None:
    url, text = "https://t.me/AllyBot?start=report_mexico", "Königue · R&D + 100 %?"
    shared = links.sharing(url, text)
    assert shared.startswith("https://t.me/share/url?")
    assert "+" not in shared
    assert parse_qs(urlsplit(shared).query) == {"url": [url], "text": [text]}


@pytest.mark.parametrize("parameter", PRINTED)
@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_link_leads_to_its_place_in_the_language_that_it_names(
    edition: Edition, parameter: str, locale: str
) -> None:
    link = PRINTED[parameter]
    wanted = link.locale if link.locale in edition.languages else locale
    assert arrival(parameter, View(edition, locale)) == shown(edition, wanted or locale, link.route)


@pytest.mark.parametrize("parameter", [*MANGLED, "member_nobody", "es_report_gone", "organization_nowhere"])
def test_any_other_link_leads_home_with_a_kind_line(edition: Edition, parameter: str) -> None:
    screen = arrival(parameter, View(edition, "en"))
    assert screen in [shown(edition, locale, Home(Greeting.LOST)) for locale in edition.languages]
    assert unfit(screen) == []
