"""Who reacts to what. The table is tried from the top; the first that fits is the only one that reacts.

Taps are not in it: `arrivals.press` deals with them, from what `bot.tg.press` reads of them.
"""

from typing import Any

from telegram import MessageEntity, Update
from telegram.ext import (
    Application,
    BaseHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.core.commands import ROUTES
from bot.core.routes import Route, Subscription
from bot.tg.context import Context
from handlers import codes, commands, desk, failures, figures, groups, inline, reach, search, subscriptions

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
"""What Telegram is asked to send: nothing that nobody here reacts to."""

_NEW = filters.UpdateType.MESSAGE & ~filters.IS_AUTOMATIC_FORWARD
"""What somebody sent just now: no edit, and no post of a channel that Telegram puts into the channel's group."""
_GROUP = filters.ChatType.GROUPS
_MENTION = (
    filters.Entity(MessageEntity.MENTION)
    | filters.Entity(MessageEntity.TEXT_MENTION)
    | filters.CaptionEntity(MessageEntity.MENTION)
    | filters.CaptionEntity(MessageEntity.TEXT_MENTION)
)
_ARRIVAL = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.CHAT_CREATED
_PRIVATE = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT


def table() -> list[BaseHandler[Update, Context, None]]:
    """Give the handlers of all but taps, in the order in which they are tried."""
    return [
        *(CommandHandler(name, _answer(name, route), filters=_NEW) for name, route in ROUTES.items()),
        CommandHandler("announce", desk.announce, filters=_NEW),
        CommandHandler("qr", codes.explain, filters=_NEW),
        CommandHandler("stats", figures.show, filters=_NEW),
        InlineQueryHandler(inline.offer),
        MessageHandler(_NEW & _PRIVATE & filters.TEXT & ~filters.COMMAND, search.text),
        # After the known commands, so that what is left is unknown: in private everything is answered, in a group only
        # what carries this bot's name.
        MessageHandler(_NEW & _PRIVATE, commands.unknown),
        MessageHandler(_NEW & _GROUP & filters.COMMAND, commands.unknown_if_named),
        MessageHandler(_NEW & _GROUP & _MENTION & ~filters.VIA_BOT, groups.hear),
        MessageHandler(_NEW & _GROUP & filters.StatusUpdate.MIGRATE, groups.move),
        MessageHandler(_NEW & _GROUP & _ARRIVAL, groups.arrive),
        ChatMemberHandler(reach.change, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _answer(name: str, route: Route) -> commands.Handler:
    match name, route:
        case "start", _:
            return commands.start
        case (("search" | "taskforce"), _):
            return search.words_after(route)
        case _, Subscription():
            return subscriptions.turning(route)
        case _:
            return commands.showing(route)


def register(application: "Application[Any, Context, Any, Any, Any, Any]") -> None:
    """Put the table into the application."""
    application.add_handlers(table())
    application.add_error_handler(failures.apologize)
