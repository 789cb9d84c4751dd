"""An independent reader of QR codes."""

from dataclasses import dataclass
from io import BytesIO

import zxingcpp
from PIL import Image


@dataclass(frozen=True, slots=True)
class Read:
    """What a picture of one code says, and how it is drawn."""

    text: str
    error_level: str
    width: int
    height: int
    quiet: int
    """Pixels of white around the code, on the side where there are fewest."""


def read(picture: bytes) -> Read:
    """Read a picture of exactly one code."""
    image = _grey(picture)
    (found,) = zxingcpp.read_barcodes(image)
    dark = image.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert dark is not None
    left, top, right, bottom = dark
    quiet = min(left, top, image.width - right, image.height - bottom)
    return Read(found.text, found.ec_level, image.width, image.height, quiet)


def read_all(picture: bytes) -> list[str]:
    """Read all codes of a picture, from the upper left to the lower right."""
    found = zxingcpp.read_barcodes(_grey(picture))
    rows = sorted(found, key=lambda code: (round(code.position.top_left.y / 50), code.position.top_left.x))
    return [code.text for code in rows]


def _grey(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("L")
