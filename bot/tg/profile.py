"""What Telegram shows of the bot outside its messages: the menu of commands and the descriptions, in each language."""

from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.core.commands import described, for_admins
from bot.core.edition import Edition
from bot.core.locales import SOURCE, Words
from bot.tg.together import together

_Step = Callable[[Bot, Edition, Words, str], Awaitable[None]]

_log = structlog.get_logger()


async def publish(bot: Bot, edition: Edition) -> TelegramError | None:
    """Set commands and descriptions where they differ from what Telegram has; what it refuses is logged, not raised.

    The first refusal is given to whoever has promised that it is done.
    """
    steps, refusals = (_commands, _description, _short_description), list[TelegramError]()
    await together(
        *(_take(step, bot, edition, words, refusals) for words in edition.languages.values() for step in steps)
    )
    return next(iter(refusals), None)


async def follow(bot: Bot, chat_id: int, words: Words, *, admin: bool) -> TelegramError | None:
    """Show the menu of commands of one chat in the language chosen there; admins have more commands.

    A refusal is logged and given, not raised.
    """
    try:
        await bot.set_my_commands(menu(words, admin=admin), scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        _log.warning("the menu of commands did not follow the language", reason=error.message)
        return error
    return None


async def unfollow(bot: Bot, chat_id: int, words: Words, *, admin: bool) -> None:
    """Show the menu of commands of one chat in the language of Telegram again; admins keep theirs as it is."""
    if admin:
        await follow(bot, chat_id, words, admin=True)
        return
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        _log.warning("the menu of commands did not follow the language", reason=error.message)


def code(locale: str) -> str:
    """Give the code under which Telegram has what is in a language; the source's is for everybody without another."""
    return "" if locale == SOURCE else locale


def menu(words: Words, *, admin: bool = False) -> list[BotCommand]:
    """Give the menu of commands in a language; admins have more."""
    offered = [*described(words), *(for_admins(words) if admin else ())]
    return [BotCommand(command.name, command.description) for command in offered]


async def _take(step: _Step, bot: Bot, edition: Edition, words: Words, refusals: list[TelegramError]) -> None:
    try:
        await step(bot, edition, words, code(words.locale))
    except TelegramError as error:
        _log.warning("the bot's profile was not brought up to date", language=words.locale, reason=error.message)
        refusals.append(error)


async def _commands(bot: Bot, _edition: Edition, words: Words, code: str) -> None:
    wanted = menu(words)
    if list(await bot.get_my_commands(language_code=code)) != wanted:
        await bot.set_my_commands(wanted, language_code=code)


async def _description(bot: Bot, edition: Edition, words: Words, code: str) -> None:
    wanted = edition.catalog.profile.description[words.locale]
    if (await bot.get_my_description(code)).description != wanted:
        await bot.set_my_description(wanted, code)


async def _short_description(bot: Bot, edition: Edition, words: Words, code: str) -> None:
    wanted = edition.catalog.profile.short_description[words.locale]
    if (await bot.get_my_short_description(code)).short_description != wanted:
        await bot.set_my_short_description(wanted, code)
