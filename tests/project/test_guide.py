"""CONTRIBUTING.md names what is there, and whoever cannot follow one of its steps is told where it does not fit."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project.recipe import GUIDE, RECIPES, Copy, Step, changed, steps

STEPS = {title: list(steps(recipe)) for title, recipe in RECIPES.items()}
MADE = {step.file for taken in STEPS.values() for step in taken if step.kind not in ("diff", "sh")} | {
    "locales/fr/LC_MESSAGES/messages.po"
}
"""What only whoever follows a recipe has."""


def test_there_is_a_recipe_for_each_thing_that_is_added() -> None:
    assert list(RECIPES) == ["Add a field", "Add a command", "Add a section", "Add a language"]


def test_every_file_that_the_guide_names_exists() -> None:
    prose = re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.md)`", prose))
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", prose) if "://" not in link}
    assert len(named) > 30
    assert [path for path in sorted((named | linked) - MADE) if not (ROOT / path).exists()] == []


def test_every_make_target_in_the_guide_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (\w+)", GUIDE, re.MULTILINE))
    assert named - targets == set() != named


@pytest.mark.parametrize("title", RECIPES)
def test_every_block_of_a_recipe_is_a_step_of_which_is_known_to_which_file_it_belongs(title: str) -> None:
    blocks = [block for step in STEPS[title] for block in (step.block, step.told) if block]
    assert RECIPES[title].count("```") == 2 * len(blocks)
    assert {step.kind for step in STEPS[title]} <= {"diff", "sh", "python", "yaml"}
    assert [step for step in STEPS[title] if step.kind != "sh" and not step.file] == []


@pytest.mark.parametrize("title", RECIPES)
def test_every_recipe_has_a_test_of_its_own_and_runs_it(title: str) -> None:
    *_, test, last = STEPS[title]
    assert re.fullmatch(r"tests/conversations/test_\w+\.py", test.file)
    assert last.kind == "sh"
    assert f"pytest -q {test.file}" in last.block
    assert last.block.endswith(".venv/bin/python -m bot check\n")


def test_a_step_belongs_to_the_file_that_the_words_right_before_it_name_first() -> None:
    recipe = "In `a/b.py`:\n\n```sh\nmake\n```\n\nThen, in `c.py`, as in `d.py`:\n\n```diff\n+e\n```\n"
    assert list(steps(recipe)) == [Step("sh", "a/b.py", "make\n", ""), Step("diff", "c.py", "+e\n", "")]


@pytest.mark.parametrize(("text", "times"), [("a\n", 0), ("a\nb\na\nb\n", 2), ("xa\nb\n", 0)])
def test_what_does_not_stand_in_a_file_just_so_is_named(text: str, times: int) -> None:
    with pytest.raises(
        AssertionError, match=f"this stands {times} times in c.py, and has to stand there once:\na\nb\n"
    ):
        changed(text, " a\n-b\n+c\n", "c.py")


def test_what_has_a_plus_comes_and_what_has_a_minus_goes() -> None:
    assert changed("0\na\nb\nd\n", " a\n-b\n+c\n d\n", "c.py") == "0\na\nc\nd\n"


# What is typed


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the repository, in which nothing is changed."""
    return Copy(tmp_path_factory.mktemp("guide"))


@pytest.mark.parametrize(
    ("commands", "told"),
    [
        ("echo no; false\n", ""),
        ("false; true\n", ""),
        ("echo no\n", "no\n"),
        ("echo a.yaml:1:1: no; false\n", "a.yaml:1:1: yes\n"),
    ],
)
def test_commands_that_fail_or_complain_of_something_else_are_shown(copy: Copy, commands: str, told: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(commands)):
        copy.run(commands, told)


def test_commands_complain_wherever_it_is(copy: Copy) -> None:
    copy.run("echo a.yaml:1:1: no >&2; false\n", "a.yaml:22:33: no\n")


def test_what_a_recipe_makes_is_not_there_before(copy: Copy) -> None:
    with pytest.raises(AssertionError, match=r"routes\.py is there already"):
        copy.follow("**The place**, a new file `bot/core/routes.py`:\n\n```python\nx = 1\n```\n")


def test_make_finds_installed_what_it_would_install(copy: Copy) -> None:
    copy.run("make -n catalogs | grep pybabel\n! make -n catalogs | grep pip\n")


def test_the_environment_of_a_copy_is_its_own(copy: Copy) -> None:
    prefix = Path(copy.folder, ".venv")
    copy.run(
        f'test "$(.venv/bin/python -c "import sys; print(sys.prefix)")" = "{prefix}"\n.venv/bin/pybabel --version\n'
    )
