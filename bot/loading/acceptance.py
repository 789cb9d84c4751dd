"""Findings that an editor has accepted in accepted.yaml, and acceptances that no longer accept anything."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.upkeep import Acceptance
from bot.errors import Fault
from bot.loading.source import Source
from bot.loading.translation import Finding

ACCEPTED = "accepted.yaml"


def sift(
    findings: Sequence[Finding], sources: Mapping[str, Source], models: Mapping[str, Any]
) -> tuple[list[Finding], list[Fault]]:
    """Give the findings that are left, and a warning for each acceptance that fits none.

    While any file is at fault nothing is said about acceptances: what they fit may be in there.
    """
    accepted: tuple[Acceptance, ...] = models[ACCEPTED].accepted if ACCEPTED in models else ()
    left = [finding for finding in findings if not any(_fits(one, finding) for one in accepted)]
    if len(models) < len(sources):
        return left, []
    return left, [
        sources[ACCEPTED].warning(
            ("accepted", number), "accepts what the check no longer finds; take it out, or correct it"
        )
        for number, one in enumerate(accepted)
        if not any(_fits(one, finding) for finding in findings)
    ]


def _fits(one: Acceptance, finding: Finding) -> bool:
    file = finding.fault.file
    return (
        (one.file is None or file == one.file or file.endswith(f"/{one.file}"))
        and one.place in (None, finding.fault.path)
        and one.what == finding.what
        and (finding.found is None or one.found == finding.found)
    )
