"""Known vulnerabilities in what the bot needs: `python -m tests.project.audit requirements.txt`, as `make check` asks.

The status is 1 where there are any, or where pip-audit cannot read what it is to look at. A service that does not
answer is nobody's fault here: that is said aloud, and the status is 0.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

COMMAND = (sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format=json")
SECONDS = 120
"""After which the service counts as one that does not answer."""
_OUT_OF_REACH = re.compile(
    r"^(requests\.exceptions\.\w+|pip_audit\._service\.\S+Error|ERROR:.*(Could not connect|is not redirecting)).*",
    re.MULTILINE,
)
"""How pip-audit ends when it cannot ask; for most reasons, with a traceback."""


def main(file: str, options: Sequence[str] = ()) -> int:
    """Look, tell on standard error what was found, and give the exit status."""
    try:
        done = subprocess.run(
            [*COMMAND, "--progress-spinner=off", *options, "--requirement", file],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _unknown(file, f"no answer in {SECONDS} seconds")
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if reason := _OUT_OF_REACH.search(done.stderr):
            return _unknown(file, reason[0])
        return _say(done.stderr or "pip-audit said nothing", 1)
    return judge(file, found)


def judge(file: str, found: Sequence[dict[str, Any]]) -> int:
    """Tell what pip-audit's report says, and give the exit status."""
    vulnerable = [_line(package, entry) for package in found for entry in package.get("vulns", ())]
    unasked = [package["name"] for package in found if "skip_reason" in package]
    if unasked:
        _unknown(file, f"it does not know {len(unasked)} of {len(found)} packages")
    if vulnerable:
        return _say("\n".join([f"{file} has known vulnerabilities; run: make update", *vulnerable]), 1)
    return 0 if unasked else _say(f"{file}: no known vulnerabilities in {len(found)} packages", 0)


def _line(package: dict[str, Any], entry: dict[str, Any]) -> str:
    fixed = ", ".join(entry["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {entry['id']}, fixed in {fixed}"


def _unknown(file: str, reason: str) -> int:
    return _say(f"NOT LOOKED AT: known vulnerabilities in {file}; the service cannot be asked ({reason[:200]})", 0)


def _say(words: str, status: int) -> int:
    sys.stderr.write(f"{words}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
