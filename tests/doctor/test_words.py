"""What is said of the content and the catalogs."""

import shutil
from pathlib import Path

import pytest

from bot import app
from bot.doctor import words
from bot.doctor.finding import Finding, State
from bot.settings import Settings
from tests.bilingual import bilingual
from tests.doctor.looking import look


@pytest.fixture
def copied(given: Settings, tmp_path: Path) -> Settings:
    """The settings, with content and catalogs that may be spoiled."""
    folders = {"content_dir": tmp_path / "content", "locales_dir": tmp_path / "locales"}
    for name, folder in folders.items():
        shutil.copytree(bilingual() / name.removesuffix("_dir"), folder)
    return given.model_copy(update=folders)


def spoil(file: Path, old: str, new: str) -> None:
    """Put something else into a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(given: Settings) -> dict[str, Finding]:
    """Look, and give what is found by what was looked at."""
    return {finding.what: finding for finding in words.findings(words.inspected(given), given)}


async def test_content_with_a_fault_is_told_and_what_comes_from_it_is_not_looked_at(
    bot: app.App, copied: Settings
) -> None:
    spoil(copied.content_dir / "profile.yaml", "  description:", "  descriptoin:")
    there = await look(copied)
    assert there["content"].state is State.MISFIT
    assert there["content"].found.startswith("the bot cannot start with them: content/profile.yaml:")
    assert there["content"].way_out == "python -m bot check says of each what to do"
    assert there["catalogs"].state is State.FITS
    for what in ("commands and descriptions", "menus of the admins"):
        assert there[what].state is State.SKIPPED


def test_a_catalog_with_a_fault_is_told(copied: Settings) -> None:
    spoil(copied.locales_dir / "es/LC_MESSAGES/messages.po", 'msgid "Send an announcement"', 'msgid "Send"')
    there = found(copied)
    assert (there["content"].state, there["catalogs"].state) == (State.FITS, State.MISFIT)


def test_a_warning_is_a_note_because_the_bot_runs_with_it(copied: Settings) -> None:
    (copied.content_dir / "accepted.yaml").write_text("accepted: []\n", encoding="utf-8")
    finding = found(copied)["content"]
    assert finding.state is State.FITS
    assert finding.found.endswith("to look at: python -m bot check")
