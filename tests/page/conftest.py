"""The simulator's page in a real browser, with the real bot behind it."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.processes import free_port, process, ready

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
async def browser(unavailable: Callable[[str], None]) -> AsyncIterator[Browser]:
    """The system's Chromium."""
    if shutil.which(CHROMIUM) is None:
        unavailable(f"there is no {CHROMIUM}; on Debian: apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where the simulator's page is."""
    port = free_port()
    async with process(tmp_path, {"PORT": str(port)}, "simulate"):
        await ready(port, "/")
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The page on a narrow screen; whatever the browser complains of fails the test."""
    page = await browser.new_page(viewport={"width": 390, "height": 844})
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    await page.goto(address)
    yield page
    assert complaints == []
