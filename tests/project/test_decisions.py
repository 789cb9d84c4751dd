"""The decisions are found by their subjects, and what they name is there."""

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
CONTENTS, *CHAPTERS = re.split(r"^## .+$", PAGE, flags=re.MULTILINE)
PATH = re.compile(r"`((?:benchmarks|bot|content|docs|handlers|locales|tests)/[\w/.-]*)`")
MADE = {"bot/shipped/"}
"""What is not in the repository, but made of it."""


def anchor(heading: str) -> str:
    """Give the name by which GitHub knows a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_contents_name_every_subject_in_its_order() -> None:
    listed = re.findall(r"^- \[(.+)\]\(#(.+)\)$", CONTENTS, re.MULTILINE)
    assert listed == [(heading, anchor(heading)) for heading in HEADINGS]


def test_every_link_within_the_page_leads_somewhere() -> None:
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= {anchor(heading) for heading in HEADINGS}


def test_every_paragraph_says_first_what_was_decided_and_none_does_so_twice() -> None:
    paragraphs = [words for chapter in CHAPTERS for words in chapter.strip().split("\n\n")]
    decided = [re.match(r"\*\*([^*]+)\*\*", words) for words in paragraphs]
    assert [words for words, found in zip(paragraphs, decided, strict=True) if not found] == []
    titles = [found[1] for found in decided if found]
    assert len(titles) == len(set(titles)) > 100


def test_every_path_that_is_named_exists() -> None:
    named = PATH.findall(PAGE)
    assert len(named) > 10
    assert [path for path in named if path not in MADE and not (ROOT / path).exists()] == []
