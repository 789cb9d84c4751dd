"""Messages and buttons do what they do in Telegram: previews, quotations, links, copies, sharing."""

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.page.conftest import Home, button, last, phone

GRACE = 1000
REPORT = "https://usmexicofoundation.org/allyshoring"


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


async def send(home: Home, text: str = "Look", **params: object) -> None:
    await home.call("sendMessage", chat_id=GRACE, text=text, parse_mode="HTML", **params)


async def send_button(home: Home, **button: object) -> None:
    await send(home, reply_markup={"inline_keyboard": [[{"text": "Tap", **button}]]})


async def test_a_link_is_shown_as_a_card_unless_the_message_asks_not_to(home: Home, grace: Locator) -> None:
    await send(home, f'<a href="{REPORT}">report</a>')
    await expect(last(grace).get_by_test_id("preview")).to_contain_text("usmexicofoundation.org")
    await send(home, f'<a href="{REPORT}">without</a>', link_preview_options={"is_disabled": True})
    await expect(last(grace)).to_contain_text("without")
    await expect(last(grace).get_by_test_id("preview")).to_have_count(0)


async def test_the_card_is_of_the_address_asked_for_and_stands_above_where_that_is_asked(
    home: Home, grace: Locator
) -> None:
    await send(home, "text", link_preview_options={"url": "https://example.org/x", "show_above_text": True})
    card = last(grace).get_by_test_id("preview")
    await expect(card).to_contain_text("example.org")
    order = await last(grace).evaluate(
        "node => node.querySelector('[data-testid=preview]').getBoundingClientRect().bottom"
        " <= node.querySelector('[data-testid=text]').getBoundingClientRect().top"
    )
    assert order is True


async def test_an_expandable_quotation_is_unfolded_and_folded(home: Home, grace: Locator) -> None:
    await send(home, f"<blockquote expandable>{'one and two and three ' * 30}</blockquote>")
    quote = last(grace).locator("blockquote")
    folded = await quote.evaluate("node => node.clientHeight")
    await quote.get_by_role("button", name="Show all").click()
    unfolded = await quote.evaluate("node => node.clientHeight")
    assert unfolded > 2 * folded
    await quote.get_by_role("button", name="Show less").press("Enter")
    assert await quote.evaluate("node => node.clientHeight") == folded


async def test_a_copy_button_copies_and_says_so(home: Home, page: Page, grace: Locator) -> None:
    await send_button(home, copy_text={"text": "USMF (2024). Ally Shoring."})
    await button(grace, "Tap").click()
    await expect(grace.get_by_test_id("toast")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "USMF (2024). Ally Shoring."


async def test_a_contact_is_shown_with_its_name_and_number(home: Home, grace: Locator) -> None:
    await home.call("sendContact", chat_id=GRACE, phone_number="+525500000000", first_name="Eva", last_name="Ejemplo")
    await expect(last(grace).get_by_test_id("contact")).to_have_text("Eva Ejemplo+525500000000")


async def test_a_photo_that_the_bot_sent_is_shown_in_its_shape(home: Home, page: Page, grace: Locator) -> None:
    await home.send_photo(GRACE, await page.screenshot(clip={"x": 0, "y": 0, "width": 80, "height": 40}))
    photo = last(grace).get_by_test_id("photo")
    await expect(photo.locator("img")).to_be_visible()
    assert await photo.locator("img").evaluate("picture => [picture.naturalWidth, picture.naturalHeight]") == [80, 40]
    box = await photo.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(2, abs=0.02)


async def test_a_photo_is_as_wide_as_its_caption(home: Home, page: Page, grace: Locator) -> None:
    caption = "The forum takes place on May 14, and its programme is known now."
    await home.send_photo(GRACE, await page.screenshot(clip={"x": 0, "y": 0, "width": 80, "height": 40}), caption)
    photo, bubble = last(grace).get_by_test_id("photo"), last(grace).locator(".bubble")
    await expect(photo.locator("img")).to_be_visible()
    widths = [await part.evaluate("part => part.getBoundingClientRect().width") for part in (photo, bubble)]
    assert widths[0] == pytest.approx(widths[1], abs=10)  # a rim of four on each side


async def test_a_photo_that_somebody_sent_is_a_tile(grace: Locator) -> None:
    await grace.get_by_test_id("attach").click()
    await grace.get_by_role("menuitem", name="Photo").click()
    photo = grace.get_by_test_id("photo").last
    await expect(photo.locator("svg")).to_be_visible()
    await expect(photo.locator("img")).to_have_count(0)


async def test_a_link_behind_a_button_is_opened_after_a_question(home: Home, page: Page, grace: Locator) -> None:
    await send_button(home, url=REPORT)
    await button(grace, "Tap").click()
    question = grace.get_by_test_id("open-link")
    await expect(question).to_contain_text(REPORT)
    await expect(question.get_by_role("link", name="Open")).to_have_attribute("href", REPORT)
    await page.keyboard.press("Escape")
    await expect(question).to_have_count(0)
    await expect(button(grace, "Tap")).to_be_focused()


async def test_a_share_link_lets_choose_a_chat_and_writes_the_draft(home: Home, grace: Locator) -> None:
    await send_button(home, url="https://t.me/share/url?url=https%3A%2F%2Ft.me%2FAllyShoringBot&text=Jana%20Nieto")
    await button(grace, "Tap").click()
    await expect(grace.get_by_test_id("draft")).to_have_text("https://t.me/AllyShoringBot\nJana Nieto")
    await grace.get_by_test_id("share-chat").filter(has_text="Ally-Shoring").click()
    await expect(grace.get_by_test_id("composer")).to_have_value("https://t.me/AllyShoringBot\nJana Nieto")
    await expect(grace.get_by_test_id("composer")).to_be_focused()


async def test_a_start_link_offers_start_and_sends_its_parameter(home: Home, grace: Locator) -> None:
    await send_button(home, url="https://t.me/AllyShoringBot?start=r_workforce")
    await button(grace, "Tap").click()
    await expect(grace.get_by_test_id("start")).to_be_focused()
    await grace.get_by_test_id("start").press("Enter")
    await expect(grace.get_by_text("/start r_workforce")).to_be_visible()


async def test_a_link_to_the_bot_alone_opens_its_chat_from_a_group(home: Home, page: Page, grace: Locator) -> None:
    await page.get_by_test_id("new-group").click()
    await page.get_by_test_id("group-title").fill("Planning")
    await page.keyboard.press("Enter")
    await expect(grace.get_by_role("heading")).to_have_text("Planning")
    await grace.get_by_test_id("composer").fill("@AllyShoringBot")
    await page.keyboard.press("Enter")
    await grace.get_by_role("link", name="@AllyShoringBot").click()
    await expect(grace.get_by_role("heading")).to_have_text("Ally-Shoring")
    await expect(grace.get_by_test_id("start")).to_be_hidden()


async def test_a_pressed_button_is_busy_until_the_bot_answers(home: Home, page: Page, grace: Locator) -> None:
    file = home.content / "overview.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("    es: Ally-Shoring\n", "", 1), encoding="utf-8")
    await expect(page.get_by_test_id("board")).to_contain_text("Nothing was taken over")
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("board")).to_contain_text("the bot cannot start")
    await button(grace, "Reports").click()
    await expect(button(grace, "Reports")).to_have_attribute("aria-busy", "true")
    file.write_text(whole, encoding="utf-8")
    await expect(last(grace)).to_contain_text("Ally-Shoring Reports")
    await expect(grace.locator("[aria-busy]")).to_have_count(0)
