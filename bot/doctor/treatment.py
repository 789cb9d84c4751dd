"""What `--fix` does: what the bot would do at its next start, and what no start does."""

import asyncio
from collections.abc import Collection
from typing import Literal, assert_never

from telegram import Bot
from telegram.error import TelegramError

from bot import loading, logs, settings
from bot.core.edition import Edition
from bot.doctor import admins, database, menus, secret, texts
from bot.doctor.examination import telegram
from bot.doctor.finding import Finding, Remedy
from bot.errors import BotError
from bot.registration import register
from bot.settings import Settings
from bot.store import upgrade
from bot.tg.profile import publish

PATIENCE = 30.0
"""Seconds for each but the upgrade of a database, which has its own."""

_AtTelegram = Literal[Remedy.WEBHOOK, Remedy.PROFILE, Remedy.STRAYS, Remedy.ADMINS]


async def treat(findings: Collection[Finding], given: Settings) -> list[str]:
    """Put right what can be, and say of each what was done, or why not."""
    wanted = {finding.remedy for finding in findings}
    return [await _attempt(remedy, given) for remedy in Remedy if remedy in wanted]


async def _attempt(remedy: Remedy, given: Settings) -> str:
    try:
        async with asyncio.timeout(None if remedy is Remedy.TABLES else PATIENCE):
            await _apply(remedy, given)
    except (BotError, TelegramError, TimeoutError) as error:
        reason = logs.hidden(str(error) or "no answer", settings.secrets(given))
        return f"Not done: “{remedy.value.rstrip('.')}”: {reason}."
    return remedy.value


async def _apply(remedy: Remedy, given: Settings) -> None:
    if remedy is Remedy.TABLES:
        await upgrade(given.database_url.get_secret_value())
        return
    async with telegram(given) as bot:
        await _tell(remedy, bot, given)


async def _tell(remedy: _AtTelegram, bot: Bot, given: Settings) -> None:
    match remedy:
        case Remedy.WEBHOOK:
            await secret.demand(given)
            await register(bot, given)
        case Remedy.PROFILE:
            if refusal := await publish(bot, await _edition(given)):
                raise refusal
        case Remedy.STRAYS:
            await menus.take_out(bot, await _edition(given))
            await texts.take_out(bot)
        case Remedy.ADMINS:
            await admins.equip(bot, await _edition(given), await database.seen(given), given)
        case _:
            assert_never(remedy)


async def _edition(given: Settings) -> Edition:
    return await asyncio.to_thread(loading.load, given.content_dir, given.locales_dir)
