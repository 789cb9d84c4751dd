"""What Telegram shows of the bot: commands in each scope and language, descriptions, and its name."""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
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
from bot.doctor.finding import Finding, Remedy, fits, misfit
from bot.tg import profile

_AGAIN = "start the bot, or --fix"
_ELSEWHERE = {
    "private chats": BotCommandScopeAllPrivateChats(),
    "groups": BotCommandScopeAllGroupChats(),
    "admins of groups": BotCommandScopeAllChatAdministrators(),
}
"""The scopes that the bot leaves alone: what stands there hides what it says for all."""
Stray = tuple[str, BotCommandScope, str]


async def findings(bot: Bot, edition: Edition) -> list[Finding]:
    """Ask Telegram for all of it, at once."""
    languages = edition.languages.values()
    menus, texts, stray, name = await asyncio.gather(
        asyncio.gather(*(bot.get_my_commands(language_code=profile.code(words.locale)) for words in languages)),
        asyncio.gather(*(_texts(bot, edition, words) for words in languages)),
        strays(bot, edition),
        _name(bot, edition),
    )
    commands = [_commands(words, menu) for words, menu in zip(languages, menus, strict=True)]
    described = [finding for pair in texts for finding in pair]
    return [*commands, _privacy(dict(zip(edition.languages, menus, strict=True))), _hidden(stray), *described, name]


async def strays(bot: Bot, edition: Edition) -> list[Stray]:
    """Give the places where commands stand that hide those of the bot; of other languages Telegram has no list."""
    languages = ["", *edition.languages]
    places = [(f"all {name}", scope, code) for (name, scope), code in product(_ELSEWHERE.items(), languages)]
    places.append(("everybody", BotCommandScopeDefault(), SOURCE))  # its own are for everybody without another language
    found = await asyncio.gather(*(bot.get_my_commands(scope=scope, language_code=code) for _, scope, code in places))
    return [place for place, commands in zip(places, found, strict=True) if commands]


async def take_out(bot: Bot, edition: Edition) -> None:
    """Take out what hides the commands and descriptions that the bot publishes."""
    for _, scope, code in await strays(bot, edition):
        await bot.delete_my_commands(scope, code)
    await bot.set_my_description("", SOURCE)
    await bot.set_my_short_description("", SOURCE)


def difference(found: Iterable[BotCommand], wanted: Sequence[BotCommand]) -> str:
    """Say in what a menu differs from the wanted one; nothing where it does not."""
    there, due = ({command.command: command.description for command in menu} for menu in (list(found), wanted))
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
        return misfit(what, differs, _AGAIN, Remedy.PROFILE)
    return fits(what, f"{len(wanted)}, as the bot has them")


def _privacy(menus: dict[str, Sequence[BotCommand]]) -> Finding:
    what = "/privacy"
    without = [locale for locale, menu in menus.items() if "privacy" not in {command.command for command in menu}]
    if not without:
        return fits(what, "among the commands, so Telegram's own policy gives way to it")
    found = f"not among the commands ({', '.join(without)}), so people are shown Telegram's own policy instead"
    return misfit(what, found, _AGAIN, Remedy.PROFILE)


def _hidden(stray: Sequence[Stray]) -> Finding:
    what = "other commands"
    if not stray:
        return fits(what, "none that hide those above")
    places = ", ".join(f"{name}{f' ({code})' if code else ''}" for name, _, code in stray)
    return misfit(what, f"others stand for {places}, and hide those above", "--fix takes them out", Remedy.STRAYS)


async def _texts(bot: Bot, edition: Edition, words: Words) -> list[Finding]:
    locale, wanted = words.locale, edition.catalog.profile
    long, short = await asyncio.gather(*(asyncio.gather(*told(bot, locale)) for told in (_long, _short)))
    return [
        _text(f"description ({locale})", long, wanted.description[locale]),
        _text(f"short description ({locale})", short, wanted.short_description[locale]),
    ]


def _long(bot: Bot, locale: str) -> list[Awaitable[str]]:
    async def ask(code: str) -> str:
        return (await bot.get_my_description(code)).description

    return [ask(code) for code in _codes(locale)]


def _short(bot: Bot, locale: str) -> list[Awaitable[str]]:
    async def ask(code: str) -> str:
        return (await bot.get_my_short_description(code)).short_description

    return [ask(code) for code in _codes(locale)]


def _codes(locale: str) -> list[str]:
    """Give where the texts of a language stand, and where others would hide them."""
    return list(dict.fromkeys([profile.code(locale), locale]))


def _text(what: str, found: Sequence[str], wanted: str) -> Finding:
    """Look at what everybody gets, and at what those get instead who have one of their own."""
    everybody, *own = found
    if everybody != wanted:
        words = f"another than the content's: {_beginning(everybody)}" if everybody else "none"
        return misfit(what, words, _AGAIN, Remedy.PROFILE)
    if other := next((text for text in own if text not in ("", wanted)), None):
        return misfit(what, f"hidden by another: {_beginning(other)}", "--fix takes it out", Remedy.STRAYS)
    return fits(what, "as the content has it")


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"


async def _name(bot: Bot, edition: Edition) -> Finding:
    """Show the name, which is @BotFather's to change."""
    asked = [bot.get_my_name(profile.code(locale)) for locale in edition.languages]
    names = dict(zip(edition.languages, await asyncio.gather(*asked), strict=True))
    alike = {name.name for name in names.values()}
    found = ", ".join(f"{name.name} ({locale})" for locale, name in names.items())
    return fits("name", alike.pop() if len(alike) == 1 else found)
