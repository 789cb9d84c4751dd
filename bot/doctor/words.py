"""The content and the catalogs."""

from collections.abc import Sequence

from bot.doctor.finding import Finding, fits, misfit
from bot.errors import EditionError, Fault, Severity
from bot.loading.inspection import Inspection, inspect
from bot.loading.inventory import counts, listed
from bot.settings import Settings

_WAY_OUT = "python -m bot check says of each what to do"


def inspected(settings: Settings) -> Inspection:
    """Look at everything, which takes a while."""
    try:
        return inspect(settings.content_dir, settings.locales_dir)
    except EditionError as error:
        return Inspection(None, error.faults, ())


def findings(found: Inspection, settings: Settings) -> list[Finding]:
    """Say how they stand."""
    of_catalogs = [fault for fault in found.faults if fault.file.startswith(f"{settings.locales_dir.name}/")]
    of_content = [fault for fault in found.faults if fault not in of_catalogs]
    return [_finding("content", of_content, _items(found)), _finding("catalogs", of_catalogs, _languages(found))]


def _finding(what: str, faults: Sequence[Fault], well: str) -> Finding:
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    warnings = len(faults) - len(errors)
    if errors:
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        return misfit(what, f"the bot cannot start with them: {errors[0]}{more}", _WAY_OUT)
    doubts = f"; {warnings} {'warning' if warnings == 1 else 'warnings'} to look at: python -m bot check"
    return fits(what, f"{well}{doubts if warnings else ''}")


def _items(found: Inspection) -> str:
    if found.edition is None:
        return "no fault"
    return listed(counts(found.edition.catalog))


def _languages(found: Inspection) -> str:
    return ", ".join(found.edition.languages) if found.edition else "no fault"
