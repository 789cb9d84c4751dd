"""/taskforce: organizations, people, pages and the way back."""

from bot.simulator import Person


async def test_organizations_come_first_with_their_counts_and_those_without_one_last(grace: Person) -> None:
    await grace.send("/taskforce")
    assert grace.last is not None
    assert grace.last.text.startswith(
        "USMF Ally-Shoring Task Force\n38 members · 27 organizations\nAs listed by the foundation"
    )
    assert grace.last.labels[:3] == ["3M (3)", "American Tower (1)", "Arca (2)"]
    await grace.press("4")
    assert grace.last.labels[3:5] == ["Federico Talavera", "Jesus Silva Elizalde"]


async def test_a_button_switches_to_the_names_and_back(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("⇅ By name")
    assert grace.last is not None
    assert grace.last.labels[:2] == ["Alejandra Méndez Salorio", "Alejandra Plaschinski Avila"]
    await grace.press("⇅ By organization")
    assert grace.last.labels[0] == "3M (3)"


async def test_thirty_eight_names_take_five_numbered_pages(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("⇅ By name")
    assert grace.last is not None
    assert [row[0].text for row in grace.last.buttons if len(row) == 5] == ["· 1 ·"]
    await grace.press("5")
    assert [row[0].text for row in grace.last.buttons if len(row) == 1][:-1] == [
        "Priscila Zozaya",
        "Rodrigo Contreras",
        "Rodrigo Escalante",
        "Rogelio Arzate",
        "Sarah Mathur",
        "Sergio Tagliapietra",
    ]


async def test_a_card_shows_name_organization_source_and_colleagues(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("3M (3)")
    assert grace.last is not None
    assert grace.last.text == "3M\n3 members\n\nAs listed by the foundation"
    await grace.press("Jana Nieto")
    assert grace.last.text == "Jana Nieto\n3M\n\nAs listed by the foundation\n\nAlso from 3M:"
    assert grace.last.labels[:2] == ["Enrique Königue", "Fernanda Guarro"]
    links = [entity["url"] for entity in grace.last.entities if entity["type"] == "text_link"]
    assert links == ["https://usmexicofoundation.org/allyshoring"]


async def test_one_member_is_counted_in_the_singular(ana: Person) -> None:
    await ana.send("/taskforce")
    await ana.press("Cemex (1)")
    assert ana.last is not None
    assert ana.last.text == "Cemex\n1 integrante\n\nSegún la lista de la fundación"


async def test_a_person_without_an_organization_has_a_card_without_one(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("4")
    await grace.press("Federico Talavera")
    assert grace.last is not None
    assert grace.last.text == "Federico Talavera\n\nAs listed by the foundation"


async def test_back_leads_step_by_step_to_where_the_person_came_from(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("4")
    assert grace.last is not None
    page = grace.last.text, grace.last.labels
    await grace.press("Traxion Global (3)")
    organization = grace.last.text
    await grace.press("Edmundo Barragan")
    person = grace.last.text
    await grace.press("Enrique Llaca")
    await grace.press("‹ Back")
    assert grace.last.text == person
    await grace.press("‹ Back")
    assert grace.last.text == organization
    await grace.press("‹ Back")
    assert (grace.last.text, grace.last.labels) == page


async def test_back_keeps_the_ordering_and_the_page(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("⇅ By name")
    await grace.press("3")
    assert grace.last is not None
    page = grace.last.text
    await grace.press("Jana Nieto")
    await grace.press("‹ Back")
    assert grace.last.text == page
    assert "· 3 ·" in grace.last.labels


async def test_the_page_that_is_already_shown_can_be_tapped_without_harm(grace: Person) -> None:
    await grace.send("/taskforce")
    await grace.press("· 1 ·")
    assert grace.last is not None
    assert grace.last.labels[0] == "3M (3)"
