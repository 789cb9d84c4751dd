"""Findings that an editor has accepted in accepted.yaml, and acceptances that no longer accept anything."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.core.upkeep import Acceptance
from bot.errors import Fault
from bot.loading.source import Source
from bot.loading.translation import Finding

ACCEPTED = "accepted.yaml"


def left(findings: Sequence[Finding], models: Mapping[str, Any]) -> list[Finding]:
    """Give the findings that nobody has accepted."""
    return [finding for finding in findings if not any(_fits(one, finding) for one in _accepted(models))]


def warnings(findings: Sequence[Finding], sources: Mapping[str, Source], models: Mapping[str, Any]) -> Iterator[Fault]:
    """Give a warning for each acceptance that fits none of the findings."""
    for number, one in enumerate(_accepted(models)):
        if not any(_fits(one, finding) for finding in findings):
            words = "accepts what the check does not find; take it out, or correct it"
            yield sources[ACCEPTED].warning(("accepted", number), words)


def _accepted(models: Mapping[str, Any]) -> tuple[Acceptance, ...]:
    return models[ACCEPTED].accepted if ACCEPTED in models else ()


def _fits(one: Acceptance, finding: Finding) -> bool:
    """What an acceptance leaves out does not matter to it."""
    file = finding.fault.file
    return (
        (one.file is None or file == one.file or file.endswith(f"/{one.file}"))
        and one.place in (None, finding.fault.path)
        and one.what == finding.what
        and one.found in (None, finding.found)
    )
