"""Writes published.yaml: every id that stands in a button or a code, so that none is lost unawares."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.core.upkeep import KINDS
from bot.loading import manuscript, retirement

_HEAD = """\
# yaml-language-server: $schema=schemas/published.json
# The ids that stand in sent buttons and printed codes. `python -m bot publish` writes this file: it adds ids and never
# takes one out. What became of an item that is gone stands in retired.yaml.
"""


def publish(content_dir: Path, locales_dir: Path) -> list[str]:
    """Add the ids that are new, and give them, each after its list: `members/jana-nieto`.

    Raises:
        EditionError: the content is at fault; nothing is published.
    """
    read = manuscript.read(content_dir, locales_dir)
    read.edition()
    new = {kind: _new(kind, read.models) for kind in KINDS}
    if any(new.values()):
        listed = {kind: [*_listed(kind, read.models), *ids] for kind, ids in new.items()}
        (content_dir / retirement.PUBLISHED).write_text(_written(listed), encoding="utf-8")
    return [f"{kind}/{id}" for kind, ids in new.items() for id in ids]


def _listed(kind: str, models: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(getattr(models[retirement.PUBLISHED], kind)))


def _new(kind: str, models: Mapping[str, Any]) -> list[str]:
    listed = _listed(kind, models)
    return [id for id in retirement.ids(models, kind) if id not in listed]


def _written(listed: Mapping[str, list[str]]) -> str:
    lists = ("".join([f"\n{kind}:\n", *(f"  - {id}\n" for id in ids)]) for kind, ids in listed.items() if ids)
    return _HEAD + "".join(lists)
