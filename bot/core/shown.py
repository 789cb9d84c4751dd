"""What a message shows, told by its buttons: nobody has to remember it."""

from collections.abc import Iterable

from bot.core import routes
from bot.core.routes import Ask, Tap
from bot.errors import UnreadableButtonError


def shown(callback_data: Iterable[str]) -> Tap | None:
    """Give the place and language of a message by the data of its buttons, or None where these do not tell.

    Most buttons are in the message's own language; 🌐 leads to the same place in another one.
    """
    own, other = None, None
    for data in callback_data:
        leads_across = data[2:3] == Ask.SWITCH or (own is not None and data[:2] != own)
        if (other if leads_across else own) is None and (tap := _read(data)):
            own, other = (own, tap) if leads_across else (tap.locale, other)
            if own and other:
                return Tap(own, other.place)
    return None


def _read(data: str) -> Tap | None:
    try:
        return routes.read(data)
    except UnreadableButtonError:
        return None
