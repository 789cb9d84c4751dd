"""The guide for editors does what it shows: each example is carried out on a copy of the content, in both languages."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.loading.draft import Draft

GUIDE = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
ENGLISH, SPANISH = GUIDE.partition("\n## English\n")[2].split("\n## Español\n")
LANGUAGES = pytest.mark.parametrize("guide", [ENGLISH, SPANISH], ids=["English", "Español"])
STEP = re.compile(r"\[`(?P<file>\w+\.yaml)`\]|^```(?P<kind>yaml|text)\n(?P<block>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot").rglob("*.py")))


class Reader:
    """An editor who does what the guide says, on a copy, and looks at what the check says to it."""

    def __init__(self, folder: Path) -> None:
        self._draft = Draft(folder)
        self._file = ""
        self._before: str | None = None
        self._is_told = False

    def carry_out(self, section: str) -> None:
        """Follow a section: the first example for a file stands in it, and each further one takes its place."""
        for step in STEP.finditer(section):
            if step["file"]:
                self._file, self._before = step["file"], None
            elif step["kind"] == "text":
                assert _unnumbered(self._draft.inspect()) == _unnumbered(step["block"].splitlines())
                self._is_told = True
            else:
                self._put(step["block"])
        if not self._is_told:
            assert self._draft.inspect() == []

    def _put(self, after: str) -> None:
        path = self._draft.folder / "content" / self._file
        text = path.read_text(encoding="utf-8")
        before = after if self._before is None else self._before
        times = len(re.findall(f"^{re.escape(before)}", text, re.MULTILINE))
        assert times == 1, (
            f"the guide shows this, which stands {times} times in {self._file}; change one of them:\n{before}"
        )
        path.write_text(re.sub(f"^{re.escape(before)}", lambda _: after, text, flags=re.MULTILINE), encoding="utf-8")
        self._before, self._is_told = after, False


def _unnumbered(lines: list[str]) -> list[str]:
    """Leave out lines and columns, which move when something is added above."""
    return [re.sub(r":\d+:\d+:", ":", line) for line in lines]


@LANGUAGES
def test_each_example_can_be_carried_out_and_the_check_says_what_is_shown(tmp_path: Path, guide: str) -> None:
    reader = Reader(tmp_path)
    for section in guide.split("\n### "):
        reader.carry_out(section)


def test_both_languages_show_the_same_steps_in_the_same_order() -> None:
    steps = [
        [step["file"] or step["kind"] for section in guide.split("\n### ") for step in STEP.finditer(section)]
        for guide in (ENGLISH, SPANISH)
    ]
    assert steps[0] == steps[1]
    assert len(steps[0]) > 40


@LANGUAGES
def test_every_file_of_the_content_is_in_the_guide_and_no_other(guide: str) -> None:
    named = Counter(re.findall(r"^\| .* \| \[(\w+\.yaml)\]\(\1\) \|$", guide, re.MULTILINE))
    assert named == Counter(file.name for file in (ROOT / "content").glob("*.yaml"))


def test_every_message_that_the_guide_explains_is_one_of_the_check_s() -> None:
    explained = re.findall(r"^\| `(.+)` \| .+\.", SPANISH, re.MULTILINE)
    assert [message for message in explained if message not in CODE] == []
    assert len(explained) == 18


@pytest.mark.parametrize("word", ["usted", "ustedes", "tú", "tu", "haga", "haz", "abra", "abre", "escriba", "agregue"])
def test_the_spanish_guide_addresses_nobody(word: str) -> None:
    assert re.search(rf"\b{word}\b", SPANISH, re.IGNORECASE) is None
