"""The simulator's page in a real browser, with the real bot behind it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.simulator.telegram import TOKEN
from tests.athome import SECONDS, at_home
from tests.bilingual import bilingual
from tests.processes import free_port

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}

expect.set_options(timeout=20_000)
Scheme = Literal["light", "dark"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let all tests of this folder share one event loop, and so one browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(unavailable: Callable[[str], None]) -> AsyncIterator[Browser]:
    """The system's Chromium."""
    if shutil.which(CHROMIUM) is None:
        unavailable(f"there is no {CHROMIUM}; on Debian: apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


class Home:
    """A simulator that runs, its content, and a browser to look at its page."""

    def __init__(self, browser: Browser, content: Path) -> None:
        self._browser = browser
        self._stack = AsyncExitStack()
        self._port = free_port()
        self.content = content
        self.address = ""
        self.complaints: list[str] = []

    async def start(self) -> None:
        """Start the simulator, on the same port each time."""
        self.address = await self._stack.enter_async_context(at_home(self._port, self.content.parent / "data"))

    async def stop(self) -> None:
        """End the simulator, and the bot with it."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    async def open(
        self, *, wide: bool = True, scheme: Scheme = "light", locale: str = "en-US", size: tuple[int, int] | None = None
    ) -> Page:
        """Open the page; whatever the browser complains of fails the test."""
        viewport = {"width": size[0], "height": size[1]} if size else WIDE if wide else NARROW
        page = await self._browser.new_page(
            viewport=viewport,  # type: ignore[arg-type]  # a TypedDict that Playwright does not export
            color_scheme=scheme,
            locale=locale,
            permissions=["clipboard-read", "clipboard-write"],
        )
        page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        await page.goto(self.address)
        await page.get_by_test_id("phone").first.wait_for()
        return page

    async def call(self, method: str, **params: object) -> Any:
        """Call the simulated Telegram as the bot does, and give the result where there is one."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.address}bot{TOKEN}/{method}", json=params) as response,
        ):
            return (await response.json()).get("result")

    async def until_the_bot_has_started(self) -> None:
        """Wait for the last of the calls that the bot makes at its start."""
        async with asyncio.timeout(SECONDS):
            described = {"short_description": ""}
            while not described["short_description"]:
                described = await self.call("getMyShortDescription", language_code="es")

    async def send_photo(self, chat_id: int, picture: bytes, caption: str = "") -> None:
        """Send a PNG as the bot does."""
        form = aiohttp.FormData({"chat_id": str(chat_id), "caption": caption})
        form.add_field("photo", picture, filename="a.png", content_type="image/png")
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.address}bot{TOKEN}/sendPhoto", data=form) as response,
        ):
            assert response.status == 200


@pytest_asyncio.fixture(loop_scope="session")
async def home(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Home]:
    """A simulator with content of its own."""
    content = Path(shutil.copytree(bilingual() / "content", tmp_path / "content"))
    monkeypatch.setenv("CONTENT_DIR", str(content))
    monkeypatch.setenv("LOCALES_DIR", str(bilingual() / "locales"))
    home = Home(browser, content)
    await home.start()
    try:
        yield home
    finally:
        for context in browser.contexts:
            await context.close()
        await home.stop()
    assert home.complaints == []


def phone(page: Page, name: str) -> Locator:
    """Find somebody's phone."""
    return page.get_by_test_id("phone").and_(page.locator(f"[aria-label*='{name}']"))


def last(phone: Locator) -> Locator:
    """Find the last message on a phone."""
    return phone.get_by_test_id("message").last


def button(phone: Locator, label: str) -> Locator:
    """Find a button under the last message on a phone."""
    return last(phone).get_by_test_id("button").filter(has_text=label)


async def write(phone: Locator, text: str) -> None:
    """Type something and send it with Enter."""
    await phone.get_by_test_id("composer").fill(text)
    await phone.get_by_test_id("composer").press("Enter")
