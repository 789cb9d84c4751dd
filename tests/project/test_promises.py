"""What is promised names the tests that prove it, and there are such tests."""

import re

import pytest

from tests.conftest import ROOT

PROMISES = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = [line for line in PROMISES.splitlines() if line.startswith("| ") and not line.startswith(("| promise", "| ---"))]


@pytest.mark.parametrize("row", [row for row in ROWS if "`tests/" in row], ids=lambda row: row[2:60])
def test_every_test_that_a_promise_names_exists(row: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
    assert named
    for file, name in named:
        assert re.search(rf"^ *(async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), name


def test_every_promise_names_a_test() -> None:
    promises = PROMISES.partition("## Figures")[0]
    rows = [row for row in ROWS if row in promises]
    assert len(rows) > 10
    assert [row for row in rows if "`tests/" not in row] == []
