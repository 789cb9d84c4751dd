"""Pictures of codes, read by a reader that is not ours."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.printing import codes
from bot.printing.sheet import Printing
from bot.printing.writing import drawings, write
from tests.decoding import read

LONGEST = "https://t.me/" + "B" * 32 + "?start=es_organization_" + "x" * 40


@pytest.fixture(scope="module")
def folder(printing: Printing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pictures."""
    folder = tmp_path_factory.mktemp("qr")
    list(write(drawings(printing, ()), folder))
    return folder


def pictures(folder: Path, kind: str) -> dict[str, bytes]:
    """Give the pictures of a kind by what their codes should say."""
    return {f"https://t.me/SomeBot?start={file.stem}": file.read_bytes() for file in folder.glob(f"*.{kind}")}


def test_every_png_says_what_its_name_says_and_nothing_is_left_out(folder: Path, printing: Printing) -> None:
    found = pictures(folder, "png")
    assert {address: read(picture).text for address, picture in found.items()} == {
        address: address for address in found
    }
    assert set(found) == {printing.address(place) for place in printing.places}


async def test_every_svg_says_what_its_name_says(folder: Path, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 300, "height": 300})
    found = pictures(folder, "svg")
    said = {}
    for address, picture in found.items():
        await page.set_content(f"<style>body {{ margin: 0; background: #345 }}</style>{picture.decode()}")
        said[address] = read(await page.locator("svg").screenshot()).text
    assert said == {address: address for address in found}
    assert len(said) == len(pictures(folder, "png"))


def test_an_svg_is_called_as_its_place(folder: Path) -> None:
    assert "<title>Jana Nieto</title>" in (folder / "member_jana-nieto.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["https://t.me/abcd?start=home", LONGEST])
def test_a_png_is_large_enough_for_print_with_four_modules_of_white_around_and_can_lose_a_quarter(address: str) -> None:
    code = read(codes.png(address))
    modules = code.width * 4 / code.quiet
    assert code.text == address
    assert (code.error_level, code.width) == ("Q", code.height)
    assert code.width >= 600
    assert (modules - 8 - 17) % 4 == 0  # ISO/IEC 18004: 21 modules, and four more for each version
