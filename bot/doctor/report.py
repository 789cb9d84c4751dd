"""Findings as an operator reads them, and as a program does."""

import json
from collections import Counter
from collections.abc import Collection, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.doctor.finding import Finding, State, status

_STYLES = {State.FITS: "green", State.MISFIT: "bold red", State.UNKNOWN: "yellow", State.SKIPPED: "dim"}


def table(findings: Collection[Finding]) -> RenderableType:
    """Show each with what was found and, below, the way out; then how many there are of each kind."""
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in ("State", "What"):
        shown.add_column(head, no_wrap=True)
    shown.add_column("Found", overflow="fold")
    for finding in findings:
        words = f"{finding.found}\n→ {finding.way_out}" if finding.way_out else finding.found
        shown.add_row(Text(finding.state, _STYLES[finding.state]), Text(finding.what), Text(words))
    return Group(shown, "", Text(counted(findings)))


def counted(findings: Collection[Finding]) -> str:
    """Count them, and say what `--fix` is good for."""
    counts = Counter(finding.state for finding in findings)
    said = {
        State.FITS: ("fits", "fit"),
        State.MISFIT: ("does not fit", "do not fit"),
        State.UNKNOWN: ("cannot be told", "cannot be told"),
        State.SKIPPED: ("was not looked at", "were not looked at"),
    }
    parts = [f"{counts[state]} {words[counts[state] > 1]}" for state, words in said.items() if counts[state]]
    fixable = sum(finding.remedy is not None for finding in findings)
    hint = f" --fix puts {fixable} of them right." if fixable else ""
    return f"{', '.join(parts)}.{hint}"


def as_json(findings: Collection[Finding], done: Sequence[str]) -> str:
    """Write them for a program: the same words, and whether `--fix` would help."""
    shown = [
        {
            "what": finding.what,
            "state": finding.state,
            "found": finding.found,
            "way_out": finding.way_out,
            "fixable": finding.remedy is not None,
        }
        for finding in findings
    ]
    return json.dumps({"status": status(findings), "done": done, "findings": shown}, ensure_ascii=False)
