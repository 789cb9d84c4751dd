"""Who reacts to what. The table is tried from the top; the first that fits is the only one that reacts."""

from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.core.commands import ROUTES
from bot.core.routes import Route
from bot.tg.context import Context
from handlers import buttons, commands, failures, search

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)
"""What Telegram is asked to send: nothing that nobody here reacts to."""

_SEARCHING = ("search", "taskforce")
_NEW = filters.UpdateType.MESSAGE
_PRIVATE = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL


def table() -> list[BaseHandler[Update, Context, None]]:
    """Give the handlers in the order in which they are tried."""
    return [
        CallbackQueryHandler(buttons.press),
        *(CommandHandler(name, _command(name, route), filters=_NEW) for name, route in ROUTES.items()),
        MessageHandler(_NEW & _PRIVATE & filters.TEXT & ~filters.COMMAND, search.text),
        # After the known commands, so that what is left is unknown: in private everything is answered, in a group only
        # what carries this bot's name.
        MessageHandler(_NEW & _PRIVATE, commands.unknown),
        MessageHandler(_NEW & ~filters.ChatType.PRIVATE & filters.COMMAND, commands.unknown_if_named),
    ]


def _command(name: str, route: Route) -> commands.Handler:
    return search.words_after(route) if name in _SEARCHING else commands.showing(route)


def register(application: "Application[Any, Context, Any, Any, Any, Any]") -> None:
    """Put the table into the application."""
    application.add_handlers(table())
    application.add_error_handler(failures.apologize)
