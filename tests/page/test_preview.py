"""The preview in a real browser."""

from pathlib import Path

from playwright.async_api import Browser, expect

from bot.core.edition import Edition
from bot.preview import write


async def test_it_opens_on_a_screen_by_its_place_and_finds_words_without_accents(
    browser: Browser, edition: Edition, tmp_path: Path
) -> None:
    file = tmp_path / "preview.html"
    file.write_text(write(edition), encoding="utf-8")
    page = await browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    await page.goto(f"{file.as_uri()}#report/workforce")
    await expect(page.locator("nav a[aria-current]")).to_have_text("report/workforce")
    await expect(page.locator("[id='report/workforce'] h2")).to_be_in_viewport()
    await page.get_by_label("Find a place or a word").fill("konigue")
    await expect(page.locator("[id='member/enrique-konigue']")).to_be_visible()
    await expect(page.locator("[id='report/workforce']")).to_be_hidden()
    await page.locator("[id='member/enrique-konigue'] article").first.get_by_role("link", name="Jana Nieto").click()
    await expect(page.locator("[id='member/jana-nieto']")).to_be_in_viewport()
    await page.get_by_label("Languages shown").select_option("es")
    await expect(page.locator("[id='member/jana-nieto'] article:visible")).to_have_count(1)
    assert complaints == []
