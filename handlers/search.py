"""Searching: any text, and the words after a command."""

from dataclasses import replace

from telegram import Update

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Place, Route
from bot.core.screens.search import meant
from bot.tg import presenter
from bot.tg.context import Context
from handlers.commands import Handler, message_of


async def text(update: Update, context: Context) -> None:
    """Answer any text with the place that it means."""
    view = await context.view(update)
    await show(meant(message_of(update).text or "", view.edition), view, update, context)


def words_after(route: Route) -> Handler:
    """Make the handler of a command that searches for the words after it, and without any shows a place."""

    async def answer(update: Update, context: Context) -> None:
        view = await context.view(update)
        place = meant(" ".join(context.args), view.edition) if context.args else Place(route)
        await show(place, view, update, context)

    return answer


async def show(place: Place, view: View, update: Update, context: Context) -> None:
    """Send the screen of a place that a message means."""
    screen = render(place.route, replace(view, trail=place.trail))
    await presenter.send(context.bot, message_of(update), screen)
