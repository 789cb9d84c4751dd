"""Faults as lines: for people, and as annotations that GitHub shows beside the lines of a change."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import yaml

from bot.errors import Fault, Severity
from bot.loading.translation import Finding


class Format(StrEnum):
    """How faults are written."""

    PLAIN = "plain"
    GITHUB = "github"


def lines(faults: Iterable[Fault], format: Format) -> list[str]:
    """Write each fault in a line."""
    return [str(fault) if format is Format.PLAIN else annotation(fault) for fault in faults]


def annotation(fault: Fault) -> str:
    """Write a fault as GitHub's workflow commands have it.

    The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the escapes are
    those of its toolkit's command.ts.
    """
    place = {"file": fault.file, "line": str(fault.line), "col": str(fault.column)}
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{fault.severity} {properties}::{_data(fault.message)}"


def counted(faults: Sequence[Fault]) -> str:
    """Count errors and warnings: `2 faults to put right, 1 warning to look at.`"""
    warnings = sum(fault.severity is Severity.WARNING for fault in faults)
    errors = len(faults) - warnings
    parts = [
        f"{errors} fault{'' if errors == 1 else 's'} to put right" if errors else "",
        f"{warnings} warning{'' if warnings == 1 else 's'} to look at" if warnings else "",
    ]
    return f"{', '.join(filter(None, parts))}."


def offer(findings: Sequence[Finding]) -> str:
    """Write what an editor adds to accepted.yaml if these findings are right as they are; only the reasons lack."""
    items = [
        {
            "file": finding.fault.file.partition("/")[2],
            "place": finding.fault.path,
            "what": str(finding.what),
            **({"found": finding.found} if finding.found else {}),
            "why": "",
        }
        for finding in findings
    ]
    written = yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=1000).replace("why: ''", "why:")
    return "".join(f"  {line}\n" for line in written.splitlines())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
