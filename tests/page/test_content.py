"""The content board says what is wrong with the content; the open phones follow what is right."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page.conftest import Home, last, phone, write

Edit = Callable[[str, str], None]


@pytest.fixture
def edit(home: Home) -> Edit:
    """Save a change in overview.yaml."""
    file: Path = home.content / "overview.yaml"

    def save(old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return save


async def test_a_saved_change_redraws_the_open_phones_and_is_said(home: Home, edit: Edit) -> None:
    page = await home.open()
    for name, words in (("Grace", "Building a Stronger"), ("Ana", "Construir una América del Norte")):
        await phone(page, name).get_by_test_id("start").click()
        await write(phone(page, name), "/about")
        await expect(last(phone(page, name))).to_contain_text(words)
    edit("Building a Stronger", "Making a Stronger")
    await expect(last(phone(page, "Grace"))).to_contain_text("Making a Stronger")
    await expect(page.get_by_test_id("note")).to_contain_text("Content taken over at")
    await expect(last(phone(page, "Ana")).locator(".edited")).to_have_count(0)


async def test_a_broken_file_is_shown_with_its_place_its_line_and_the_way_out_until_it_is_mended(
    home: Home, edit: Edit
) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await write(grace, "/about")
    await expect(last(grace)).to_contain_text("Building a Stronger")
    edit("    es: Ally-Shoring\n", "")
    board = page.get_by_test_id("board")
    await expect(board).to_contain_text("1 fault in the content")
    fault = board.get_by_test_id("fault")
    await expect(fault).to_contain_text("content/overview.yaml:5:3")
    await expect(fault).to_contain_text("overview.title.es: has no translation; add es: … below it")
    await expect(fault.get_by_test_id("source")).to_contain_text("  title:")
    await expect(fault.locator("mark")).to_have_text("title:")
    await write(grace, "/about")
    await expect(grace.get_by_test_id("message")).to_have_count(6)
    await expect(last(grace)).to_contain_text("Building a Stronger")
    edit("    en: Ally-Shoring\n", "    en: Ally-Shoring\n    es: Ally-Shoring\n")
    await expect(board).to_be_hidden()
    await expect(page.get_by_test_id("note")).to_contain_text("Content taken over at")


async def test_a_page_that_is_opened_later_shows_the_fault_in_its_own_language(home: Home, edit: Edit) -> None:
    first = await home.open()
    edit("    es: Ally-Shoring\n", "")
    await expect(first.get_by_test_id("board")).to_be_visible()
    later = await home.open(locale="es-MX", wide=False)
    await expect(later.get_by_test_id("board")).to_contain_text("1 error en el contenido")
    await expect(later.get_by_test_id("fault")).to_contain_text("content/overview.yaml:5:3")


async def test_the_details_fold_away_and_the_phones_stay_usable(home: Home, edit: Edit) -> None:
    page = await home.open(wide=False)
    edit("    es: Ally-Shoring\n", "")
    await page.get_by_test_id("fold-board").click()
    await expect(page.get_by_test_id("fault")).to_be_hidden()
    await expect(page.get_by_test_id("fold-board")).to_have_attribute("aria-expanded", "false")
    await phone(page, "Grace").get_by_test_id("start").click()
    await expect(last(phone(page, "Grace"))).to_contain_text("Welcome!")
