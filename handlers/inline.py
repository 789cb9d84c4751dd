"""Inline mode: the bot's name and some words in any chat."""

from contextlib import suppress

from telegram import Update

from bot.core.inline import offers
from bot.errors import OvertakenError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.taps import is_overtaken


async def offer(update: Update, context: Context) -> None:
    """Offer cards in the asker's language: the one chosen in the chat with the bot, else that of their Telegram.

    While somebody types, each letter asks anew: what is overtaken needs no answer.
    """
    query = update.inline_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    if is_overtaken():
        return
    asker = query.from_user
    view = await context.services.view(asker.id, asker.language_code)  # a private chat has the id of its person
    with suppress(OvertakenError):
        await presenter.offer(context.bot, query.id, offers(query.query, query.offset, view))
