"""A copy of content/ and locales/ to be broken."""

import shutil
from pathlib import Path

from bot import loading
from bot.core import upkeep
from bot.core.edition import Edition
from bot.errors import EditionError
from bot.loading import publication
from bot.loading.inspection import inspect
from tests.bilingual import bilingual

CATALOG = "locales/es/LC_MESSAGES/messages.po"
TEMPLATE = "locales/messages.pot"


class Draft:
    """A copy in which an editor makes mistakes; files are named from its root, like content/reports.yaml."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("content", "locales"):
            shutil.copytree(bilingual() / name, folder / name)
        (folder / TEMPLATE).unlink()  # most tests write catalogs of a few sentences

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace some text that stands in a file exactly once."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def write(self, file: str, text: str | bytes) -> None:
        """Replace a whole file."""
        (self.folder / file).write_bytes(text.encode() if isinstance(text, str) else text)

    def load(self) -> Edition:
        """Load it."""
        return loading.load(self.folder / "content", self.folder / "locales")

    def inspect(self) -> list[str]:
        """Give what `check` tells of it, a line for each error and warning."""
        found = inspect(self.folder / "content", self.folder / "locales")
        return list(map(str, found.faults))

    def publish(self) -> list[str]:
        """Publish its ids."""
        return publication.publish(self.folder / "content", self.folder / "locales")

    def faults(self) -> list[str]:
        """Give what an editor is told, a line for each fault."""
        try:
            self.load()
        except EditionError as error:
            return str(error).split("\n")
        return []


def small(folder: Path) -> Draft:
    """Give a draft with one item of each kind, whose lines can be counted."""
    draft = Draft(folder)
    draft.write("content/overview.yaml", OVERVIEW)
    draft.write("content/reports.yaml", REPORTS)
    draft.write("content/enablers.yaml", ENABLERS)
    draft.write("content/taskforce.yaml", TASK_FORCE)
    for name in upkeep.FILES:
        (draft.folder / "content" / name).unlink()
    return draft


OVERVIEW = """\
overview:
  title:
    en: Title
    es: Título
  headline:
    en: Headline
    es: Encabezado
  paragraphs:
    - en: Paragraph
      es: Párrafo
"""
REPORTS = """\
title:
  en: Reports
  es: Reportes
reports:
  - id: first
    number: 1
    label:
      en: First
      es: Primero
    title:
      en: First report
      es: Primer reporte
    summary:
      en: Summary
      es: Resumen
    authors:
      - Ana
    month: 2021-03
    link: https://example.org/first
"""
ENABLERS = """\
title:
  en: Enablers
  es: Habilitadores
enablers:
  - id: talent
    title:
      en: Talent
      es: Talento
    text:
      en: Text
      es: Texto
"""
TASK_FORCE = """\
title:
  en: Task force
  es: Grupo de Trabajo
organizations:
  - id: arca
    name: Arca
  - id: vesta
    name: Vesta
members:
  - id: ana
    name: Ana
    organization: arca
  - id: eva
    name: Eva
"""
