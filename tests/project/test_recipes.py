"""The recipes of CONTRIBUTING.md, each followed to the letter on a copy of the repository, work as they say."""

from pathlib import Path

import pytest

from tests.project.recipe import RECIPES, Copy
from tests.project.translator import translate_catalog, translate_content

CHECKED = """
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/lint-imports
"""
"""What of `make check` is about the code; the rest asks a network, or is a step of the recipes themselves."""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the repository."""
    return Copy(tmp_path)


@pytest.mark.parametrize("title", sorted(RECIPES.keys() - {"Add a language"}))
def test_whoever_follows_a_recipe_has_what_it_promises(copy: Copy, title: str) -> None:
    copy.follow(RECIPES[title])
    copy.run(CHECKED)


def test_whoever_translates_what_the_check_lists_has_another_language(copy: Copy) -> None:
    catalog, translation = RECIPES["Add a language"].split("\n**The translation.**")
    copy.follow(catalog)
    translate_content(copy.folder / "content")
    translate_catalog(copy.folder / "locales")
    copy.follow(translation)
    copy.run(CHECKED)
