"""Two readings of YAML, the quick one and the one that knows what is wrong: an editor never notices which it was."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.loading import source
from bot.loading.source import Source
from tests.conftest import ROOT

TEXTS = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "content").glob("*.yaml"))]
SLIPS = [
    *(":", ": ", " :", "- ", "-\n", "- - ", "#", " #", "#x", "\t", "  ", "\n", "\n\n", "\r", "\r\n", "'", '"', "''"),
    *(
        "|",
        ">",
        "|\n",
        ">-\n",
        "|2\n",
        "|#",
        "{",
        "}",
        "[",
        "]",
        ",",
        "{a: b, c}",
        "[a, b]",
        ": ]",
        "[<<: ]",
        "&a",
        "*a",
    ),
    *("!", "%", "@", "`", "?", "? ", "---", "...", "\\", "\\n", "~", "\u2028", "\x85", "\ufeff", "\xa0", "é", "😀"),
    *("x: y: z", "- a: b\n  c", "\x07", "\x7f", "%YAML 1.1\n"),
]


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """Give some lines of the content with a few slips in them."""
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    first = draw(st.integers(0, len(lines) - 1))
    text = "".join(lines[first : first + draw(st.integers(1, 12))])
    for slip in draw(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=3)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + slip + text[place + draw(st.sampled_from([0, 0, 1, 3])) :]
    return text


def read(file: Path, quickly: bool) -> Source:
    """Read a file in one of the two ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", quickly)
        return source.read(file, "content/draft.yaml")


@given(text=drafts())
def test_both_readings_find_the_same_in_the_same_places(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "draft.yaml"
    file.write_text(text, encoding="utf-8")
    assert read(file, quickly=True) == read(file, quickly=False)


@pytest.mark.parametrize("file", sorted((ROOT / "content").glob("*.yaml")), ids=lambda file: file.stem)
def test_the_shipped_content_is_read_quickly(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("bot.loading.syntax._Loader")
    assert source.read(file, file.name).data
