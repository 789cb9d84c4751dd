"""Pictures as Telegram takes them: what is in a JPEG or PNG, as far as its size."""

import struct

SIDES = 10_000  # width and height together, https://core.telegram.org/bots/api#sendphoto
RATIO = 20

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The segments of a JPEG that tell its size."""


def fault(data: bytes) -> str | None:
    """Say why Telegram would not show a picture; None where it would."""
    found = size(data)
    if found is None:
        return "is no JPEG or PNG inside, whatever its name says; save it as one"
    width, height = found
    if width + height > SIDES:
        return (
            f"has {width:,} × {height:,} points, and Telegram takes {SIDES:,} for width and height together; shrink it"
        )
    if max(width, height) > RATIO * min(width, height):
        sides = f"{width:,} × {height:,} points"
        return f"is too narrow for Telegram: {sides}; cut it until one side is at most {RATIO} times the other"
    return None


def size(data: bytes) -> tuple[int, int] | None:
    """Give width and height of a JPEG or PNG; None where it is neither, or is cut off before it tells."""
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
        elif data.startswith(_JPEG):
            height, width = struct.unpack_from(">HH", data, _frame(data) + 5)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def _frame(data: bytes) -> int:
    """Give where the segment of a JPEG begins that tells its size; each begins with a mark and its own length."""
    position = 2
    while (mark := data[position + 1]) not in _FRAMES:
        filled = data[position] != 0xFF or mark == 0xFF
        position += 1 if filled else 2 + int(struct.unpack_from(">H", data, position + 2)[0])
    return position
