"""The menus of the admins' chats, which have commands that no other chat has."""

import asyncio
from collections.abc import Awaitable, Sequence

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.core.edition import Edition
from bot.core.locales import Words
from bot.doctor.database import Seen
from bot.doctor.finding import AGAIN, Finding, Remedy, fits, misfit, skipped, unknown
from bot.doctor.menus import difference
from bot.errors import StoreError
from bot.settings import Settings
from bot.store import Glance
from bot.tg import profile

_CLOSED = (BadRequest, Forbidden)
"""What Telegram says of a chat that it does not know, or that has removed the bot."""


async def findings(bot: Bot, edition: Edition, looked: Awaitable[Seen], settings: Settings) -> list[Finding]:
    """Ask Telegram for the menu of each, while the database is looked at."""
    if not settings.admin_chat_ids:
        return [skipped("admins", "ADMIN_CHAT_IDS names none")]
    return list(await asyncio.gather(*(_finding(bot, edition, looked, id) for id in settings.admin_chat_ids)))


async def equip(bot: Bot, edition: Edition, seen: Seen, settings: Settings) -> None:
    """Give each its menu that can have one.

    Raises:
        TelegramError: Telegram does not take the menu of a chat that is open to the bot.
    """
    refusals = [await profile.follow(bot, id, _words(edition, seen, id), admin=True) for id in settings.admin_chat_ids]
    for refusal in refusals:
        if refusal and not isinstance(refusal, _CLOSED):
            raise refusal


def _words(edition: Edition, seen: Seen, id: int) -> Words:
    """Give the words of the language chosen in a chat; where that cannot be known, those that the bot falls back to."""
    chosen = seen.languages.get(id) if isinstance(seen, Glance) and seen.languages else None
    return edition.languages[edition.locale_for(chosen)]


async def _finding(bot: Bot, edition: Edition, looked: Awaitable[Seen], id: int) -> Finding:
    what = f"commands of admin {id}"
    try:
        found = await bot.get_my_commands(scope=BotCommandScopeChat(id))
    except _CLOSED as error:
        way_out = (
            "let somebody press Start in that chat, or add the bot to it, and start the bot; or correct ADMIN_CHAT_IDS"
        )
        return misfit(what, f"Telegram does not give them ({error.message})", way_out)
    seen = await looked
    if isinstance(seen, StoreError) and found:
        return _in_any_language(what, found, edition)
    words = _words(edition, seen, id)
    if differs := difference(found, profile.menu(words, admin=True)):
        return misfit(what, differs, AGAIN, Remedy.ADMINS)
    return fits(what, f"{len(found)}, as the bot has them ({words.locale})")


def _in_any_language(what: str, found: Sequence[BotCommand], edition: Edition) -> Finding:
    """Look at a menu whose language only the database knows, which does not answer."""
    for words in edition.languages.values():
        if not difference(found, profile.menu(words, admin=True)):
            return fits(what, f"{len(found)}, as the bot has them ({words.locale})")
    return unknown(
        what, "they fit no language; which one is chosen there is in the database", "see the database, above"
    )
