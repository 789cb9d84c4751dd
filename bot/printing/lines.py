"""How large the words under a code can be, so that however long they are all of them find room."""

from collections.abc import Collection

ROOM_WIDTH = 54.0
ROOM_HEIGHT = 18.5
"""The room under a code, in millimetres."""
SIZES = (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.5)
"""Of a name, in points; the last one is taken where nothing fits."""
SMALLER = 0.85
"""The size of what stands below a name, of the name's."""
LEADING = 1.2
_POINT = 25.4 / 72
_WIDEST, _CAPITAL, _OTHER, _SPACE = 1.1, 0.82, 0.65, 0.35
"""How wide characters are, of their size, in bold letters of a font that takes much room."""


def size(names: Collection[str], details: Collection[str]) -> float:
    """Give the size of names, in points, in which they fit with what stands below them."""

    def fits(points: float) -> bool:
        return _height(names, points) + _height(details, points * SMALLER) <= ROOM_HEIGHT

    return next(filter(fits, SIZES), SIZES[-1])


def count(text: str, points: float) -> int:
    """Count the lines of a text, broken between words, and within those that are longer than a line."""
    room = ROOM_WIDTH / (points * _POINT)
    lines, left = 1, room
    for word in text.split():
        width = sum(map(_width, word))
        if width > left:
            lines, left = lines + (left < room), room
        while width > left:
            lines, width = lines + 1, width - left
        left -= width + _SPACE
    return lines


def _height(texts: Collection[str], points: float) -> float:
    return sum(count(text, points) for text in texts) * LEADING * points * _POINT


def _width(character: str) -> float:
    if character in "MW@%—":
        return _WIDEST
    return _CAPITAL if character.isupper() else _OTHER
