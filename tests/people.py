"""Invented people with everything that editors may tell of somebody, and a reader of vCards."""

from pathlib import Path

from bot.core.edition import Edition
from tests.loading.draft import Draft

BOTH = """\
  - id: luz-ejemplo
    name: Luz Ejemplo Pérez
    organization: 3m
    title:
      en: Chief Executive
      es: Directora General
    biography:
      en: Luz builds <b>bridges</b> & roads.
      es: Luz construye <b>puentes</b> y caminos.
    portrait: https://example.org/luz.jpg
    links:
      - url: https://example.org/luz
        label:
          en: Website
          es: Sitio web
    contact:
      email: luz@example.org
      phone: +52 (55) 1234-5678
      consent:
        date: 2025-03-14
        how: By e-mail; the invented office keeps it.
"""
EMAIL_ALONE = """\
  - id: eva-ejemplo
    name: Eva Ejemplo
    contact:
      email: eva@example.org
      consent:
        date: 2025-03-14
        how: On paper.
"""
PHONE_ALONE = """\
  - id: ian-ejemplo
    name: Ian Ejemplo
    contact:
      phone: "+525587654321"
      consent:
        date: 2025-03-14
        how: On paper.
"""
NO_CONTACT = """\
  - id: oto-ejemplo
    name: Oto Ejemplo
    title:
      en: Engineer
      es: Ingeniero
    links:
      - url: https://example.org/oto
        label:
          en: Website
          es: Sitio web
"""


def with_invented_people(folder: Path, luz: str = BOTH) -> Edition:
    """Load what is shipped, and four more, of whom one may be told otherwise."""
    draft = Draft(folder)
    draft.edit("content/taskforce.yaml", "\nmembers:\n", f"\nmembers:\n{luz}{EMAIL_ALONE}{PHONE_ALONE}{NO_CONTACT}")
    return draft.load()


def properties(vcard: str) -> dict[str, list[str]]:
    """Read a vCard as an address book does: lines unfolded, values unescaped and parted at semicolons.

    What is no vCard is refused.
    """
    assert vcard.endswith("\r\n")
    lines = vcard.removesuffix("\r\n").split("\r\n")
    assert "\n" not in "".join(lines)
    assert [line for line in lines if len(line.encode()) > 75] == []
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    assert (unfolded[0], unfolded[1], unfolded[-1]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    found: dict[str, list[str]] = {}
    for line in unfolded[2:-1]:
        name, _, value = line.partition(":")
        found.setdefault(name, []).extend([value] if name == "URL" else _parts(value))
    return found


def _parts(value: str) -> list[str]:
    parts, characters = [""], iter(value)
    for character in characters:
        match character:
            case "\\":
                escaped = next(characters)
                parts[-1] += "\n" if escaped == "n" else escaped
            case ";":
                parts.append("")
            case ",":
                raise AssertionError(f"a comma that is not escaped: {value}")
            case _:
                parts[-1] += character
    return parts
