"""The page: a chat with the bot, by tap and by keyboard, narrow and wide, in both languages."""

import pytest
from playwright.async_api import Locator, Page, expect


def button(page: Page, label: str) -> Locator:
    """Find a button under the last message of the bot."""
    return page.get_by_test_id("message").last.get_by_test_id("button").filter(has_text=label)


def last(page: Page) -> Locator:
    """Find the last message."""
    return page.get_by_test_id("message").last


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_member_is_reached_from_start_by_taps(page: Page, width: int, scheme: str) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.get_by_test_id("start").click()
    await button(page, "Task force").click()
    await button(page, "3M (3)").click()
    await button(page, "Jana Nieto").click()
    await expect(last(page)).to_contain_text("As listed by the foundation")
    overflow = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert overflow is False


async def test_a_member_is_reached_by_keyboard_alone(page: Page) -> None:
    await page.get_by_test_id("start").focus()
    await page.keyboard.press("Enter")
    for label in ("Task force", "3M (3)", "Jana Nieto"):
        await button(page, label).focus()
        await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Also from 3M:")


async def test_an_empty_chat_says_what_the_bot_can_do(page: Page) -> None:
    await expect(page.get_by_test_id("description")).to_contain_text(
        "The U.S.-Mexico Foundation's Ally-Shoring initiative"
    )


async def test_the_globe_switches_the_language_in_place_with_a_word(page: Page) -> None:
    await page.get_by_test_id("start").click()
    await button(page, "Reports").click()
    await button(page, "🌐").click()
    await expect(last(page)).to_contain_text("Reportes de Ally-Shoring")
    await expect(page.get_by_test_id("toast")).to_contain_text("Este chat ahora está en español.")
    assert await page.get_by_test_id("message").count() == 2


async def test_whoever_has_telegram_in_spanish_gets_the_page_and_the_bot_in_spanish(page: Page) -> None:
    await page.get_by_test_id("settings").click()
    await page.get_by_test_id("language").select_option("es-MX")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("start")).to_have_text("Iniciar")
    await page.get_by_test_id("start").click()
    await expect(last(page)).to_contain_text("Idioma: español.")
    assert await page.evaluate("document.documentElement.lang") == "es"


async def test_a_slash_opens_the_menu_of_commands(page: Page) -> None:
    await page.get_by_test_id("start").click()
    await page.get_by_test_id("composer").fill("/rep")
    await expect(page.get_by_test_id("command")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Ally-Shoring Reports")


async def test_what_a_person_types_is_shown_as_it_is(page: Page) -> None:
    await page.get_by_test_id("start").click()
    await page.get_by_test_id("composer").fill("<b>hello</b> & goodbye")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message").nth(2)).to_contain_text("<b>hello</b> & goodbye")
    await expect(last(page)).to_contain_text("Sorry, that message was not recognized.")
