"""Takes chat.png: the menu in English beside a member's card in Spanish, as the simulator's page shows them."""

import asyncio
import base64
import os
import socket
import sys
from pathlib import Path

from playwright.async_api import Browser, Error, Page, async_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 390, "height": 800}


async def main() -> None:
    """Run the simulator, tap through it twice, and put the two pictures side by side."""
    port = _free_port()
    environment = {**os.environ, "PORT": str(port)}
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "simulate", cwd=ROOT, env=environment)
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            english = await _phone(browser, port, "en", [])
            spanish = await _phone(browser, port, "es-MX", ["Grupo de Trabajo", "3M (3)", "Jana Nieto"])
            await _beside(browser, english, spanish)
            await browser.close()
    finally:
        bot.terminate()
        await bot.wait()


async def _phone(browser: Browser, port: int, language: str, taps: list[str]) -> bytes:
    page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
    await _open(page, f"http://127.0.0.1:{port}/")
    await page.get_by_test_id("settings").click()
    await page.get_by_test_id("language").select_option(language)
    await page.get_by_test_id("startover").click()
    await page.get_by_test_id("start").click()
    for label in taps:
        await page.get_by_test_id("message").last.get_by_test_id("button").filter(has_text=label).click()
    await page.wait_for_timeout(1000)
    picture: bytes = await page.screenshot()
    await page.close()
    return picture


async def _open(page: Page, address: str) -> None:
    for _ in range(50):
        try:
            await page.goto(address)
        except Error:
            await asyncio.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")


async def _beside(browser: Browser, *pictures: bytes) -> None:
    images = "".join(f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}">' for picture in pictures)
    style = "body{margin:0;padding:24px;display:flex;gap:24px;background:#eef2f5}img{width:390px;border-radius:24px}"
    page = await browser.new_page(viewport={"width": 2 * 390 + 72, "height": 848}, device_scale_factor=1.5)
    await page.set_content(f"<style>{style}</style>{images}")
    await page.screenshot(path=HERE / "chat.png")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    asyncio.run(main())
