"""The shipped content with a task force of thousands, most of it made up."""

import json
import shutil
from pathlib import Path

from benchmarks.search import invented
from benchmarks.shipped import ROOT
from bot.core.routes import Member, Organization

_FILE = "taskforce.yaml"


def enlarge(folder: Path, people: int) -> None:
    """Write content with so many people more into an empty folder."""
    shutil.copytree(ROOT / "content", folder, dirs_exist_ok=True)
    before, between, members = (folder / _FILE).read_text(encoding="utf-8").partition("\nmembers:\n")
    organizations, others = _made_up(people)
    (folder / _FILE).write_text("".join([before, *organizations, between, members, *others]), encoding="utf-8")


def _made_up(people: int) -> tuple[list[str], list[str]]:
    found = invented(people)
    ids = {one.names[0]: one.route.id for one in found if isinstance(one.route, Organization)}
    organizations = [f"\n  - id: {id}\n    name: {_text(name)}" for name, id in ids.items()]
    members = [
        f"  - id: {one.route.id}\n    name: {_text(one.names[0])}\n    organization: {ids[one.beside[0]]}\n"
        for one in found
        if isinstance(one.route, Member)
    ]
    return organizations, members


def _text(name: str) -> str:
    """Write a name so that nothing in it means anything to YAML."""
    return json.dumps(name, ensure_ascii=False)
