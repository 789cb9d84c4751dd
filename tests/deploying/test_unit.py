"""The unit for systemd: well-formed, patient enough, and shut in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.web.server import CLEANUP_SECONDS, SHUTDOWN_SECONDS
from tests.conftest import ROOT

UNIT = (ROOT / "docs" / "deploy" / "ally-shoring-bot.service").read_text(encoding="utf-8")
EXPOSURE = "15"
"""In tenths; systemd's own words for up to 2 are OK."""


@pytest.fixture
def unit(tmp_path: Path, certificate: Path) -> Path:
    """The unit, with a Python that there is on this machine."""
    file = tmp_path / "ally-shoring-bot.service"
    file.write_text(UNIT.replace("/opt/ally-shoring-bot/.venv/bin/python", sys.executable), encoding="utf-8")
    return file


def test_systemd_finds_nothing_wrong_with_the_unit(unit: Path) -> None:
    assert _analyzed("verify", str(unit)) == (0, "")


def test_the_unit_is_shut_in(unit: Path) -> None:
    status, table = _analyzed("security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", str(unit))
    assert status == 0, table


def test_the_unit_waits_until_the_bot_has_finished() -> None:
    seconds = re.search(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    assert seconds
    assert int(seconds[1]) >= max(30, SHUTDOWN_SECONDS + CLEANUP_SECONDS)


@pytest.mark.usefixtures("_programs")
def test_what_draws_a_chart_may_give_way_to_the_bot() -> None:
    allowed: set[str] = set()
    for sign, groups in re.findall(r"^SystemCallFilter=(~?)(.+)$", UNIT, re.MULTILINE):
        calls = set().union(*map(_calls, groups.split()))
        allowed = allowed - calls if sign else allowed | calls
    assert "setpriority" in allowed


def _calls(group: str) -> set[str]:
    """Give the calls of one of systemd's groups, some of which have groups in them."""
    _, table = _analyzed("syscall-filter", "--no-pager", group)
    words = {line.strip() for line in table.splitlines()} - {group, ""}
    return words.union(*(_calls(word) for word in words if word.startswith("@")))


def _analyzed(*words: str) -> tuple[int, str]:
    """Give the status, and what was said."""
    done = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
