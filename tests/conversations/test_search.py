"""Searching: any text, /search and /taskforce with words, and the way on from what is found."""

import pytest

from bot.simulator import Person


@pytest.mark.parametrize(
    "text", ["prisila zozalla", "/search zozaya", "/taskforce Zozaya, Priscila", "¿Quién es Zozaya?"]
)
async def test_who_is_clearly_meant_is_shown_at_once(ana: Person, text: str) -> None:
    await ana.send(text)
    assert ana.last is not None
    assert ana.last.text.splitlines()[:2] == ["Priscila Zozaya", "Siemens"]


async def test_another_name_that_editors_gave_finds_and_is_not_shown(grace: Person) -> None:
    await grace.send("general motors")
    assert grace.last is not None
    assert grace.last.text.startswith("GM\n1 member\n")
    assert "General Motors" not in grace.last.text


async def test_several_are_listed_with_a_line_each(grace: Person) -> None:
    await grace.send("gonzales")
    assert grace.last is not None
    assert grace.last.text == (
        "Search\n2 results\n\n👤 Hector Gonzalez · American Tower\n👤 Jorge Gonzalez · The Nearshore Group"
    )
    assert grace.last.labels == ["👤 Hector Gonzalez", "👤 Jorge Gonzalez", "🏠 Home", "🌐 Español"]


async def test_back_leads_from_a_card_to_what_was_found(grace: Person) -> None:
    await grace.send("gonzales")
    listed = grace.last
    await grace.press("👤 Jorge Gonzalez")
    await grace.press("‹ Back")
    assert grace.last is not None
    assert listed is not None
    assert (grace.last.text, grace.last.labels) == (listed.text, listed.labels)


async def test_back_leads_from_a_card_that_was_opened_at_once_to_what_else_was_found(grace: Person) -> None:
    await grace.send("siemens")
    await grace.press("‹ Back")
    assert grace.last is not None
    assert grace.last.text == "Search\n2 results\n\n🏢 Siemens · 1 member\n👤 Priscila Zozaya · Siemens"


async def test_what_was_found_switches_its_language_in_place(grace: Person) -> None:
    await grace.send("gonzalez")
    await grace.press("🌐 Español")
    assert grace.last is not None
    assert grace.last.text.startswith("Búsqueda\n2 resultados\n\n👤 Hector Gonzalez")


async def test_more_than_eight_hits_fall_into_pages(ana: Person) -> None:
    await ana.send("mexico")
    assert ana.last is not None
    assert ana.last.text.startswith("Búsqueda\n10 resultados\n\n")
    assert "· 1 ·" in ana.last.labels
    await ana.press("2")
    assert ana.last is not None
    assert "· 2 ·" in ana.last.labels


async def test_english_words_find_in_a_spanish_chat_and_the_other_way_round(ana: Person, grace: Person) -> None:
    await ana.send("clean energy")
    await grace.send("energías limpias")
    assert ana.last is not None
    assert grace.last is not None
    assert ana.last.text.startswith("Energías limpias")
    assert grace.last.text.startswith("Clean Energies")


async def test_where_not_all_fits_the_nearest_is_offered(ana: Person) -> None:
    await ana.send("Diego Jiménez")
    assert ana.last is not None
    assert ana.last.text.startswith("Búsqueda\nNada coincide con todas estas palabras. Esto es lo más cercano:")
    assert ana.last.labels[:3] == ["👤 David Jimenez", "👤 Diego Lopez", "📄 Reportes"]


async def test_words_of_two_names_of_an_organization_open_it_and_not_a_member(grace: Person) -> None:
    await grace.send("american embassy")
    assert grace.last is not None
    assert grace.last.text.startswith("Embassy of USA in Mexico\n1 member")


async def test_a_section_that_comes_nearest_is_offered_once(ana: Person) -> None:
    await ana.send("reporte sobre semiconductores")
    assert ana.last is not None
    assert ana.last.labels[0] == "📄 Reportes"
    assert [label for label in ana.last.labels if "Reportes" in label] == ["📄 Reportes"]
    assert "👥 Grupo de Trabajo" in ana.last.labels


@pytest.mark.parametrize("text", ["pizza", "a" * 4096, "a " * 2000 + "pizza"])
async def test_where_nothing_fits_the_menu_is_offered(grace: Person, text: str) -> None:
    await grace.send(text)
    assert grace.last is not None
    assert grace.last.text == "Search\n\nNothing was found for these words. Perhaps it is on this menu:"
    assert grace.last.labels[0] == "📄 Reports"


@pytest.mark.parametrize("text", ["Hello!", "Hola, buenas tardes"])
async def test_a_greeting_is_returned(grace: Person, text: str) -> None:
    await grace.send(text)
    assert grace.last is not None
    assert grace.last.text.startswith("Ally-Shoring\n\n👋 Welcome!")


async def test_search_without_words_says_how(ana: Person) -> None:
    for ask in ("/search", "/search@AllyShoringBot"):
        await ana.send(ask)
        assert ana.last is not None
        assert ana.last.text.startswith("Búsqueda\n\nBasta con enviar un nombre")


async def test_the_words_for_a_section_open_it(ana: Person) -> None:
    await ana.send("privacidad")
    assert ana.last is not None
    assert ana.last.text.startswith("Privacidad")
