"""Which slips fingers and ears make, and which make another word: `Kopez` is Lopez, `Suarez` is not Juárez."""

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_REACH = 1.2
"""How far apart two letters of a telephone's keyboard may be to be mistaken, in widths of a key."""
_VOWELS = "aeiou"
_EARS = (_VOWELS, "bvw", "ckqszx", "ghjxy", "iyl", "mn", "dt", "fp")
"""Letters that ears mistake for each other, in Spanish or English."""


def _neighbours() -> frozenset[tuple[str, str]]:
    places = {key: (column + row / 2, row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return frozenset(
        (one, other)
        for one, (x, y) in places.items()
        for other, (to_x, to_y) in places.items()
        if (x - to_x) ** 2 + (y - to_y) ** 2 <= _REACH**2
    )


_NEIGHBOURS = _neighbours()


def likely(word: str, other: str) -> bool:
    """Tell whether the one slip between two words is one that fingers or ears make."""
    if len(word) != len(other) or sorted(word) == sorted(other):
        return True  # a letter lost, one doubled, or two swapped
    return all(letter == meant or _mistaken(letter, meant) for letter, meant in zip(word, other, strict=True))


def other_ending(word: str, other: str) -> bool:
    """Tell whether two words differ in their last vowels alone, as names do: Fernando and Fernanda."""
    stem = word.rstrip(_VOWELS)
    if stem != other.rstrip(_VOWELS) or sorted(word) == sorted(other):
        return False
    return len(word) != len(other) or (word[-1], other[-1]) not in _NEIGHBOURS


def _mistaken(letter: str, meant: str) -> bool:
    return (letter, meant) in _NEIGHBOURS or any(letter in ears and meant in ears for ears in _EARS)
