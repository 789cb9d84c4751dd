"""/about, /reports, /enablers: the page of the foundation, section by section."""

from bot.simulator import Person
from bot.store import Chats

PAGE = "https://usmexicofoundation.org/allyshoring"


async def test_about_shows_the_overview_and_the_headline_and_leads_to_the_page(grace: Person) -> None:
    await grace.send("/about")
    assert grace.last is not None
    assert "An ally-shoring framework further supports and enhances the goals of the USMCA." in grace.last.text
    assert "Building a Stronger North America: The Role of Ally-Shoring" in grace.last.text
    assert await grace.press("View on the foundation's page") == PAGE


async def test_reports_are_listed_newest_first(grace: Person) -> None:
    await grace.send("/reports")
    assert grace.last is not None
    assert grace.last.labels[:3] == ["3 · Near-shoring", "2 · Workforce", "1 · Mexico: case and path"]


async def test_a_report_shows_title_number_month_authors_and_summary(grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("1 · Mexico: case and path")
    assert grace.last is not None
    title, facts, summary = grace.last.text.split("\n\n")
    assert title == "The Case and Path of Development for Ally-Shoring: Mexico"
    assert facts == "Report 1 · March 2021 · Elaine Dezenski and John Austin"
    assert summary.startswith("In our first report, entitled")
    assert await grace.press("View on the foundation's page") == PAGE


async def test_a_spanish_screen_keeps_the_published_title_and_renders_it_below(ana: Person) -> None:
    await ana.send("/reports")
    await ana.press("1 · México: argumentos y ruta")
    assert ana.last is not None
    title, facts, _ = ana.last.text.split("\n\n")
    assert title == (
        "The Case and Path of Development for Ally-Shoring: Mexico\n"
        "Argumentos y ruta de desarrollo para el ally-shoring: México"
    )
    assert facts == "Reporte 1 · marzo de 2021 · Elaine Dezenski y John Austin"


async def test_a_report_of_which_nothing_more_is_known_says_nothing_more(grace: Person) -> None:
    await grace.send("/reports")
    await grace.press("2 · Workforce")
    assert grace.last is not None
    assert grace.last.text.split("\n\n")[1] == "Report 2"


async def test_next_and_previous_lead_through_the_reports_and_end_at_their_ends(grace: Person, chats: Chats) -> None:
    await chats.offer(grace.id, "private")
    await grace.send("/reports")
    await grace.press("3 · Near-shoring")
    assert grace.last is not None
    assert "← Previous" not in grace.last.labels
    await grace.press("Next →")
    await grace.press("Next →")
    assert grace.last.text.startswith("The Case and Path")
    assert "Next →" not in grace.last.labels
    await grace.press("← Previous")
    assert grace.last.text.startswith("Ally Shoring and the Workforce")


async def test_each_of_the_six_enablers_opens(grace: Person) -> None:
    await grace.send("/enablers")
    assert grace.last is not None
    enablers = grace.last.labels[:6]
    assert enablers == [
        "Industrial Real Estate",
        "Clean Energies",
        "Logistics",
        "Access to Capital",
        "Talent",
        "Artificial Intelligence",
    ]
    for place, enabler in enumerate(enablers, start=1):
        await grace.press(enabler)
        assert grace.last.text.startswith(f"{enabler}\n\n")
        assert grace.last.text.endswith(f"Enabler {place} of 6")
        await grace.press("‹ Back")


async def test_next_leads_through_the_enablers(ana: Person) -> None:
    await ana.send("/enablers")
    await ana.press("Talento")
    await ana.press("Siguiente →")
    assert ana.last is not None
    assert ana.last.text.startswith("Inteligencia artificial (IA)\n\n")
    assert "Siguiente →" not in ana.last.labels


async def test_no_link_preview_pushes_the_text_away(grace: Person) -> None:
    await grace.send("/taskforce")
    assert grace.last is not None
    assert grace.last.link_preview_disabled
