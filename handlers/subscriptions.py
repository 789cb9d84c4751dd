"""The commands that turn announcements on and off."""

import structlog
from telegram import Message, Update

from bot.core import notices, render
from bot.core.edition import View
from bot.core.memory import Unread
from bot.core.routes import Settings, Subscription
from bot.core.screens.frame import headed
from bot.errors import StoreError
from bot.tg import presenter, rights
from bot.tg.context import Context
from bot.tg.errand import leads_to
from handlers.commands import Handler, message_of

_log = structlog.get_logger()


def turning(route: Subscription) -> Handler:
    """Make the handler that answers a command with the word that it has happened, else with why not."""

    async def turn(update: Update, context: Context) -> None:
        leads_to(route)
        message, view = message_of(update), await context.view(update)
        refusal = await _refusal(route, message, view, context)
        screen = render(route, view) if refusal is None else headed(refusal, render(Settings(), view))
        await presenter.send(context.bot, message, screen)

    return turn


async def _refusal(route: Subscription, message: Message, view: View, context: Context) -> str | None:
    """Do it, or say why not. A store that did not answer a moment ago is not waited for again."""
    allowed = await rights.may_decide_by(context.bot, message)
    if allowed is False:
        return notices.subscription_of_admins(view.words)
    if allowed is None or isinstance(view.held, Unread):
        return notices.not_subscribed(view.words)
    chat = message.chat
    try:
        await context.services.set_subscription(route.on, chat.id, chat.type, view.locale)
    except StoreError as error:
        _log.warning("the store did not take a choice", reason=str(error))
        return notices.not_subscribed(view.words)
    return None
