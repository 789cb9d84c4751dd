"""The menus of commands that Telegram has: those of each language, and others that would hide them."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import product

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from bot.core.edition import Edition
from bot.core.locales import SOURCE, Words
from bot.doctor.finding import AGAIN, Finding, Remedy, fits, misfit
from bot.tg import profile

_ELSEWHERE = {
    "private chats": BotCommandScopeAllPrivateChats(),
    "groups": BotCommandScopeAllGroupChats(),
    "admins of groups": BotCommandScopeAllChatAdministrators(),
}
"""The scopes that the bot leaves alone: what stands there hides what it says for all."""
_Stray = tuple[str, BotCommandScope, str]


async def findings(bot: Bot, edition: Edition) -> list[Finding]:
    """Ask Telegram for all of them, at once."""
    own = (bot.get_my_commands(language_code=profile.code(locale)) for locale in edition.languages)
    menus, stray = await asyncio.gather(asyncio.gather(*own), _strays(bot, edition))
    known = dict(zip(edition.languages, menus, strict=True))
    commands = [_commands(words, known[locale]) for locale, words in edition.languages.items()]
    return [*commands, _privacy(known), _hidden(stray)]


async def take_out(bot: Bot, edition: Edition) -> None:
    """Take out what hides the menus that the bot publishes."""
    for _, scope, code in await _strays(bot, edition):
        await bot.delete_my_commands(scope, code)


def difference(found: Sequence[BotCommand], wanted: Sequence[BotCommand]) -> str:
    """Say in what a menu differs from the wanted one; nothing where it does not."""
    there, due = ({command.command: command.description for command in menu} for menu in (found, wanted))
    if not there:
        return "none"
    parts = {
        "missing": [name for name in due if name not in there],
        "too many": [name for name in there if name not in due],
        "described otherwise": [name for name in due if there.get(name, due[name]) != due[name]],
    }
    said = [f"{how}: {', '.join(f'/{name}' for name in names)}" for how, names in parts.items() if names]
    return "; ".join(said) or ("" if list(there) == list(due) else "in another order")


def _commands(words: Words, found: Sequence[BotCommand]) -> Finding:
    what, wanted = f"commands ({words.locale})", profile.menu(words)
    if differs := difference(found, wanted):
        return misfit(what, differs, AGAIN, Remedy.PROFILE)
    return fits(what, f"{len(wanted)}, as the bot has them")


def _privacy(menus: Mapping[str, Sequence[BotCommand]]) -> Finding:
    what = "/privacy"
    without = [locale for locale, menu in menus.items() if "privacy" not in {command.command for command in menu}]
    if not without:
        return fits(what, "among the commands, so Telegram's own policy gives way to it")
    found = f"not among the commands ({', '.join(without)}), so people are shown Telegram's own policy instead"
    return misfit(what, found, AGAIN, Remedy.PROFILE)


def _hidden(stray: Sequence[_Stray]) -> Finding:
    what = "other commands"
    if not stray:
        return fits(what, "none that hide those above")
    places = ", ".join(f"{name}{f' ({code})' if code else ''}" for name, _, code in stray)
    return misfit(what, f"others stand for {places}, and hide those above", "--fix takes them out", Remedy.STRAYS)


async def _strays(bot: Bot, edition: Edition) -> list[_Stray]:
    """Give the places where commands stand that hide those of the bot; of other languages Telegram has no list."""
    languages = ["", *edition.languages]
    places = [(f"all {name}", scope, code) for (name, scope), code in product(_ELSEWHERE.items(), languages)]
    places.append(("everybody", BotCommandScopeDefault(), SOURCE))  # its own are for everybody without another language
    found = await asyncio.gather(*(bot.get_my_commands(scope=scope, language_code=code) for _, scope, code in places))
    return [place for place, commands in zip(places, found, strict=True) if commands]
