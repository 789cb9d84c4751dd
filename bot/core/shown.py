"""What a message shows, told by its buttons: nobody has to remember it."""

from collections.abc import Iterable, Iterator

from bot.core import routes
from bot.core.routes import Ask, Tap
from bot.errors import UnreadableButtonError


def shown(callback_data: Iterable[str]) -> Tap | None:
    """Give the place and language of a message by the data of its buttons, or None where these do not tell.

    Most buttons are in the message's own language; 🌐 leads to the same place in another one.
    """
    taps = list(_readable(callback_data))
    own = next((tap.locale for tap in taps if tap.ask is not Ask.SWITCH), None)
    other = next((tap for tap in taps if tap.ask is Ask.SWITCH or tap.locale != own), None)
    return Tap(own, other.place) if own and other else None


def _readable(callback_data: Iterable[str]) -> Iterator[Tap]:
    for data in callback_data:
        try:
            yield routes.read(data)
        except UnreadableButtonError:
            continue
