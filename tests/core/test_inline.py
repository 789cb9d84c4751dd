"""What is offered in any chat."""

import pytest

from bot.core.edition import Edition, View
from bot.core.html import fault, plain, units
from bot.core.inline import PAGE, Offer, offers
from bot.core.routes import About, Enablers, Home, Member, Organization, Report, Reports, Search, TaskForce
from bot.core.screen import Visit
from tests.core.editions import files, written
from tests.core.walk import shown


def _leads(offer: Offer) -> object:
    ((button,),) = offer.screen.rows
    assert isinstance(button, Visit)
    return button.route


@pytest.mark.parametrize("query", ["", "  ", "?", "the"])
def test_without_words_the_reports_and_the_sections_are_offered(edition: Edition, query: str) -> None:
    found = offers(query, "", View(edition, "es"))
    assert [_leads(offer) for offer in found.shown] == [
        *(Report(report.id) for report in edition.catalog.reports.items),
        *(Reports(), Enablers(), TaskForce(), About()),
    ]
    assert (found.following, found.opening) == ("", Visit("Abrir el bot", Home()))


def test_what_fits_the_words_is_offered_best_first_as_its_card(edition: Edition) -> None:
    found = offers("seimens", "", View(edition, "en"))
    assert [_leads(offer) for offer in found.shown] == [Organization("siemens"), Member("priscila-zozaya")]
    siemens, priscila = found.shown
    assert (siemens.id, siemens.title, siemens.description) == ("en:o/siemens", "🏢 Siemens", "1 member")
    assert (priscila.title, priscila.description) == ("👤 Priscila Zozaya", "Siemens")
    assert priscila.screen.text == shown(edition, "en", Member("priscila-zozaya")).text


def test_a_card_for_others_does_not_announce_the_colleagues_that_it_has_no_buttons_for(edition: Edition) -> None:
    jana, *_ = offers("jana nieto", "", View(edition, "en")).shown
    assert plain(jana.screen.text) == "Jana Nieto\n3M\n\nAs listed by the foundation"


def test_the_button_above_the_offers_leads_to_the_same_search(edition: Edition) -> None:
    found = offers("seimens", "", View(edition, "en"))
    assert found.opening == Visit("Open the bot", Search("seimens"))


def test_the_bot_s_own_screens_are_not_sent_to_others(edition: Edition) -> None:
    assert offers("privacy", "", View(edition, "en")).shown == ()


def test_nothing_found_offers_the_bot_alone(edition: Edition) -> None:
    found = offers("pizza", "", View(edition, "en"))
    assert (found.shown, found.opening.route) == ((), Search("pizza"))


@pytest.mark.parametrize("query", ["", "mexico", "a" * 5000, "siemens " * 60])
@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_offer_keeps_to_telegram_s_limits(edition: Edition, locale: str, query: str) -> None:
    found = offers(query, "", View(edition, locale))
    assert len({offer.id for offer in found.shown}) == len(found.shown) <= 50
    for offer in found.shown:
        assert 1 <= len(offer.id.encode()) <= 64
        assert offer.title
        assert 0 < len(offer.description) <= 120
        assert fault(offer.screen.text) is None
        assert 1 <= units(plain(offer.screen.text)) <= 4096


def test_many_hits_come_in_pages_without_a_gap_or_a_repetition(tmp_path_factory: pytest.TempPathFactory) -> None:
    crowd = written(tmp_path_factory.mktemp("crowd"), files(60))
    view, offset, seen = View(crowd, "en"), "", []
    name = crowd.catalog.members.items[0].name
    for _ in range(20):
        page = offers(name, offset, view)
        seen += [offer.id for offer in page.shown]
        assert len(page.shown) <= PAGE
        assert len(page.following.encode()) <= 64
        if not (offset := page.following):
            break
    assert len(seen) == len(set(seen)) > 2 * PAGE


@pytest.mark.parametrize("offset", ["-1", "x", "١٢", "9" * 60, "1.5"])
def test_a_forged_offset_is_the_beginning(edition: Edition, offset: str) -> None:
    view = View(edition, "en")
    assert offers("mexico", offset, view) == offers("mexico", "", view)


def test_only_answers_that_differ_by_language_are_personal(edition: Edition) -> None:
    assert offers("siemens", "", View(edition, "en")).personal
    alone = Edition(edition.catalog, {"en": edition.languages["en"]}, edition.index)
    assert not offers("siemens", "", View(alone, "en")).personal
