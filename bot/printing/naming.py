"""What the files are called, and the bot."""

import re

from bot.core.printed import Printed
from bot.errors import PrintingError
from bot.printing.paper import Paper

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")  # https://core.telegram.org/method/account.checkUsername


def picture(place: Printed, locale: str | None, kind: str) -> str:
    """Name the picture of a code by its start parameter."""
    return f"{place.parameter(locale)}.{kind}"


def sheet(paper: Paper, locale: str | None) -> str:
    """Name a sheet by its paper, and by the language where its codes have one."""
    return f"sheet-{paper.name}{f'-{locale}' if locale else ''}.html"


def username(name: str) -> str:
    """Give the name of a bot, which may be written with an @.

    Raises:
        PrintingError: no bot is called so.
    """
    bare = name.strip().removeprefix("@")
    if not _USERNAME.fullmatch(bare):
        raise PrintingError(f"--bot {name}: that is no name of a bot; write it as in t.me/YourBot, without the rest")
    return bare
