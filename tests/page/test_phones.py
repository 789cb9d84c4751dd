"""Two phones side by side, a third, and a group: each with chats of its own."""

from playwright.async_api import Page, expect

from tests.page.conftest import Home, button, last, phone, write


async def add_phone(page: Page, name: str, language_code: str) -> None:
    """Fill in the dialog and send it with Enter."""
    await page.get_by_test_id("add-phone").click()
    await page.get_by_test_id("phone-name").fill(name)
    await page.get_by_test_id("phone-language").fill(language_code)
    await page.keyboard.press("Enter")


async def add_group(page: Page, title: str) -> None:
    """Make a group of everybody."""
    await page.get_by_test_id("new-group").click()
    await page.get_by_test_id("group-title").fill(title)
    await page.keyboard.press("Enter")


async def test_two_phones_stand_side_by_side_one_in_english_and_one_in_spanish(home: Home) -> None:
    page = await home.open()
    places = [await phone(page, name).bounding_box() for name in ("Grace", "Ana")]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["x"] + places[0]["width"] < places[1]["x"]
    assert (places[0]["y"], places[0]["width"]) == (places[1]["y"], places[1]["width"])
    await expect(phone(page, "Grace")).to_have_attribute("lang", "en")
    await expect(phone(page, "Ana")).to_have_attribute("lang", "es")


async def test_each_phone_has_a_chat_of_its_own(home: Home) -> None:
    page = await home.open()
    await phone(page, "Grace").get_by_test_id("start").click()
    await expect(last(phone(page, "Grace"))).to_contain_text("Welcome!")
    await expect(phone(page, "Ana").get_by_test_id("message")).to_have_count(0)
    await expect(phone(page, "Ana").get_by_test_id("start")).to_be_visible()


async def test_on_a_narrow_window_one_phone_fills_it_and_a_line_of_names_leads_to_the_others(home: Home) -> None:
    page = await home.open(wide=False)
    await expect(phone(page, "Ana")).to_be_hidden()
    box = await phone(page, "Grace").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert box["height"] > 844 - 52  # a line at the most is taken by the names
    await phone(page, "Grace").get_by_test_id("start").click()
    await page.get_by_test_id("tab").filter(has_text="Ana").click()
    await expect(phone(page, "Grace")).to_be_hidden()
    await expect(phone(page, "Ana")).to_be_visible()


async def test_a_name_is_marked_when_something_came_on_the_phone_that_is_not_in_view(home: Home) -> None:
    page = await home.open(wide=False)
    await phone(page, "Grace").get_by_test_id("start").click()
    await page.get_by_test_id("tab").filter(has_text="Ana").click()
    await home.call("sendMessage", chat_id=1000, text="Hello")
    grace = page.get_by_test_id("tab").filter(has_text="Grace")
    await expect(grace).to_have_accessible_name("Grace, new messages")
    await grace.click()
    await expect(grace).to_have_accessible_name("Grace")


async def test_a_third_phone_has_any_name_and_any_language(home: Home) -> None:
    page = await home.open()
    await add_phone(page, "Zoé", "fr")
    zoe = phone(page, "Zoé")
    await expect(zoe.get_by_test_id("start")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(last(zoe)).to_contain_text("Language: English.")


async def test_what_is_no_language_code_is_not_taken(home: Home) -> None:
    page = await home.open(locale="es-MX")
    await add_phone(page, "Zoé", "?")
    field = page.get_by_test_id("phone-language")
    await expect(field).to_be_focused()
    complaint = await field.evaluate("field => field.validationMessage")
    assert complaint.startswith("Escribe un código de idioma")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("phone")).to_have_count(2)


async def test_a_phone_is_put_away_and_brought_back(home: Home) -> None:
    page = await home.open()
    await phone(page, "Ana").get_by_test_id("start").click()
    await phone(page, "Ana").get_by_test_id("settings").click()
    await phone(page, "Ana").get_by_test_id("putaway").click()
    await expect(page.get_by_test_id("phone")).to_have_count(1)
    await page.reload()
    await expect(page.get_by_test_id("phone")).to_have_count(1)
    await page.get_by_test_id("add-phone").click()
    await page.get_by_role("button", name="Ana").click()
    await expect(last(phone(page, "Ana"))).to_contain_text("Idioma: español.")


async def test_a_group_opens_on_its_members_phones_and_the_bot_answers_commands_there(home: Home) -> None:
    page = await home.open()
    grace, ana = phone(page, "Grace"), phone(page, "Ana")
    await add_group(page, "Planning")
    await expect(grace.get_by_role("heading")).to_have_text("Planning")
    await expect(ana.get_by_text("3 miembros")).to_be_visible()
    await write(ana, "Hola")
    await expect(last(grace)).to_contain_text("Hola")
    await expect(last(grace).locator(".sender")).to_have_text("Ana")
    await write(grace, "/reports")
    await expect(last(ana)).to_contain_text("Ally-Shoring Reports")
    await button(ana, "🌐").click()
    await expect(last(grace)).to_contain_text("Reportes de Ally-Shoring")


async def test_a_phone_goes_from_chat_to_chat_by_keyboard_and_counts_what_came_meanwhile(home: Home) -> None:
    page = await home.open()
    grace, ana = phone(page, "Grace"), phone(page, "Ana")
    await add_group(page, "Planning")
    await grace.get_by_test_id("composer").fill("not sent yet")
    await grace.get_by_test_id("back").focus()
    await page.keyboard.press("Enter")
    await expect(grace.get_by_test_id("chat").filter(has_text="Planning")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(grace.get_by_test_id("start")).to_be_focused()
    await expect(grace.get_by_test_id("composer")).to_have_value("")
    await write(ana, "one")
    await write(ana, "two")
    await expect(grace.get_by_test_id("back")).to_have_accessible_name("Back to the chats, 2 new messages")
    await grace.get_by_test_id("back").click()
    row = grace.get_by_test_id("chat").filter(has_text="Planning")
    await expect(row).to_contain_text("Ana: two")
    await row.click()
    await expect(grace.get_by_test_id("back")).to_have_accessible_name("Back to the chats")
    await expect(grace.get_by_test_id("composer")).to_have_value("not sent yet")
