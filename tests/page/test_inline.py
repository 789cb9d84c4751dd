"""Inline mode and links for groups: what the bot offers where its name is typed, and what is sent of it."""

from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.page.conftest import Home, button, last, phone, write

GRACE = 1000


@pytest_asyncio.fixture(loop_scope="session")
async def page(home: Home) -> Page:
    """A page on which Grace has begun a chat."""
    page = await home.open()
    await phone(page, "Grace").get_by_test_id("start").click()
    await expect(last(phone(page, "Grace"))).to_contain_text("Welcome!")
    return page


@pytest.fixture
def grace(page: Page) -> Locator:
    return phone(page, "Grace")


async def type_in(phone: Locator, text: str) -> Locator:
    """Type into the composer, and give what is offered there."""
    await phone.get_by_test_id("composer").click()
    await phone.get_by_test_id("composer").fill(text)
    await expect(phone.get_by_test_id("offer").first).to_be_visible()
    return phone.get_by_test_id("offer")


async def found_group(page: Page, title: str) -> None:
    """Make a group of everybody, which opens on the phones."""
    await page.get_by_test_id("new-group").click()
    await page.get_by_test_id("group-title").fill(title)
    await page.keyboard.press("Enter")
    await expect(phone(page, "Grace").get_by_role("heading")).to_have_text(title)


async def send_button(home: Home, **action: Any) -> None:
    """Let the bot send Grace a button."""
    keyboard = {"inline_keyboard": [[{"text": "Tap", **action}]]}
    await home.call("sendMessage", chat_id=GRACE, text="Look", reply_markup=keyboard)


async def test_the_bots_name_alone_offers_the_reports_and_the_sections(grace: Locator) -> None:
    offers = await type_in(grace, "@AllyShoringBot ")
    await expect(offers).to_have_count(7)
    await expect(grace.get_by_role("listbox", name="What the bot offers")).to_be_visible()
    await expect(grace.get_by_role("option", name="Task Force")).to_be_visible()


async def test_each_phone_is_offered_cards_in_its_language(page: Page, grace: Locator) -> None:
    ana = phone(page, "Ana")
    await ana.get_by_test_id("start").click()
    await expect(last(ana)).to_contain_text("Ally-Shoring")
    await type_in(grace, "@allyshoringbot siemens")
    await type_in(ana, "@AllyShoringBot siemens")
    await expect(grace.get_by_test_id("offers-above")).to_have_text("Open the bot")
    await expect(ana.get_by_test_id("offers-above")).to_have_text("Abrir el bot")


async def test_a_tapped_offer_is_sent_via_the_bot_with_a_button_that_opens_it_there(grace: Locator) -> None:
    offers = await type_in(grace, "@AllyShoringBot jana nieto")
    await offers.first.click()
    await expect(last(grace)).to_contain_text("Jana Nieto")
    await expect(last(grace)).to_have_attribute("data-out", "true")
    await expect(last(grace).get_by_test_id("via")).to_have_text("via @AllyShoringBot")
    await expect(grace.get_by_test_id("composer")).to_have_value("")
    await expect(grace.get_by_test_id("inline")).to_be_hidden()
    await button(grace, "Open in the bot").click()
    await grace.get_by_test_id("start").click()
    await expect(last(grace)).to_contain_text("Jana Nieto")
    await expect(button(grace, "Share")).to_be_visible()


async def test_offers_are_walked_chosen_and_put_away_by_keyboard(page: Page, grace: Locator) -> None:
    field = grace.get_by_test_id("composer")
    offers = await type_in(grace, "@AllyShoringBot ")
    await field.press("ArrowDown")
    await field.press("ArrowDown")
    await expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    await expect(field).to_have_attribute("aria-activedescendant", await offers.nth(1).get_attribute("id") or "")
    title = await offers.nth(1).locator("b").inner_text()
    await field.press("Escape")
    await expect(grace.get_by_test_id("inline")).to_be_hidden()
    await expect(field).to_have_value("@AllyShoringBot ")
    offers = await type_in(grace, f"@AllyShoringBot {title}")
    await field.press("ArrowUp")
    await expect(offers.last).to_have_attribute("aria-selected", "true")
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(last(grace).get_by_test_id("via")).to_be_visible()
    await expect(field).to_be_focused()


async def test_the_button_above_is_reached_by_keyboard_and_opens_the_bot_at_what_was_typed(
    page: Page, grace: Locator
) -> None:
    await found_group(page, "Planning")
    await type_in(grace, "@AllyShoringBot siemens")
    for _ in range(4):
        await page.keyboard.press("Shift+Tab")
        if await grace.get_by_test_id("offers-above").evaluate("node => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await expect(grace.get_by_role("heading")).to_have_text("Ally-Shoring")
    await grace.get_by_test_id("start").press("Enter")
    await expect(last(grace)).to_contain_text("Siemens")


async def test_escape_on_the_button_above_leads_back_to_where_one_writes(page: Page, grace: Locator) -> None:
    await type_in(grace, "@AllyShoringBot siemens")
    await grace.get_by_test_id("offers-above").focus()
    await page.keyboard.press("Escape")
    await expect(grace.get_by_test_id("inline")).to_be_hidden()
    await expect(grace.get_by_test_id("composer")).to_be_focused()


async def test_more_is_offered_as_one_scrolls(home: Home, page: Page, grace: Locator) -> None:
    with (home.content / "taskforce.yaml").open("a", encoding="utf-8") as file:
        for number in range(45):
            file.write(f"  - id: zoe-{number}\n    name: Zoe Quintanilla {number}\n    organization: 3m\n")
    await expect(page.get_by_test_id("note")).to_contain_text("Content taken over at")
    offers = await type_in(grace, "@AllyShoringBot quintanilla")
    for count in (20, 40, 45):
        await expect(offers).to_have_count(count)
        await offers.last.scroll_into_view_if_needed()
    titles = await offers.locator("b").all_inner_texts()
    assert len(set(titles)) == 45


async def test_where_nothing_fits_that_is_said_and_what_was_typed_can_still_be_sent(grace: Locator) -> None:
    await grace.get_by_test_id("composer").fill("@AllyShoringBot xqzwv")
    await expect(grace.get_by_text("The bot offers nothing for this")).to_be_visible()
    await grace.get_by_test_id("composer").press("Enter")
    await expect(grace.get_by_text("@AllyShoringBot xqzwv")).to_be_visible()


async def test_a_card_is_sent_into_a_group_and_others_see_via_which_bot(page: Page, grace: Locator) -> None:
    await found_group(page, "Planning")
    await (await type_in(grace, "@AllyShoringBot jana nieto")).first.click()
    ana = phone(page, "Ana")
    await expect(last(ana)).to_contain_text("Grace")
    await expect(last(ana).get_by_test_id("via")).to_have_text("vía @AllyShoringBot")


async def test_the_name_of_the_bot_above_a_card_is_written_where_one_writes(page: Page, grace: Locator) -> None:
    await (await type_in(grace, "@AllyShoringBot jana nieto")).first.click()
    await last(grace).get_by_test_id("via").click()
    await expect(grace.get_by_test_id("composer")).to_have_value("@AllyShoringBot ")
    await expect(grace.get_by_test_id("offer").first).to_be_visible()


async def test_a_button_into_inline_mode_fills_the_composer(home: Home, grace: Locator) -> None:
    await send_button(home, switch_inline_query_current_chat="siemens")
    await button(grace, "Tap").click()
    await expect(grace.get_by_test_id("composer")).to_have_value("@AllyShoringBot siemens")
    await expect(grace.get_by_test_id("composer")).to_be_focused()
    await expect(grace.get_by_test_id("offer").first).to_contain_text("Siemens")


@pytest.mark.parametrize(
    "action",
    [
        {"switch_inline_query": "siemens"},
        {"switch_inline_query_chosen_chat": {"query": "siemens", "allow_group_chats": True}},
    ],
)
async def test_a_button_into_inline_mode_elsewhere_lets_choose_the_chat(
    home: Home, page: Page, grace: Locator, action: Any
) -> None:
    await found_group(page, "Planning")
    await grace.get_by_test_id("back").click()
    await grace.get_by_test_id("chat").filter(has_text="Ally-Shoring").click()
    await send_button(home, **action)
    await button(grace, "Tap").click()
    sheet = grace.get_by_role("dialog", name="Choose a chat")
    await expect(sheet.get_by_test_id("share-chat")).to_have_count(1 if "chosen_chat" in str(action) else 2)
    await sheet.get_by_test_id("share-chat").filter(has_text="Planning").click()
    await expect(grace.get_by_role("heading")).to_have_text("Planning")
    await expect(grace.get_by_test_id("composer")).to_have_value("@AllyShoringBot siemens")


async def test_a_link_for_groups_starts_the_bot_in_the_chosen_one(home: Home, page: Page, grace: Locator) -> None:
    await found_group(page, "Planning")
    await grace.get_by_test_id("back").click()
    await grace.get_by_test_id("chat").filter(has_text="Ally-Shoring").click()
    await send_button(home, url="https://t.me/AllyShoringBot?startgroup=reports")
    await button(grace, "Tap").click()
    sheet = grace.get_by_role("dialog", name="Add to a group")
    await expect(sheet.get_by_test_id("share-chat")).to_have_text(["PPlanning"])
    await sheet.get_by_test_id("share-chat").click()
    await expect(grace.get_by_role("heading")).to_have_text("Planning")
    await expect(last(grace)).to_contain_text("/start@AllyShoringBot reports")
    await expect(last(grace)).to_contain_text("Ally-Shoring Reports")


async def test_without_a_group_a_link_for_groups_says_so(home: Home, grace: Locator) -> None:
    await send_button(home, url="https://t.me/AllyShoringBot?startgroup")
    await button(grace, "Tap").click()
    await expect(grace.get_by_text("There is no group on this phone yet")).to_be_visible()


async def test_a_draft_with_the_bots_name_offers_anew_in_the_chat_it_belongs_to(page: Page, grace: Locator) -> None:
    await found_group(page, "Planning")
    await type_in(grace, "@AllyShoringBot siemens")
    await grace.get_by_test_id("back").click()
    await grace.get_by_test_id("chat").filter(has_text="Ally-Shoring").click()
    await expect(grace.get_by_test_id("inline")).to_be_hidden()
    await write(grace, "/reports")
    await expect(last(grace)).to_contain_text("Ally-Shoring Reports")
