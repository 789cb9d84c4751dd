"""QR codes as pictures: readable with a quarter of them covered, and with the quiet zone that readers need."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

ERROR_LEVEL = "q"
"""A quarter of a code may be dirty or torn (ISO/IEC 18004)."""
QUIET_ZONE = 4
"""Modules of white around a code, which readers need to find it."""
PRINT_PIXELS = 600
"""So many a side has a picture at least, quiet zone and all: two inches in print."""
DOTS_AN_INCH = 300


def png(address: str) -> bytes:
    """Draw the code of an address as a PNG for print."""
    code, picture = _code(address), BytesIO()
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    scale = -(-PRINT_PIXELS // modules)
    code.save(picture, kind="png", scale=scale, border=QUIET_ZONE, dpi=DOTS_AN_INCH)
    return picture.getvalue()


def svg(address: str, title: str) -> bytes:
    """Draw the code of an address as an SVG of its own, on white, of any size."""
    picture = BytesIO()
    _code(address).save(picture, kind="svg", border=QUIET_ZONE, omitsize=True, light="white", title=title)
    return picture.getvalue()


def inline_svg(address: str) -> str:
    """Draw the code of an address as an SVG inside HTML; what is around it has to be white."""
    return _code(address).svg_inline(border=QUIET_ZONE, omitsize=True)


def _code(address: str) -> "QRCode":
    import segno  # the bot draws a code for admins, now and then

    return segno.make_qr(address, error=ERROR_LEVEL, boost_error=False)
