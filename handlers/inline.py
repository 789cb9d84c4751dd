"""Inline mode: the bot's name and some words in any chat."""

from telegram import Update

from bot.core.inline import offers
from bot.tg import presenter
from bot.tg.context import Context


async def offer(update: Update, context: Context) -> None:
    """Offer cards in the asker's language: the one chosen in the chat with the bot, else that of their Telegram."""
    query = update.inline_query
    assert query is not None  # noqa: S101  # the table lets nothing else through
    asker = query.from_user
    view = await context.services.view(asker.id, asker.language_code)  # a private chat has the id of its person
    await presenter.offer(context.bot, query.id, offers(query.query, query.offset, view))
