"""Whether what a page names between backticks is there."""

import ast
from collections.abc import Iterator
from functools import cache

from bot.cli.commands import cli
from bot.watch import METHODS
from tests.conftest import ROOT


@cache
def defined() -> frozenset[str]:
    """Whatever our code defines or takes from elsewhere, by its bare name."""
    files = [file for folder in ("bot", "handlers") for file in (ROOT / folder).rglob("*.py")]
    return frozenset(name for file in files for name in _names(ast.parse(file.read_text(encoding="utf-8"))))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)


def exists(name: str) -> bool:
    """Tell whether something that is named between backticks is there."""
    match name.split():
        case ["python", "-m", "bot", command]:
            return command in {each.name or getattr(each.callback, "__name__", "") for each in cli.registered_commands}
        case ["python", path]:
            return (ROOT / path).is_file()
        case ["make", target]:
            return f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        case [path] if path.startswith("/"):
            return f'"{path}"' in (ROOT / "bot" / "web" / "server.py").read_text(encoding="utf-8")
        case [path] if "/" in path or "." in path:
            return (ROOT / path).exists()
        case [one]:
            return one in defined() or one in METHODS or (ROOT / one).is_dir()
        case _:
            return False
