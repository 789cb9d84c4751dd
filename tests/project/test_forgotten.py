"""Whoever forgets a step of a recipe is told so, as CONTRIBUTING.md says."""

from pathlib import Path
from shlex import quote

import pytest

from tests.project.recipe import RECIPES, Copy, steps

SPANISH = "locales/es/LC_MESSAGES/messages.po"
CHECK, TYPES, TESTS = (f".venv/bin/python -m {program}" for program in ("bot check", "mypy", "pytest -q"))
UNKNOWN_PLACE = 'Argument 1 to "assert_never" has incompatible type "Events"'


@pytest.mark.parametrize(
    ("title", "file", "command", "told"),
    [
        ("Add a field", SPANISH, CHECK, "«{count} page»: has no translation"),
        ("Add a command", SPANISH, CHECK, "«The newest report»: has no translation"),
        ("Add a command", "handlers/__init__.py", f"{TESTS} tests/conversations/test_service.py", "known[latest]"),
        ("Add a command", "README.md", f"{TESTS} tests/project/test_readme.py", "'latest'"),
        ("Add a section", "bot/core/catalog.py", TYPES, '"Catalog" has no attribute "events"'),
        ("Add a section", "bot/core/screens/__init__.py", TYPES, UNKNOWN_PLACE),
    ],
)
def test_a_forgotten_step_is_named(tmp_path: Path, title: str, file: str, command: str, told: str) -> None:
    copy = Copy(tmp_path)
    taken = [step for step in steps(RECIPES[title]) if step.file != file and "pytest" not in step.block]
    assert len(taken) == len(list(steps(RECIPES[title]))) - 2
    for step in taken:
        copy.take(step)
    copy.run(f"! {command} > said 2>&1 && grep -F {quote(told)} said\n")
