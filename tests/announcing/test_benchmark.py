"""The share of what Telegram allows, as the benchmark measures it."""

import re
import subprocess
import sys

from tests.conftest import ROOT


def test_an_announcement_uses_95_percent_of_what_is_allowed_and_provokes_no_flood_wait() -> None:
    command = [sys.executable, "-m", "benchmarks.announcing", "--quick"]
    table = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^\| 1,000 \| \S+ \| \S+ \| (\S+)% \| (\d+) \| (\S+) \|", table, re.MULTILINE)
    assert found is not None
    assert 95.0 <= float(found[1]) <= 100.0
    assert (found[2], found[3]) == ("0", "yes")
