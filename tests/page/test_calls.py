"""The pane of calls: what goes between the bot and Telegram, with refusals marked, to sift and to copy."""

import re

import pytest_asyncio
from playwright.async_api import Page, expect

from bot.simulator.telegram import TOKEN
from tests.page.conftest import Home, last, phone


@pytest_asyncio.fixture(loop_scope="session")
async def page(home: Home) -> Page:
    """A page with the pane open, on which Grace has begun a chat and one call was refused."""
    await home.until_the_bot_has_started()
    page = await home.open()
    await page.get_by_test_id("calls").click()
    await phone(page, "Grace").get_by_test_id("start").click()
    await expect(last(phone(page, "Grace"))).to_contain_text("Welcome!")
    await home.call("editMessageText", chat_id=1000, message_id=9999, text="x")
    await expect(page.get_by_test_id("entry").filter(has_text="editMessageText")).to_be_visible()
    return page


async def test_updates_and_calls_are_shown_in_order_with_whose_they_are_and_how_long_they_took(page: Page) -> None:
    entries = await page.get_by_test_id("entry").all_inner_texts()
    names = [re.findall(r"message|sendMessage|editMessageText", entry)[0] for entry in entries]
    assert names == ["message", "sendMessage", "editMessageText"]
    assert "Grace" in entries[0]
    assert "/start" in entries[0]
    assert all(re.search(r"\d ms", entry) for entry in entries)
    assert all(re.search(r"\d\d:\d\d:\d\d\.\d{3}", entry) for entry in entries)


async def test_refusals_are_marked_and_can_be_looked_at_alone(page: Page) -> None:
    refused = page.get_by_test_id("entry").filter(has_text="editMessageText")
    await expect(refused).to_contain_text("400 Bad Request: message to edit not found")
    await page.get_by_test_id("only-refusals").click()
    await expect(page.get_by_test_id("entry")).to_have_count(1)
    await page.get_by_test_id("all-calls").click()
    await expect(page.get_by_test_id("entry")).to_have_count(3)


async def test_refusals_are_announced_and_counted_while_the_pane_is_closed(home: Home, page: Page) -> None:
    await page.get_by_test_id("pane").get_by_role("button", name="Close").click()
    await home.call("deleteMessage", chat_id=1000, message_id=9999)
    await expect(page.get_by_test_id("calls")).to_contain_text("1")
    await expect(page.get_by_test_id("refused")).to_contain_text("Refused: deleteMessage")


async def test_entries_are_walked_and_unfolded_by_keyboard(page: Page) -> None:
    await page.get_by_test_id("entries").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    unfolded = page.get_by_test_id("entries").locator("pre")
    await expect(unfolded).to_contain_text('"inline_keyboard": [')
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("pane")).to_be_hidden()
    await expect(page.get_by_test_id("calls")).to_be_focused()


async def test_the_transcript_is_copied_as_text_that_people_can_read(page: Page) -> None:
    await page.get_by_test_id("copy-transcript").click()
    await expect(page.get_by_test_id("note")).to_have_text("3 entries copied")
    text = await page.evaluate("navigator.clipboard.readText()")
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    shapes = [re.sub(r"[\d.]+ ms", "N ms", line[13:])[:48] for line in lines]
    assert shapes == [
        "→ message [Grace] (N ms) /start",
        "← sendMessage [Grace] (N ms) <b>Ally-Shoring</b>",
        "✗ editMessageText [Grace] (N ms) x",
    ]
    assert text.startswith("Ally-Shoring · Telegram simulator, ")
    assert "    400 Bad Request: message to edit not found" in text
    assert '"text":"/start"' in text


async def test_no_token_and_no_secret_is_ever_shown(home: Home, page: Page) -> None:
    await home.call("sendMessage", chat_id=1000, text=f"the token is {TOKEN}")
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("entry").filter(has_text="setWebhook")).to_be_visible()
    await expect(page.get_by_test_id("note")).to_contain_text("The bot is back.")
    await page.get_by_test_id("copy-transcript").click()
    await expect(page.get_by_test_id("note")).to_contain_text("entries copied")
    text = await page.evaluate("navigator.clipboard.readText()")
    assert TOKEN not in text
    assert '"secret_token":"…"' in text
    assert TOKEN not in await page.get_by_test_id("pane").inner_text()


async def test_the_newest_five_hundred_are_kept(home: Home, page: Page) -> None:
    for _ in range(505):
        await home.call("getMe")
    await expect(page.get_by_test_id("entry").filter(has_text="editMessageText")).to_have_count(0)
    await expect(page.get_by_test_id("entry")).to_have_count(500)
    await page.get_by_test_id("clear-calls").click()
    await expect(page.get_by_test_id("entry")).to_have_count(0)
