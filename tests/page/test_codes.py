"""An admin's phone shows QR codes as another phone can scan them."""

import pytest
from playwright.async_api import expect

from tests.decoding import read_all
from tests.page.conftest import Home, button, last, phone, write


@pytest.fixture
def _grace_is_an_admin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_CHAT_IDS", "1000")


@pytest.mark.usefixtures("_grace_is_an_admin")
async def test_an_admin_gets_the_code_of_a_card_and_it_can_be_read_off_the_page(home: Home) -> None:
    page = await home.open()
    grace, ana = phone(page, "Grace"), phone(page, "Ana")
    for person in (grace, ana):
        await person.get_by_test_id("start").click()
        await write(person, "siemens")
    await button(grace, "QR code").click()
    await expect(last(grace).get_by_test_id("photo").locator("img")).to_be_visible()
    await expect(last(grace)).to_contain_text("Siemens\nOrganization")
    codes = read_all(await last(grace).screenshot())
    assert codes == ["https://t.me/AllyShoringBot?start=organization_siemens"]
    await expect(button(ana, "QR")).to_have_count(0)
