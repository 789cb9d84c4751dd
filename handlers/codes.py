"""QR codes, which the chats of the admins get: the picture of a place's code, and how to come by the others."""

from telegram import Update

from bot.core import links
from bot.core.edition import View
from bot.core.links import Link
from bot.core.printed import place_of, signed
from bot.core.routes import Route
from bot.core.screen import Picture
from bot.core.screens import home
from bot.printing import codes
from bot.tg import presenter
from bot.tg.context import Context
from handlers import commands
from handlers.commands import message_of


def picture(route: Route, view: View, username: str) -> Picture | None:
    """Draw the code of a place for an admin; None for anybody else, and where there is none."""
    place = place_of(route)
    if not view.admin or place is None:
        return None
    link = Link(place)
    address = links.address(username, link)
    return Picture(codes.png(address), signed(place, view, address), f"{links.parameter(link)}.png")


async def explain(update: Update, context: Context) -> None:
    """Say to admins how to get codes; nobody else is told that there is such a command."""
    view = await context.view(update)
    if view.admin:
        await presenter.send(context.bot, message_of(update), home.codes(view))
    else:
        await commands.unknown_to_others(update, context)
