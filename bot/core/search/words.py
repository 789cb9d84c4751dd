"""Words as a search compares them: without case, accents and punctuation, and by how they sound."""

import re
import unicodedata
from collections.abc import Iterable

SLUG_CHARACTERS = 40
"""What a button has room for, besides its language, its page and a way back."""

_INSIDE = re.compile(r"(?<=\b[a-z])[.&](?=[a-z]\b)|(?<=\w)['’](?=\w)")
"""What stands inside a word: `U.S.`, `R&D`, `world's`."""
_WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Give a text in small letters without accents; `U.S.` and `R&D` become words: `us`, `rd`."""
    plain = text.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    only_words = plain.replace(" ", "").isalnum()  # as in most names
    return plain if only_words else _INSIDE.sub("", plain)


def split(text: str) -> list[str]:
    """Give the words of a text, folded; only letters and figures that any keyboard writes are left."""
    return _WORD.findall(folded(text))


def slug(words: Iterable[str]) -> str:
    """Write words as a button can carry them: `jimenez-softtek`; empty where there are none.

    Words over the limit of 40 characters are left out; a first one that is longer is cut.
    """
    written = ""
    for word in words:
        longer = f"{written}-{word}" if written else word[:SLUG_CHARACTERS]
        if len(longer) > SLUG_CHARACTERS:
            break
        written = longer
    return written


_SOUNDS = (
    (re.compile("sch|sh"), "s"),
    (re.compile("ch"), "č"),
    (re.compile("ph"), "f"),
    (re.compile("ck|qu(?=[ei])|q"), "k"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("g(?=[ei])|x(?=[aeiou])"), "j"),
    (re.compile("c(?=[eiy])|z"), "s"),
    (re.compile("c"), "k"),
    (re.compile("ll"), "y"),
    (re.compile("[vw]"), "b"),
    (re.compile("y(?![aeiou])"), "i"),
    (re.compile("h"), ""),
    (re.compile("i(?=[aeou])"), "y"),
    (re.compile("m(?=[bp])"), "n"),
    (re.compile(r"([^0-9])\1+"), r"\1"),
)
"""What Spanish and English ears do not tell apart, in the order in which it is replaced."""


def sound(word: str) -> str:
    """Give how a folded word sounds, roughly: `zozaya` and `zozalla`, `softtek` and `softec` sound the same."""
    for pattern, sounded in _SOUNDS:
        word = pattern.sub(sounded, word)
    return word
