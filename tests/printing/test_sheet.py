"""Sheets, printed by a real browser: pages, sizes in millimetres, codes, and names that find room."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from bot.core import fields
from bot.core.edition import Edition
from bot.core.printed import printed
from bot.core.sections import SECTIONS
from bot.printing.paper import PAPERS, Paper
from bot.printing.sheet import Printing, sheet
from tests.core.editions import Files, Writer, each, files, longest, written
from tests.decoding import read_all

PIXELS = 96 / 25.4
"""A millimetre in a browser."""
A4, LETTER = PAPERS
OVERFULL = """() => [...document.querySelectorAll(".label, .words, .leaf > header, h1, .leaf > footer")]
    .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.className || box.tagName}: ${box.innerText}`)"""


async def opened(browser: Browser, text: str) -> Page:
    """Open a sheet as it is printed; whatever the browser complains of fails the test."""
    page = await browser.new_page(viewport={"width": 900, "height": 1200}, device_scale_factor=2)
    page.on("console", lambda message: pytest.fail(message.text))
    await page.emulate_media(media="print")
    await page.set_content(text)
    return page


async def box(page: Page, selector: str) -> dict[str, float]:
    """Give the place and size of an element on its page, in millimetres."""
    found = await page.locator(selector).first.bounding_box()
    assert found is not None
    return {name: round(length / PIXELS, 1) for name, length in dict(found).items()}  # type: ignore[operator]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
async def test_on_paper_there_are_as_many_pages_as_it_says_in_the_size_of_the_paper(
    printing: Printing, browser: Browser, paper: Paper
) -> None:
    page = await opened(browser, sheet(printing, paper))
    pdf = await page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)) for width, height in sizes} == {
        (round(paper.width), round(paper.height))
    }
    count = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert count == await page.locator(".leaf").count() == 1 + 1 + 1 + 4 + 3
    assert await page.locator(".page").last.inner_text() == f"Page {count} of {count} · Página {count} de {count}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
async def test_every_code_can_be_read_off_the_sheet_in_its_order(
    printing: Printing, browser: Browser, paper: Paper
) -> None:
    page = await opened(browser, sheet(printing, paper))
    said = [address for leaf in await page.locator(".leaf").all() for address in read_all(await leaf.screenshot())]
    assert said == [printing.address(place) for place in printing.places]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
async def test_labels_and_the_line_to_measure_by_have_their_size_and_stand_in_the_middle(
    printing: Printing, browser: Browser, paper: Paper
) -> None:
    page = await opened(browser, sheet(printing, paper))
    assert (await box(page, ".ruler"))["width"] == 50
    assert await box(page, ".label") == {
        "x": pytest.approx((paper.width - 180) / 2, abs=0.1),
        "y": pytest.approx((paper.height - 240) / 2, abs=0.1),
        "width": 60,
        "height": 60,
    }
    marks = await box(page, ".marks path")
    assert marks["x"] == pytest.approx(paper.left - 6.5, abs=0.5)
    assert marks["width"] == pytest.approx(180 + 2 * 6.5, abs=1)


async def test_twelve_labels_stand_on_a_page_and_each_kind_begins_on_a_new_one(
    printing: Printing, browser: Browser
) -> None:
    page = await opened(browser, sheet(printing, A4))
    pages = [
        (await leaf.locator("h1").inner_text(), await leaf.locator(".label").count())
        for leaf in await page.locator(".leaf").all()
    ]
    assert pages == [
        ("Sections · Secciones", 2 + len(SECTIONS)),
        ("Reports · Reportes", 3),
        ("Enablers · Habilitadores", 6),
        *[("Members · Integrantes", 12)] * 3,
        ("Members · Integrantes", 2),
        *[("Organizations · Organizaciones", 12)] * 2,
        ("Organizations · Organizaciones", 3),
    ]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (None, ["Workforce\nFuerza laboral\nReport 2 · Reporte 2", "Siemens\nOrganization · Organización"]),
        ("es", ["Fuerza laboral\nReporte 2", "Siemens\nOrganización"]),
    ],
)
async def test_under_a_code_stand_its_names_and_what_it_is(
    edition: Edition, browser: Browser, locale: str | None, words: list[str]
) -> None:
    places = [place for place in printed(edition) if place.parameter() in ("report_workforce", "organization_siemens")]
    page = await opened(browser, sheet(Printing(edition, places, "SomeBot", locale), A4))
    written = [re.sub(r"\n+", "\n", text) for text in await page.locator(".words").all_inner_texts()]
    assert written == words


async def test_whose_somebody_is_stands_under_the_name(printing: Printing, browser: Browser) -> None:
    page = await opened(browser, sheet(printing, A4))
    written = [re.sub(r"\n+", "\n", text) for text in await page.locator(".words").all_inner_texts()]
    assert "Jana Nieto\n3M" in written
    assert "Federico Talavera\nMember of the task force\nIntegrante del Grupo de Trabajo" in written


def wide(limit: int) -> str:
    """Write as much as is allowed in wide letters, with signs that have to be escaped."""
    return ("WÑ & WWWWWWW ÁÉ " * limit)[: limit - 1] + "W"


def named(text: Writer) -> Files:
    """Give content in which all names have this text."""
    content = files(13, 13, longest)
    task_force = content["taskforce.yaml"]
    for item in (*task_force["members"], *task_force["organizations"]):
        item["name"] = text(fields.NAME_UNITS)
    for section in ("reports", "enablers", "taskforce"):
        content[f"{section}.yaml"]["title"] = each(text(fields.LINE_UNITS))
    for item in (*content["reports.yaml"]["reports"], *content["enablers.yaml"]["enablers"]):
        item["label" if "label" in item else "title"] = each(text(fields.LABEL_UNITS))
    return content


@pytest.mark.parametrize("text", [longest, wide])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
async def test_the_longest_names_that_there_may_be_find_room(
    browser: Browser, tmp_path: Path, paper: Paper, text: Writer
) -> None:
    edition = written(tmp_path, named(text))
    page = await opened(browser, sheet(Printing(edition, printed(edition), "B" * 32), paper))
    assert await page.evaluate(OVERFULL) == []


async def test_nothing_shipped_is_cut_off(printing: Printing, browser: Browser) -> None:
    for paper in PAPERS:
        page = await opened(browser, sheet(printing, paper))
        assert await page.evaluate(OVERFULL) == []


async def test_on_a_screen_it_says_how_it_is_to_be_printed_and_on_paper_it_does_not(
    printing: Printing, browser: Browser
) -> None:
    page = await opened(browser, sheet(printing, LETTER))
    hint = page.get_by_text("Imprimir al 100 %, sin")
    assert not await hint.is_visible()
    await page.emulate_media(media="screen")
    assert await hint.is_visible()
