"""What tests know by heart: the words that are shipped, in English and Spanish, whatever other languages there are."""

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bot.loading import catalogs, schemas

ROOT = Path(__file__).parent.parent


@cache
def bilingual() -> Path:
    """Give the folder with `content/` and `locales/`."""
    others = {path.parent.parent.name for path in ROOT.glob("locales/*/LC_MESSAGES/messages.po")} - {"es"}
    return _without(others) if others else ROOT


def where() -> dict[str, str]:
    """Give the settings by which a process of its own finds them; by itself it finds all languages that there are."""
    folder = bilingual()
    return {} if folder == ROOT else {"CONTENT_DIR": str(folder / "content"), "LOCALES_DIR": str(folder / "locales")}


def _without(languages: set[str]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="bilingual-"))
    atexit.register(shutil.rmtree, folder)
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*languages))
    any_of = "|".join(languages)
    text = re.compile(rf"^( *)(?:{any_of}):.*\n(?:\n*\1 .*\n)*", re.MULTILINE)
    accepted = re.compile(rf"^  - .*\n(?:    .*\n)*?    place: .*\.(?:{any_of})\n(?:    .*\n)*", re.MULTILINE)
    for file in (folder / "content").glob("*.yaml"):
        file.write_text(accepted.sub("", text.sub("", file.read_text(encoding="utf-8"))), encoding="utf-8")
    schemas.write(folder / "content", catalogs.known(folder / "locales"))
    return folder
