"""A look at everything, and what was found."""

from bot.doctor.examination import examine
from bot.doctor.finding import Finding, State
from bot.settings import Settings


async def look(given: Settings) -> dict[str, Finding]:
    """Give what is found, by what was looked at."""
    return {finding.what: finding for finding in await examine(given)}


async def wrong(given: Settings) -> dict[str, str]:
    """Give what does not fit or cannot be told, with the words about it."""
    faults = (State.MISFIT, State.UNKNOWN)
    return {what: finding.found for what, finding in (await look(given)).items() if finding.state in faults}
