"""Drafts: the shipped words, and small ones, to be broken."""

from pathlib import Path

import pytest

from tests.loading.draft import Draft, small


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A copy of what is shipped."""
    return Draft(tmp_path)


@pytest.fixture
def small_draft(tmp_path: Path) -> Draft:
    """A copy with one item of each kind."""
    return small(tmp_path)
