"""`python -m bot doctor`."""

import logging
import sys
from collections.abc import Collection
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot import logs, settings
from bot.cli.printing import say, show
from bot.cli.running import until_done

if TYPE_CHECKING:
    from bot.doctor.finding import Finding

_NAMED = 2
"""So many of what is waited for have room in a line."""


class Format(StrEnum):
    """How findings are written."""

    TABLE = "table"
    JSON = "json"


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="Put right what can be, say so, and look again.")] = False,
    format: Annotated[Format, typer.Option("--format", help="A table, or JSON for programs.")] = Format.TABLE,
) -> None:
    """Compare what Telegram and the database have with the settings and the content, and show the way out.

    Changes nothing without --fix, and disturbs no running bot.

    Exit status: 0 where all fits; 1 where something does not; 2 where nothing is known to be wrong, but something
    could not be told, as when Telegram or the database does not answer.
    """
    from bot.doctor import report, treatment  # only here it is needed
    from bot.doctor.finding import status

    given = settings.read()
    logs.configure(settings.secrets(given), level=logging.WARNING)
    findings, done = _examine(given), list[str]()
    if fix:
        done = until_done(treatment.treat(findings, given))
        findings = _examine(given) if done else findings
    if format is Format.JSON:
        print(report.as_json(findings, done))  # noqa: T201  # read by a program, not to be wrapped
    else:
        if fix:
            say("\n".join([*done, ""]) if done else "There was nothing that --fix puts right.\n")
        show(report.table(findings))
    sys.exit(status(findings))


def _examine(given: settings.Settings) -> "tuple[Finding, ...]":
    """Look at everything, and show to whoever watches what is still waited for."""
    from bot.doctor.examination import examine

    with Console(stderr=True).status("Looking") as shown:

        def tell(awaited: Collection[str]) -> None:
            more = " …" if len(awaited) > _NAMED else ""
            shown.update(f"Waiting for {', '.join(islice(awaited, _NAMED))}{more}")

        return until_done(examine(given, tell))
