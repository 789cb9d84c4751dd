"""What Telegram shows of the bot outside its messages, besides the commands: descriptions and its name."""

import asyncio
from collections.abc import Sequence

from telegram import Bot

from bot.core.edition import Edition
from bot.core.locales import SOURCE
from bot.doctor.finding import AGAIN, Finding, Remedy, fits, misfit
from bot.tg import profile


async def findings(bot: Bot, edition: Edition) -> list[Finding]:
    """Ask Telegram for all of them, at once."""
    asked = (_texts(bot, edition, locale) for locale in edition.languages)
    *texts, name = await asyncio.gather(*asked, _name(bot, edition))
    return [finding for found in texts for finding in found] + name


async def take_out(bot: Bot) -> None:
    """Take out what hides the descriptions that the bot publishes for everybody."""
    await bot.set_my_description("", SOURCE)
    await bot.set_my_short_description("", SOURCE)


async def _texts(bot: Bot, edition: Edition, locale: str) -> list[Finding]:
    """Look at the descriptions in a language; where they are everybody's, others may hide them from its readers."""
    codes, wanted = dict.fromkeys((profile.code(locale), locale)), edition.catalog.profile
    long = await asyncio.gather(*(bot.get_my_description(code) for code in codes))
    short = await asyncio.gather(*(bot.get_my_short_description(code) for code in codes))
    return [
        _text(f"description ({locale})", [each.description for each in long], wanted.description[locale]),
        _text(
            f"short description ({locale})",
            [each.short_description for each in short],
            wanted.short_description[locale],
        ),
    ]


def _text(what: str, found: Sequence[str], wanted: str) -> Finding:
    """Look at what everybody gets, and at what those get instead who have one of their own."""
    everybody, *own = found
    if everybody != wanted:
        words = f"another than the content's: {_beginning(everybody)}" if everybody else "none"
        return misfit(what, words, AGAIN, Remedy.PROFILE)
    if other := next((text for text in own if text not in ("", wanted)), None):
        return misfit(what, f"hidden by another: {_beginning(other)}", "--fix takes it out", Remedy.STRAYS)
    return fits(what, "as the content has it")


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"


async def _name(bot: Bot, edition: Edition) -> list[Finding]:
    """Show the name, which is @BotFather's to change."""
    names = await asyncio.gather(*(bot.get_my_name(profile.code(locale)) for locale in edition.languages))
    found = [f"{name.name} ({locale})" for name, locale in zip(names, edition.languages, strict=True)]
    return [fits("name", names[0].name if len({name.name for name in names}) == 1 else ", ".join(found))]
