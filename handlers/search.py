"""Searching: any text, and the words after a command."""

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatType

from bot.core import render
from bot.core.edition import View
from bot.core.routes import Place, Route
from bot.core.screens.search import meant
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.errand import leads_to
from handlers.commands import Handler, message_of


async def text(update: Update, context: Context) -> None:
    """Answer any text with the place that it means."""
    view = await context.view(update)
    await show(meant(message_of(update).text or "", view.edition), view, update, context)


def words_after(route: Route) -> Handler:
    """Make the handler of a command that searches for the words after it, and without any shows a place."""

    async def answer(update: Update, context: Context) -> None:
        view = await context.view(update)
        words = _words(update, context)
        place = meant(words, view.edition) if words else Place(route)
        await show(place, view, update, context)

    return answer


def _words(update: Update, context: Context) -> str:
    """Give the words after a command; in a group without the names of those who are to see the answer."""
    private = message_of(update).chat.type == ChatType.PRIVATE
    return " ".join(word for word in context.args or () if private or not word.startswith("@"))


async def show(place: Place, view: View, update: Update, context: Context) -> None:
    """Send the screen of a place that a message means."""
    leads_to(place.route)
    screen = render(place.route, replace(view, trail=place.trail))
    await presenter.send(context.bot, message_of(update), screen)
    context.services.count(place.route)
