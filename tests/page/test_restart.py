"""The bot is restarted while the page is open, and so is everything."""

import re

from playwright.async_api import expect

from tests.page.conftest import Home, button, last, phone, write


async def test_a_chat_goes_on_after_a_restart_where_it_was(home: Home) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await button(grace, "Task force").click()
    await expect(button(grace, "3M (3)")).to_be_visible()
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("note")).to_contain_text("The bot is back.")
    await expect(grace.get_by_test_id("message")).to_have_count(2)
    await button(grace, "3M (3)").click()
    await button(grace, "Jana Nieto").click()
    await expect(last(grace)).to_contain_text("As listed by the foundation")


async def test_what_is_sent_while_the_bot_is_away_waits_with_one_check_and_is_answered_when_it_is_back(
    home: Home,
) -> None:
    page = await home.open()
    ana = phone(page, "Ana")
    await ana.get_by_test_id("start").click()
    await expect(last(ana)).to_contain_text("Idioma: español.")
    file = home.content / "overview.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("    es: Ally-Shoring\n", "", 1), encoding="utf-8")
    await expect(page.get_by_test_id("board")).to_contain_text("Nothing was taken over")
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("board")).to_contain_text("the bot cannot start")
    await write(ana, "/reports")
    await expect(last(ana)).to_contain_text("/reports")
    await expect(last(ana).locator("[data-sign]")).to_have_attribute("data-sign", "sent")
    file.write_text(whole, encoding="utf-8")
    await expect(page.get_by_test_id("board")).to_be_hidden()
    await expect(last(ana)).to_contain_text("Reportes de Ally-Shoring")
    await expect(ana.get_by_test_id("message").nth(2).locator("[data-sign]")).to_have_attribute("data-sign", "check")


async def test_the_page_finds_back_by_itself_when_everything_was_restarted(home: Home) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Welcome!")
    await home.stop()
    await expect(grace).to_contain_text("Connecting…")
    await home.start()
    await expect(grace).not_to_contain_text("Connecting…")
    await phone(page, "Ana").get_by_test_id("start").click()
    await expect(last(phone(page, "Ana"))).to_contain_text("Idioma: español.")
    unexpected = [words for words in home.complaints if not re.search("WebSocket connection .* failed", words)]
    assert unexpected == []
    home.complaints.clear()
