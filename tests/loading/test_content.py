"""What is shipped, against what the foundation published, and against itself."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.core.catalog import Catalog
from bot.core.edition import Edition
from bot.core.html import plain
from tests.conftest import ROOT

PAGE = ROOT.parent / "shared" / "source" / "ally-shoring-page.txt"

# These ids stand in buttons that were sent and in codes that were printed. They are frozen for ever: an id may be
# added, none may be changed, taken out, or given to something else.
REPORTS = ["nearshoring", "workforce", "mexico"]
ENABLERS = [
    *("industrial-real-estate", "clean-energies", "logistics", "access-to-capital", "talent"),
    "artificial-intelligence",
]
MEMBERS = {
    "3m": ["enrique-konigue", "fernanda-guarro", "jana-nieto"],
    "american-tower": ["hector-gonzalez"],
    "arca": ["guillermo-garza-martinez", "marcelo-davila-martinez"],
    "bbva": ["claudio-corradossi", "diego-lopez", "patricio-castillo"],
    "cemex": ["octavio-castillo-sanchez"],
    "chihuahua-global": ["mario-juarez"],
    "cmn": ["fausto-gurrea"],
    "desarrollo-ciudad-juarez": ["cynthia-lopez"],
    "embassy-usa-mexico": ["sarah-mathur"],
    "gbm": ["julio-andres-maza-casas", "miguel-mayorga-tena"],
    "gm": ["rogelio-arzate"],
    "ivesma": ["sergio-tagliapietra"],
    "joffroy-global": ["eduardo-joffroy"],
    "magna-international": ["alejandra-plaschinski"],
    "martinrea": ["rodrigo-contreras"],
    "prodensa": ["emilio-cadena"],
    "proesmma": ["miguel-guerrero-elias"],
    "proeza": ["rodrigo-escalante"],
    "rockwell-automation": ["eduardo-amaro", "paulina-escobedo-marquez"],
    "schneider": ["bernardo-rodarte"],
    "schneider-electric": ["daniel-cruz"],
    "siemens": ["priscila-zozaya"],
    "softtek": ["david-jimenez"],
    "the-nearshore-group": ["jorge-gonzalez"],
    "traxion-global": ["alejandra-mendez-salorio", "edmundo-barragan", "enrique-llaca"],
    "usaid": ["jose-luis-gil"],
    "vesta": ["lorenzo-d-berho"],
}
WITHOUT = ["federico-talavera", "jesus-silva-elizalde"]


@pytest.fixture(scope="module")
def catalog(edition: Edition) -> Catalog:
    """What is shipped."""
    return edition.catalog


@pytest.fixture(scope="module")
def page() -> str:
    """The foundation's page, typography put right; it is no part of the repository, so nothing can require it."""
    if not PAGE.exists():
        pytest.skip("the foundation's page is not beside the repository")
    return _even(PAGE.read_text(encoding="utf-8"))


def _even(text: str) -> str:
    """Give a text with straight quotes, single spaces, and a space on both sides of each dash that is no hyphen."""
    for odd, even in {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}.items():
        text = text.replace(odd, even)
    return " ".join(re.sub(r"\s-|-\s", " - ", unicodedata.normalize("NFC", text)).split())


def _section(page: str, begin: str, end: str | None) -> str:
    rest = page.partition(begin)[2]
    return (rest.partition(end)[0] if end else rest).strip()


def _points(section: str) -> list[str]:
    return [point.strip() for point in section.split("•") if point.strip()]


def test_the_overview_is_the_foundation_s_word_for_word(catalog: Catalog, page: str) -> None:
    section = _section(page, "Español Ally-Shoring ", "Building a Stronger")
    assert " ".join(_even(plain(paragraph["en"])) for paragraph in catalog.overview.paragraphs) == section


def test_the_headline_is_the_foundation_s_word_for_word(catalog: Catalog, page: str) -> None:
    section = _section(page, "goals of the USMCA.", " Ally-Shoring Reports ")
    assert catalog.overview.headline["en"] == section


def test_the_reports_are_the_foundation_s_word_for_word(catalog: Catalog, page: str) -> None:
    points = _points(_section(page, " Ally-Shoring Reports ", "Ally-Shoring ENABLERS"))
    assert [_even(plain(report.summary["en"])) for report in catalog.reports.items] == points


def test_the_titles_of_the_reports_are_those_in_their_summaries(catalog: Catalog, page: str) -> None:
    points = _points(_section(page, " Ally-Shoring Reports ", "Ally-Shoring ENABLERS"))
    titles = [re.findall(r'entitled "(.+?)", we', point) for point in points]
    assert [[report.title["en"]] for report in catalog.reports.items] == titles


def test_the_enablers_are_the_foundation_s_word_for_word(catalog: Catalog, page: str) -> None:
    points = _points(_section(page, "Ally-Shoring ENABLERS", "USMF Ally-Shoring Task Force:"))
    assert [f"{item.title['en']} {_even(plain(item.text['en']))}" for item in catalog.enablers.items] == points


def test_the_members_are_the_foundation_s_with_their_organizations(catalog: Catalog, page: str) -> None:
    names = {organization.id: organization.name for organization in catalog.organizations.items}
    members = [
        f"{member.name} - {names[member.organization]}" if member.organization else member.name
        for member in catalog.members.items
    ]
    assert sorted(members) == sorted(_points(_section(page, "USMF Ally-Shoring Task Force:", None)))


def test_the_headings_are_the_foundation_s_but_for_their_case(catalog: Catalog, page: str) -> None:
    headings = [catalog.overview.title, catalog.reports_title, catalog.enablers_title, catalog.task_force_title]
    assert [title["en"] for title in headings if title["en"].casefold() not in page.casefold()] == []


def test_there_is_as_much_as_the_foundation_published(catalog: Catalog) -> None:
    shelves = (catalog.overview.paragraphs, catalog.reports, catalog.enablers, catalog.members, catalog.organizations)
    assert [len(shelf) for shelf in shelves] == [3, 3, 6, 38, 27]


def test_the_reports_keep_their_ids_and_stand_newest_first(catalog: Catalog) -> None:
    assert [(report.id, report.number) for report in catalog.reports.items] == list(
        zip(REPORTS, (3, 2, 1), strict=True)
    )


def test_the_enablers_keep_their_ids_and_their_order(catalog: Catalog) -> None:
    assert [enabler.id for enabler in catalog.enablers.items] == ENABLERS


def test_the_members_keep_their_ids_and_organizations(catalog: Catalog) -> None:
    people = {
        organization.id: sorted(member.id for member in catalog.people_of(organization.id).items)
        for organization in catalog.organizations.items
    }
    assert people == MEMBERS


def test_two_members_have_no_organization(catalog: Catalog) -> None:
    assert [member.id for member in catalog.members.items if member.organization is None] == WITHOUT


def test_three_organizations_send_three_and_three_send_two(catalog: Catalog) -> None:
    names = Counter(member.organization for member in catalog.members.items if member.organization)
    assert Counter(names.values()) == {3: 3, 2: 3, 1: 21}


def test_people_and_organizations_are_sorted(catalog: Catalog) -> None:
    assert [member.name for member in catalog.members.items][:3] == [
        "Alejandra Méndez Salorio",
        "Alejandra Plaschinski Avila",
        "Bernardo Rodarte",
    ]
    assert [organization.name for organization in catalog.organizations.items][:3] == ["3M", "American Tower", "Arca"]


def test_only_what_is_certain_is_said_about_authors_and_months(catalog: Catalog) -> None:
    facts = {
        report.id: (report.authors, str(report.month), report.link, report.document) for report in catalog.reports.items
    }
    assert facts == {
        "nearshoring": (None, "None", None, None),
        "workforce": (None, "None", None, None),
        "mexico": (("Elaine Dezenski", "John Austin"), "2021-03-01", None, None),
    }


def test_only_the_two_known_addresses_are_offered(catalog: Catalog) -> None:
    assert [catalog.links.page.url, catalog.links.foundation.url] == [
        "https://usmexicofoundation.org/allyshoring",
        "https://usmexicofoundation.org",
    ]


def test_only_ally_shoring_reads_the_same_in_both_languages(catalog: Catalog) -> None:
    assert {text["en"] for text in _texts(catalog) if text["en"] == text["es"]} == {"Ally-Shoring"}


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("R&D", "investigación y desarrollo (I+D)"),
        ("USMCA", "T-MEC"),
        ("PPE", "equipo de protección personal"),
        ("FDI", "inversión extranjera directa (IED)"),
        ("co-production", "coproducción"),
        ("smart borders", "fronteras inteligentes"),
        ("advanced manufacturing", "manufactura avanzada"),
        ("over-reliance", "dependencia excesiva"),
        ("critical supply chains", "cadenas de suministro críticas"),
        ("joint economic and national security", "seguridad económica y nacional conjunta"),
        ("democratic partners and allies", "socios y aliados democráticos de confianza"),
        ("workforce", "fuerza laboral"),
        ("capital market", "mercado de capitales"),
        ("industrial real estate", "bienes raíces industriales"),
        ("Clean Energies", "energías limpias"),
        ("Artificial Intelligence", "inteligencia artificial (IA)"),
        ("Task Force", "Grupo de Trabajo (Task Force)"),
        ("Enablers", "Habilitadores"),
        ("near-shoring and", "nearshoring"),
    ],
)
def test_a_term_of_the_glossary_is_translated_as_mexican_sources_print_it(
    catalog: Catalog, english: str, spanish: str
) -> None:
    texts = [text for text in _texts(catalog) if english in text["en"]]
    found = [_plainly(text["es"]) for text in texts if _plainly(spanish) in _plainly(text["es"])]
    assert found != []


@pytest.mark.parametrize("word", ["usted", "ustedes", "tú", "tu", "descubra", "descubre", "conozca", "toque", "toca"])
def test_the_spanish_addresses_nobody(catalog: Catalog, word: str) -> None:
    assert [text["es"] for text in _texts(catalog) if re.search(rf"\b{word}\b", text["es"], re.IGNORECASE)] == []


def test_the_titles_of_reports_stay_in_english_inside_the_spanish(catalog: Catalog) -> None:
    assert [report.id for report in catalog.reports.items if report.title["en"] not in report.summary["es"]] == []


def _plainly(text: str) -> str:
    return re.sub(r"\s+", " ", plain(text)).casefold()


def _texts(catalog: Catalog) -> Iterator[Mapping[str, str]]:
    """Give each text that is there in both languages."""
    yield from (catalog.reports_title, catalog.enablers_title, catalog.task_force_title)
    for model in (catalog.overview, *catalog.reports.items, *catalog.enablers.items, catalog.profile):
        yield from _mappings(vars(model).values())
    yield from (catalog.links.page.label, catalog.links.foundation.label)


def _mappings(values: Any) -> Iterator[Mapping[str, str]]:
    for value in values:
        if isinstance(value, Mapping):
            yield value
        elif isinstance(value, tuple):
            yield from _mappings(value)
