"""The preview: one file, every screen in every language, every button leading to a screen that is in it."""

import re
from html import unescape

import pytest

from bot.core.atlas import places
from bot.core.edition import Edition
from bot.core.paths import path
from bot.preview import write


@pytest.fixture(scope="module")
def document(edition: Edition) -> str:
    return write(edition)


def test_every_place_has_an_address_of_its_own(edition: Edition) -> None:
    paths = [path(route) for route in places(edition)]
    assert len(set(paths)) == len(paths)


def test_every_screen_is_there_in_every_language(document: str, edition: Edition) -> None:
    assert re.findall(r'<section class="place" id="([^"]+)">', document) == [path(route) for route in places(edition)]
    assert len(re.findall(r'data-locale="es"', document)) == len(places(edition))


def test_every_item_of_the_content_is_there(document: str, edition: Edition) -> None:
    catalog = edition.catalog
    wanted = {f"report/{report.id}" for report in catalog.reports.items}
    wanted |= {f"enabler/{enabler.id}" for enabler in catalog.enablers.items}
    wanted |= {f"organization/{organization.id}" for organization in catalog.organizations.items}
    wanted |= {f"member/{member.id}" for member in catalog.members.items}
    assert wanted <= set(re.findall(r'<section class="place" id="([^"]+)">', document))


def test_every_button_leads_to_a_screen_in_the_file(document: str) -> None:
    targets = set(re.findall(r'href="#([^"]+)"', document))
    assert targets - set(re.findall(r'id="([^"]+)"', document)) == set()


def test_the_length_used_of_what_is_allowed_is_shown(document: str) -> None:
    assert "639 / 4,096" in document


def test_nothing_is_fetched_from_elsewhere(document: str) -> None:
    sources = re.findall(r'(?:src|<link[^>]*href|url\()="?([^">]+)', document)
    assert [source for source in sources if not source.startswith("data:")] == []


def test_names_with_markup_are_shown_as_they_are(document: str) -> None:
    assert "<script>" in document
    assert unescape(document).count("<script>") == 1
