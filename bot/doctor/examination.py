"""Everything looked at side by side, each with its own patience, so that nothing that hangs holds up the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from bot import logs, settings
from bot.core.edition import Edition
from bot.doctor import admins, database, delivery, identity, menus, secret, texts, words
from bot.doctor.database import Seen
from bot.doctor.finding import Finding, misfit, skipped, unknown
from bot.errors import StartError
from bot.registration import caller, in_plain_words
from bot.settings import Settings
from bot.tg.ally import Ally
from bot.tg.request import AiohttpRequest

PATIENCE = 6.0
"""Seconds for each group of checks."""
_CONNECTIONS = 40

Tell = Callable[[Collection[str]], None]
"""Is told what is still waited for, whenever that changes."""
_Check = Awaitable[list[Finding]]


async def examine(given: Settings, tell: Tell = lambda _: None) -> tuple[Finding, ...]:
    """Look at everything, and change nothing."""
    content = asyncio.create_task(asyncio.to_thread(words.inspected, given))
    seen = asyncio.create_task(database.seen(given))

    async def edition() -> Edition | None:
        return (await asyncio.shield(content)).edition

    async def store() -> list[Finding]:
        return database.findings(await asyncio.shield(seen), given)

    async def written() -> list[Finding]:
        return words.findings(await asyncio.shield(content), given)

    checks: dict[str, _Check] = {"database": store(), "content": written()}
    if given.telegram_bot_token is None:
        return _clean([_no_token(), *await _all(checks, given, tell)], given)
    async with telegram(given) as bot:
        asked: dict[str, _Check] = {
            "token": identity.findings(bot, given.telegram_api_url),
            "webhook": delivery.findings(bot, given),
            "secret": secret.findings(given),
            "commands and descriptions": _shown(bot, edition()),
            "menus of the admins": _admins(bot, edition(), asyncio.shield(seen), given),
        }
        return _clean(await _all(asked | checks, given, tell), given)


def telegram(given: Settings) -> AbstractAsyncContextManager[Ally]:
    """Give what asks Telegram many things at once, and does not wait for long."""
    return caller(
        given, AiohttpRequest(connections=_CONNECTIONS, connect_timeout=3.0, read_timeout=3.0, write_timeout=1.0)
    )


async def _shown(bot: Bot, edition: Awaitable[Edition | None]) -> list[Finding]:
    known = await edition
    if known is None:
        return _no_edition("commands and descriptions")
    commands, described = await asyncio.gather(menus.findings(bot, known), texts.findings(bot, known))
    return commands + described


async def _admins(
    bot: Bot, edition: Awaitable[Edition | None], looked: Awaitable[Seen], given: Settings
) -> list[Finding]:
    known = await edition
    return await admins.findings(bot, known, looked, given) if known else _no_edition("menus of the admins")


def _no_edition(what: str) -> list[Finding]:
    return [skipped(what, "the content and the catalogs, from which they come, are at fault")]


def _no_token() -> Finding:
    return misfit("token", "TELEGRAM_BOT_TOKEN is not set, so Telegram was not asked", "get a token from @BotFather")


async def _all(checks: Mapping[str, _Check], given: Settings, tell: Tell) -> list[Finding]:
    awaited = dict.fromkeys(checks)
    tell(awaited)

    async def look(name: str, check: _Check) -> list[Finding]:
        found = await _patiently(name, check, given)
        del awaited[name]
        tell(awaited)
        return found

    groups = await asyncio.gather(*(look(name, check) for name, check in checks.items()))
    return [finding for group in groups for finding in group]


async def _patiently(name: str, check: _Check, given: Settings) -> list[Finding]:
    """Wait for a group of checks; where Telegram does not answer, that is what is found."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _in_plain_words(name, check, given)
    except TimeoutError:
        return [unknown(name, f"no answer within {PATIENCE:.0f} seconds", "see the network, and look again")]


async def _in_plain_words(name: str, check: _Check, given: Settings) -> list[Finding]:
    try:
        with in_plain_words(given):
            return await check
    except StartError as error:
        found, _, way_out = str(error).partition("; ")
        match error.__cause__:
            case InvalidToken():
                return [misfit(name, found, way_out) if name == "token" else skipped(name, found)]
            case BadRequest(message=refusal):
                return [unknown(name, f"Telegram refuses to say ({refusal})")]
            case _:
                return [unknown(name, found, way_out)]


def _clean(findings: Collection[Finding], given: Settings) -> tuple[Finding, ...]:
    """Take out whatever is secret: an address or an error may repeat it."""
    hidden = settings.secrets(given)
    return tuple(
        replace(finding, found=logs.hidden(finding.found, hidden), way_out=logs.hidden(finding.way_out, hidden))
        for finding in findings
    )
