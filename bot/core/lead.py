"""Where a button leads: told by its callback data alone, and the same for everybody who taps it."""

from dataclasses import dataclass, replace

from bot.core import figures, routes
from bot.core.edition import Edition
from bot.core.routes import Ask, Forget, Home, Place, Subscription, Tap
from bot.core.screens.way import Detour, detour, nearest
from bot.errors import UnreadableButtonError


@dataclass(frozen=True, slots=True)
class Lead:
    """The tap of a button, led to what still exists, and the detour if that is another place.

    The tap has no locale where the data do not tell the language, or one that there is not.
    """

    tap: Tap
    detour: Detour | None
    leads_on: bool
    """Whether it puts something else in the place of its message, whatever happens."""
    only_leads: bool
    """Whether what there is to say of it is known from the beginning."""
    counted: str | None
    """Under what an opening of the place is counted."""

    def speaking(self, locale: str) -> "Lead":
        """Give the same in a language that the data do not tell: nobody knows whether it is the one that was meant."""
        return replace(self, tap=replace(self.tap, locale=locale), detour=self.detour or Detour())


def lead(data: str, edition: Edition) -> Lead:
    """Tell where some callback data lead in an edition; what cannot be read leads home."""
    try:
        tap = routes.read(data)
    except UnreadableButtonError:
        tap = Tap("", Place(Home()))
    locale = tap.locale if tap.locale in edition.languages else ""
    wanted, catalog = tap.place.route, edition.catalog
    route = nearest(wanted, catalog)
    changes = isinstance(route, Subscription) or (isinstance(route, Forget) and route.done)
    return Lead(
        Tap(locale, Place(route, tap.place.trail), tap.ask if locale else Ask.PLACE),
        detour(wanted, catalog),
        leads_on=not changes and (not locale or tap.ask in (Ask.PLACE, Ask.SWITCH)),
        only_leads=not changes and bool(locale) and tap.ask in (Ask.PLACE, Ask.ANEW),
        counted=figures.key(route),
    )
