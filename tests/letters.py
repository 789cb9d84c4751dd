"""Announcements as editors write them, and the files that go with them."""

import struct
from pathlib import Path

from bot.core.edition import Edition
from tests.loading.draft import Draft

FILE = "content/announcements.yaml"
PLAIN = """\
  - id: plain
    text:
      en: <b>The forum is on May 14.</b>
      es: <b>El foro es el 14 de mayo.</b>
"""
OPENING = """\
  - id: opening
    text:
      en: |-
        Somebody new is in the task force: R&amp;D has a voice now.
        More of it on the card.
      es: |-
        Hay alguien más en el grupo de trabajo: I&amp;D ya tiene voz.
        Más información en la ficha.
    opens: member_jana-nieto
    button:
      en: Meet Jana
      es: Conocer a Jana
"""
PICTURE = """\
  - id: picture
    text:
      en: That was the forum.
      es: Así fue el foro.
    opens: taskforce
    picture: files/forum.png
"""
DOCUMENT = """\
  - id: document
    text:
      en: The programme is here.
      es: Ya está el programa.
    opens: report_mexico
    document: https://example.org/programme.pdf?v=2
"""
ALL = PLAIN + OPENING + PICTURE + DOCUMENT


def png(width: int, height: int) -> bytes:
    """Make as much of a PNG as tells its size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


def jpeg(width: int, height: int) -> bytes:
    """Make as much of a JPEG as tells its size, with a thumbnail's size, which is not its own, before it."""
    before = b"\xff\xe1" + struct.pack(">H", 40) + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 1, 1) + bytes(29)
    return b"\xff\xd8" + before + b"\xff" + b"\xff\xc2" + struct.pack(">HBHH", 17, 8, height, width) + bytes(10)


def announce(draft: Draft, announcements: str) -> None:
    """Write the file, and put a picture beside it."""
    draft.write(FILE, f"announcements:\n{announcements}")
    (draft.folder / "content/files").mkdir(exist_ok=True)
    draft.write("content/files/forum.png", png(1200, 800))


def with_announcements(folder: Path, announcements: str = ALL) -> Edition:
    """Load what is shipped, and announcements."""
    draft = Draft(folder)
    announce(draft, announcements)
    return draft.load()
