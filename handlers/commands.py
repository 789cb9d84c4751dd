"""Commands: each sends the screen of its place."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.constants import ChatType

from bot.core import render
from bot.core.arrival import arrival, destination
from bot.core.routes import Greeting, Home, Route
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.errand import leads_to

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def showing(route: Route) -> Handler:
    """Make the handler that answers a command with a place."""

    async def show(update: Update, context: Context) -> None:
        leads_to(route)
        await presenter.send(context.bot, message_of(update), render(route, await context.view(update)))
        context.services.count(route)

    return show


async def start(update: Update, context: Context) -> None:
    """Greet, or show what a link leads to."""
    view = await context.view(update)
    route: Route = Home(Greeting.WELCOME)
    screen = render(route, view)
    if context.args:
        route, screen = destination(context.args[0], view.catalog), arrival(context.args[0], view)
    leads_to(route)
    await presenter.send(context.bot, message_of(update), screen)
    context.services.count(route)


_sorry = showing(Home(Greeting.UNKNOWN))


async def unknown(update: Update, context: Context) -> None:
    """Answer what nobody understands with a kind line and the menu; an album once."""
    albums, album = context.bot_data.albums, message_of(update).media_group_id
    if await albums.begins(album):
        await _sorry(update, context)
        albums.answered(album)


async def unknown_if_named(update: Update, context: Context) -> None:
    """Answer an unknown command only if it carries this bot's name, as in a group."""
    command, *_ = [*(message_of(update).text or "").split(maxsplit=1), ""]
    if command.lower().endswith(f"@{context.bot.username}".lower()):
        await unknown(update, context)


async def unknown_to_others(update: Update, context: Context) -> None:
    """Answer a command of the admins that somebody else sent as if there was no such command."""
    if message_of(update).chat.type == ChatType.PRIVATE:
        await unknown(update, context)
    else:
        await unknown_if_named(update, context)


def message_of(update: Update) -> Message:
    """Give the message of an update that has one."""
    assert update.message is not None  # noqa: S101  # the table's filters let nothing else through
    return update.message
