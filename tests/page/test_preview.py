"""The preview in a real browser."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.core.atlas import places
from bot.core.edition import Edition
from bot.core.paths import path
from bot.preview import write
from tests.core.editions import files, written

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}

Opened = Callable[..., AbstractAsyncContextManager[Page]]


@pytest.fixture(scope="module")
def document(edition: Edition) -> str:
    return write(edition)


@pytest.fixture
def opened(browser: Browser, document: str, tmp_path: Path) -> Opened:
    """Opens the file at a place; whatever the browser complains of, or fetches, fails the test."""

    @asynccontextmanager
    async def at(place: str = "", text: str = document, **context: Any) -> AsyncIterator[Page]:
        file = tmp_path / "preview.html"
        file.write_text(text, encoding="utf-8")
        page = await browser.new_page(**{"viewport": WIDE, "locale": "en-US", **context})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if request.url[:5] != "data:" else None)
        await page.goto(f"{file.as_uri()}{place}")
        yield page
        assert complaints == [f"{file.as_uri()}"]

    return at


def shown(page: Page) -> Locator:
    """Find the place that is shown."""
    return page.locator("main > .place:visible")


def phone(page: Page, locale: str) -> Locator:
    """Find one of the phones that are shown."""
    return shown(page).locator(f"article[data-locale={locale}]")


def listed(page: Page) -> Locator:
    """Find the links of the list that can be seen."""
    return page.locator("nav a:visible")


async def test_it_opens_on_a_place(opened: Opened) -> None:
    async with opened("#report/workforce") as page:
        await expect(shown(page)).to_have_attribute("id", "report/workforce")
        await expect(shown(page).get_by_role("heading", level=2)).to_be_in_viewport()
        await expect(page.locator("nav a[aria-current]:visible")).to_have_text("Workforce", use_inner_text=True)
        await expect(page).to_have_title("Workforce · Every screen of the bot")


async def test_it_opens_on_the_greeting_where_no_place_is_named(opened: Opened) -> None:
    async with opened() as page:
        await expect(shown(page)).to_have_attribute("id", "home/welcome")
        await expect(page.locator("main > .unknown")).to_be_hidden()


@pytest.mark.parametrize("place", ["report/nothing", "%E0%A4%A", "<img src=x>"])
async def test_at_an_unknown_place_it_says_so_and_shows_the_menu(opened: Opened, place: str) -> None:
    async with opened(f"#{place}") as page:
        word = f"No screen has the address {place}. Here is the menu."
        await expect(page.locator("main > .unknown")).to_have_text(word, use_inner_text=True)
        await expect(shown(page)).to_have_attribute("id", "home")
        await listed(page).filter(has_text="Workforce").click()
        await expect(shown(page)).to_have_attribute("id", "report/workforce")
        await expect(page.locator("main > .unknown")).to_be_hidden()


VISIT = """async (names) => {
    const visible = [];
    for (const name of names) {
        const arrived = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        location.hash = name;
        await arrived;
        visible.push([...document.querySelectorAll("main > .place")].filter((place) => place.checkVisibility()));
    }
    return visible.map((places) => places.map((place) => place.id).join(" and "));
}"""


async def test_every_place_can_be_opened(opened: Opened, edition: Edition) -> None:
    async with opened("#nowhere") as page:
        names = [*map(path, places(edition)), "map", "announcements", "words"]
        assert await page.evaluate(VISIT, names) == names


async def test_buttons_lead_on_and_the_browser_leads_back(opened: Opened) -> None:
    async with opened("#home") as page:
        for label in ("Grupo de Trabajo", "3M (3)", "Jana Nieto"):
            await phone(page, "es").get_by_role("link", name=label).click()
        await expect(shown(page)).to_have_attribute("id", "member/jana-nieto")
        await expect(phone(page, "es")).to_be_focused()
        for place in ("organization/3m", "taskforce/organizations", "home"):
            await page.go_back()
            await expect(shown(page)).to_have_attribute("id", place)
        await page.go_forward()
        await expect(shown(page)).to_have_attribute("id", "taskforce/organizations")


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
async def test_the_globe_goes_over_to_the_other_phone(opened: Opened, viewport: Any) -> None:
    async with opened("#report/workforce", viewport=viewport) as page:
        await phone(page, "en").get_by_role("link", name="🌐 Español").click()
        await expect(phone(page, "es")).to_be_focused()
        await expect(phone(page, "es").get_by_role("heading")).to_be_in_viewport()
        await phone(page, "es").get_by_role("link", name="Siguiente →").click()
        await expect(shown(page)).to_have_attribute("id", "report/mexico")
        await expect(phone(page, "es")).to_be_focused()
        await expect(phone(page, "es").get_by_role("heading")).to_be_in_viewport()


async def test_a_button_out_of_the_bot_shows_where_it_leads(opened: Opened) -> None:
    async with opened("#about") as page:
        button = phone(page, "en").get_by_role("link", name="View on the foundation's page")
        await expect(button).to_contain_text("usmexicofoundation.org/allyshoring")
        await expect(button).to_have_attribute("target", "_blank")


async def test_the_list_is_filtered_as_one_types_without_accents_and_case(opened: Opened) -> None:
    async with opened("#report/workforce") as page:
        field = page.get_by_role("searchbox", name="Find a screen or a word")
        await field.fill("KONIGUE")
        names = ["By name · 2", "3M", "Enrique Königue", "Fernanda Guarro", "Jana Nieto"]
        await expect(listed(page)).to_have_text(names, use_inner_text=True)
        await expect(page.get_by_role("status").filter(has_text=re.compile(r"^5 / [0-9]+$"))).to_be_visible()
        await field.press("Enter")
        await expect(shown(page)).to_have_attribute("id", "member/enrique-konigue")
        await field.fill("fortalecerán sinergias")
        await expect(listed(page)).to_have_text(["Workforce"], use_inner_text=True)
        await field.fill("xyzzy")
        await expect(page.get_by_text("No screen is called so or says so.")).to_be_visible()
        await field.press("Escape")
        await expect(field).to_have_value("")
        await expect(listed(page).filter(has_text="Workforce")).to_be_visible()


async def test_the_next_screen_is_the_next_of_those_listed_round_and_round(opened: Opened) -> None:
    async with opened("#report/nearshoring") as page:
        later, earlier = [page.get_by_role("button", name=name) for name in ("Next screen", "Previous screen")]
        await later.click()
        await expect(shown(page)).to_have_attribute("id", "report/workforce")
        await page.get_by_role("searchbox").fill("clean energies")
        for button, place in (
            (later, "enablers"),
            (later, "enabler/clean-energies"),
            (later, "enablers"),
            (earlier, "enabler/clean-energies"),
        ):
            await button.click()
            await expect(shown(page)).to_have_attribute("id", place)


async def test_the_keyboard_is_enough(opened: Opened) -> None:
    async with opened("#home") as page:
        await page.keyboard.press("/")
        await page.keyboard.type("clean")
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("nav a:focus")).to_have_count(1)
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(shown(page)).to_have_attribute("id", "enabler/clean-energies")
        await expect(shown(page).get_by_role("heading", level=2)).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(phone(page, "en").get_by_role("link", name="Previous")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(shown(page)).to_have_attribute("id", "enabler/industrial-real-estate")
        await expect(phone(page, "en")).to_be_focused()


async def test_in_a_narrow_window_the_list_is_folded_away(opened: Opened) -> None:
    async with opened("#home", viewport=NARROW) as page:
        await expect(page.locator("nav")).to_be_hidden()
        fold = page.get_by_role("button", name="Screens", exact=True)
        await fold.click()
        await expect(fold).to_have_attribute("aria-expanded", "true")
        await page.keyboard.press("Escape")
        await expect(page.locator("nav")).to_be_hidden()
        await expect(fold).to_be_focused()
        await fold.click()
        await listed(page).filter(has_text="Workforce").click()
        await expect(shown(page)).to_have_attribute("id", "report/workforce")
        await expect(page.locator("nav")).to_be_hidden()


@pytest.mark.parametrize(
    ("viewport", "beside"), [(WIDE, True), ({"width": 1024, "height": 768}, True), (NARROW, False)]
)
async def test_phones_stand_side_by_side_where_there_is_room(opened: Opened, viewport: Any, beside: bool) -> None:
    async with opened("#report/workforce", viewport=viewport) as page:
        english, spanish = [await phone(page, locale).bounding_box() for locale in ("en", "es")]
        assert english
        assert spanish
        assert (english["y"] == spanish["y"]) is beside


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
async def test_nothing_is_wider_than_the_window(opened: Opened, viewport: Any) -> None:
    async with opened(viewport=viewport) as page:
        for place in ("report/workforce", "taskforce/organizations", "home", "map", "announcements", "words"):
            await page.evaluate(VISIT, [place])
            assert await page.evaluate("document.documentElement.scrollWidth") == viewport["width"], place


LUMINANCE = """element => {
    const light = (color) => {
        const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const opaque = (node) => /^rgb\\(/.test(getComputedStyle(node).backgroundColor);
    let ground = element;
    while (!opaque(ground)) ground = ground.parentElement;
    const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(light);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_can_be_read(opened: Opened, scheme: Any) -> None:
    async with opened("#report/workforce", color_scheme=scheme) as page:
        ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(12, 18, 24)") is (scheme == "dark")
        for part in ("h2", ".facts span", ".bubble", ".button", ".button small", ".length", ".ways a", ".ways .label"):
            contrast = await shown(page).locator(part).first.evaluate(LUMINANCE)
            assert contrast >= 4.5, part
        for part in ("nav summary", "nav a", ".count", "footer p"):
            assert await page.locator(part).first.evaluate(LUMINANCE) >= 4.5, part


async def test_whoever_browses_in_spanish_gets_the_page_in_spanish_and_can_change_it(opened: Opened) -> None:
    async with opened("#report/workforce", locale="es-MX") as page:
        await expect(shown(page).get_by_role("heading", name="Fuerza laboral")).to_be_visible()
        await expect(shown(page).get_by_role("heading", name="Se llega desde")).to_be_visible()
        await expect(page).to_have_title("Fuerza laboral · Todas las pantallas del bot")
        await page.get_by_role("button", name="English").click()
        await expect(shown(page).get_by_role("heading", name="Reached from")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_a_long_quotation_is_folded_until_somebody_unfolds_it(opened: Opened, tmp_path: Path) -> None:
    content = files(1)
    text = f"<blockquote expandable>{'many words ' * 60}the end</blockquote>"
    content["enablers.yaml"]["enablers"][0]["text"] = {"en": text, "es": text}
    async with opened("#enabler/e0", write(written(tmp_path, content))) as page:
        quotation = phone(page, "en").locator(".quoted")
        folded = await quotation.bounding_box()
        await phone(page, "en").get_by_role("button", name="Show all of the quotation").click()
        unfolded = await quotation.bounding_box()
        assert folded
        assert unfolded
        assert unfolded["height"] > 3 * folded["height"]


async def test_on_paper_there_is_every_screen_that_is_listed(opened: Opened) -> None:
    async with opened("#report/workforce", color_scheme="dark") as page:
        await page.get_by_role("searchbox").fill("clean energies")
        await page.emulate_media(media="print")
        assert await shown(page).evaluate_all("places => places.map((place) => place.id)") == [
            "enablers",
            "enabler/clean-energies",
        ]
        await expect(page.locator("nav")).to_be_hidden()


async def test_one_screen_can_be_printed_alone(opened: Opened) -> None:
    async with opened("#report/workforce") as page:
        await page.evaluate("globalThis.print = () => { globalThis.printed = true; }")
        await page.get_by_role("button", name="Print this screen").click()
        assert await page.evaluate("globalThis.printed")
        await page.emulate_media(media="print")
        assert await shown(page).evaluate_all("places => places.map((place) => place.id)") == ["report/workforce"]


async def test_without_scripts_all_places_stand_one_below_the_other(opened: Opened, edition: Edition) -> None:
    async with opened("#report/workforce", java_script_enabled=False) as page:
        await expect(shown(page)).to_have_count(len(places(edition)) + 3)
        await expect(page.locator("[id='report/workforce'] h2")).to_be_in_viewport()
