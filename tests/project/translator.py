"""A translator who takes the Spanish for French, so that the words are as long as words are."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

_SPANISH = re.compile(r"^(?P<indent> *)es:(?P<text>.*\n(?:(?:(?P=indent) .*)?\n)*)", re.MULTILINE)


def translate_content(folder: Path) -> None:
    """Write a line `fr:` below each `es:`, which may go on in further lines."""
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(_SPANISH.sub(_with_french, text), encoding="utf-8")


def _with_french(spanish: re.Match[str]) -> str:
    said = spanish[0].rstrip("\n")
    return f"{said}\n{spanish['indent']}fr:{said.partition('es:')[2]}{spanish[0][len(said) :]}"


def translate_catalog(folder: Path) -> None:
    """Write each msgstr; of French plurals, the last two are the Spanish one."""
    spanish, french = (_read(folder / language / "LC_MESSAGES/messages.po") for language in ("es", "fr"))
    for message in french:
        known = spanish.get(message.id) if message.id else None
        match known and known.string:
            case str(text):
                message.string = text
            case (one, many):
                message.string = (one, many, many)
    with (folder / "fr/LC_MESSAGES/messages.po").open("wb") as file:
        write_po(file, french, width=120)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)
