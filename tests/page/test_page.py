"""A chat with the bot on the page: by tap and by keyboard, narrow and wide, light and dark, in both languages."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.commands import COMMANDS
from tests.page.conftest import Home, Scheme, button, last, phone, write

WAYS = {
    "Grace": ("Start", ["Task force", "3M (3)", "Jana Nieto"], "As listed by the foundation", "Español"),
    "Ana": ("Iniciar", ["Grupo de Trabajo", "3M (3)", "Jana Nieto"], "Según la lista de la fundación", "English"),
}


async def fits(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways to be read."""
    fitting: bool = await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return fitting


@pytest.mark.parametrize("name", ["Grace", "Ana"])
@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_member_is_reached_from_start_by_taps(home: Home, scheme: Scheme, wide: bool, name: str) -> None:
    start, labels, words, _ = WAYS[name]
    page = await home.open(wide=wide, scheme=scheme)
    if not wide:
        await page.get_by_test_id("tab").filter(has_text=name).click()
    theirs = phone(page, name)
    await expect(theirs.get_by_test_id("start")).to_have_text(start)
    await theirs.get_by_test_id("start").click()
    for label in labels:
        await button(theirs, label).click()
    await expect(last(theirs)).to_contain_text(words)
    assert await fits(page)


@pytest.mark.parametrize("name", ["Grace", "Ana"])
@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
async def test_a_member_is_reached_by_keyboard_alone(home: Home, wide: bool, name: str) -> None:
    start, labels, words, _ = WAYS[name]
    page = await home.open(wide=wide)
    if not wide:
        await tab_to(page, name)
        await page.keyboard.press("Enter")
    await tab_to(page, start, inside=name)
    await page.keyboard.press("Enter")
    theirs = phone(page, name)
    for label in labels:
        await expect(button(theirs, label)).to_be_visible()
        await tab_to(page, label, inside=name)
        await page.keyboard.press("Enter")
    await expect(last(theirs)).to_contain_text(words)


async def tab_to(page: Page, label: str, *, inside: str = "") -> None:
    """Press Tab until what has the focus bears this label, on somebody's phone where one is named."""
    focused = "(document.activeElement.ariaLabel ?? document.activeElement.textContent)"
    place = "document.activeElement.closest('[data-testid=phone]')?.ariaLabel ?? ''"
    for _ in range(80):
        await page.keyboard.press("Tab")
        if label in await page.evaluate(focused) and inside in await page.evaluate(place):
            return
    raise AssertionError(f"Tab does not lead to {label!r}")


@pytest.mark.parametrize("name", ["Grace", "Ana"])
async def test_the_globe_switches_the_language_in_place_with_a_word(home: Home, name: str) -> None:
    _, _, _, other = WAYS[name]
    reports = {"Español": ("Reportes de Ally-Shoring", "español"), "English": ("Ally-Shoring Reports", "English")}
    page = await home.open()
    theirs = phone(page, name)
    await theirs.get_by_test_id("start").click()
    await button(theirs, "📄").click()
    await button(theirs, "🌐").click()
    await expect(last(theirs)).to_contain_text(reports[other][0])
    await expect(theirs.get_by_test_id("toast")).to_contain_text(reports[other][1])
    await expect(theirs.get_by_test_id("message")).to_have_count(2)
    await expect(last(theirs).locator(".edited")).to_have_text({"Grace": "edited", "Ana": "editado"}[name])


async def test_a_phone_whose_telegram_changes_its_language_follows_and_the_other_stays(home: Home) -> None:
    page = await home.open()
    grace, ana = phone(page, "Grace"), phone(page, "Ana")
    await grace.get_by_test_id("settings").click()
    await grace.get_by_test_id("language").select_option("es-419")
    await expect(grace).to_have_attribute("lang", "es")
    await page.keyboard.press("Escape")
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Idioma: español.")
    await ana.get_by_test_id("settings").click()
    await ana.get_by_test_id("language").select_option("en")
    await page.keyboard.press("Escape")
    await ana.get_by_test_id("start").click()
    await expect(last(ana)).to_contain_text("Language: English.")
    await expect(last(grace)).to_contain_text("Idioma: español.")


async def test_an_empty_chat_says_what_the_bot_can_do_in_the_language_of_each_phone(home: Home) -> None:
    page = await home.open()
    for name, words in (("Grace", "The U.S.-Mexico Foundation's"), ("Ana", "La iniciativa Ally-Shoring")):
        await expect(phone(page, name).get_by_test_id("description")).to_contain_text(words)


async def test_the_page_around_the_phones_speaks_the_language_of_the_browser(home: Home) -> None:
    page = await home.open(locale="es-MX")
    await expect(page.get_by_test_id("restart")).to_have_text("Reiniciar el bot")
    assert await page.title() == "Ally-Shoring · Simulador de Telegram"
    assert await page.evaluate("document.documentElement.lang") == "es"
    await expect(phone(page, "Grace").get_by_test_id("start")).to_have_text("Start")


async def test_a_slash_offers_the_commands_and_arrows_walk_them(home: Home) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Welcome!")
    await grace.get_by_test_id("composer").press_sequentially("/")
    await expect(grace.get_by_test_id("command")).to_have_count(len(COMMANDS))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    second = grace.get_by_test_id("command").nth(1)
    await expect(second).to_have_attribute("aria-selected", "true")
    command = await second.get_attribute("data-command")
    await page.keyboard.press("Enter")
    await expect(grace.get_by_test_id("message").nth(2)).to_contain_text(f"/{command}")
    await expect(grace.get_by_test_id("commands")).to_be_hidden()


async def test_the_menu_button_lists_the_commands_in_the_language_of_the_phone(home: Home) -> None:
    page = await home.open()
    ana = phone(page, "Ana")
    await ana.get_by_test_id("start").click()
    await ana.get_by_test_id("menu").click()
    await ana.get_by_test_id("command").filter(has_text="/reports").click()
    await expect(last(ana)).to_contain_text("Reportes de Ally-Shoring")


async def test_what_a_person_types_is_shown_as_it_is(home: Home) -> None:
    page = await home.open(wide=False)
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Welcome!")
    await write(grace, "<b>hello</b> & goodbye")
    await expect(grace.get_by_test_id("message").nth(2)).to_contain_text("<b>hello</b> & goodbye")
    await expect(last(grace)).to_contain_text("Nothing was found for these words.")


async def test_a_blocked_bot_is_unblocked_with_one_tap(home: Home) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await grace.get_by_test_id("settings").click()
    await grace.get_by_test_id("block").click()
    await expect(grace.get_by_test_id("composer")).to_be_hidden()
    await grace.get_by_test_id("unblock").click()
    await expect(grace.get_by_test_id("messages")).to_be_focused()
    await write(grace, "/reports")
    await expect(last(grace)).to_contain_text("Ally-Shoring Reports")


async def test_a_chat_is_started_over(home: Home) -> None:
    page = await home.open()
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Welcome!")
    await grace.get_by_test_id("settings").click()
    await grace.get_by_test_id("startover").click()
    await expect(grace.get_by_test_id("start")).to_be_visible()
    await expect(grace.get_by_test_id("message")).to_have_count(0)


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (768, 1024), (1024, 768), (844, 390)])
async def test_nothing_has_to_be_scrolled_sideways(home: Home, size: tuple[int, int]) -> None:
    page = await home.open(size=size)
    grace = phone(page, "Grace")
    await grace.get_by_test_id("start").click()
    await button(grace, "Task force").click()
    await expect(button(grace, "3M (3)")).to_be_visible()
    assert await fits(page)
    outside = await grace.locator("[data-testid=button], [data-testid=message]").evaluate_all(
        "nodes => nodes.filter(node => node.getBoundingClientRect().right > innerWidth).length"
    )
    assert outside == 0


async def test_every_control_has_a_name(home: Home) -> None:
    page = await home.open()
    await phone(page, "Grace").get_by_test_id("start").click()
    await expect(last(phone(page, "Grace"))).to_contain_text("Welcome!")
    snapshot = await page.locator("body").aria_snapshot()
    assert (
        re.findall(r"- (?:button|textbox|combobox|link|checkbox|listbox)(?: \[.*\])?:?$", snapshot, re.MULTILINE) == []
    )
