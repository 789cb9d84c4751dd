"""Everything that is shipped as it is printed, and a browser to print it with."""

import shutil
from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Browser, async_playwright

from bot.core.edition import Edition
from bot.core.printed import printed
from bot.printing.sheet import Printing
from tests.page.conftest import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="session")
def printing(edition: Edition) -> Printing:
    """Everything, in both languages."""
    return Printing(edition, printed(edition), "SomeBot")


@pytest.fixture
async def browser(unavailable: Callable[[str], None]) -> AsyncIterator[Browser]:
    """The system's Chromium."""
    if shutil.which(CHROMIUM) is None:
        unavailable(f"there is no {CHROMIUM}; on Debian: apt install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()
