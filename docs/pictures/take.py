"""Takes chat.png and chat-dark.png: the simulator's page with both phones, one in English and one in Spanish."""

import asyncio
import os
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.async_api import Browser, Error, Page, async_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWPORT = {"width": 1120, "height": 860}
TAPS = {"Grace": [], "Ana": ["Grupo de Trabajo", "3M (3)", "Jana Nieto"]}


async def main() -> None:
    """Run the simulator, tap through it on both phones, and take the page in light and in dark."""
    port = _free_port()
    environment = {**os.environ, "PORT": str(port), "PYTHONPATH": str(ROOT)}
    with TemporaryDirectory() as folder:  # where no earlier chats are kept
        await _with_bot(port, folder, environment)


async def _with_bot(port: int, folder: str, environment: dict[str, str]) -> None:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "simulate", cwd=folder, env=environment)
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await _tap(browser, port)
            await _take(browser, port, "light", "chat.png")
            await _take(browser, port, "dark", "chat-dark.png")
            await browser.close()
    finally:
        bot.terminate()
        await bot.wait()


async def _tap(browser: Browser, port: int) -> None:
    page = await browser.new_page(viewport=VIEWPORT, locale="en-US")
    await _open(page, port)
    for name, labels in TAPS.items():
        phone = page.locator(f"[data-testid=phone][aria-label*='{name}']")
        await phone.get_by_test_id("start").click()
        for label in labels:
            await phone.get_by_test_id("message").last.get_by_test_id("button").filter(has_text=label).click()
    await phone.get_by_text("Según la lista de la fundación").wait_for()
    await page.close()


async def _take(browser: Browser, port: int, scheme: Literal["light", "dark"], name: str) -> None:
    page = await browser.new_page(viewport=VIEWPORT, locale="en-US", color_scheme=scheme)
    await _open(page, port)
    await page.get_by_test_id("button").first.wait_for()
    await page.wait_for_timeout(1000)  # for what moves to come to rest
    await page.screenshot(path=HERE / name)
    await page.close()


async def _open(page: Page, port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    for _ in range(50):
        try:
            await page.goto(address)
        except Error:
            await asyncio.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    asyncio.run(main())
