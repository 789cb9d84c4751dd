"""The commands of an operator and an editor."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import app, loading, logs, settings
from bot.errors import BotError, EditionError

cli = typer.Typer(help="The Ally-Shoring bot.", no_args_is_help=True, pretty_exceptions_enable=False)


def main() -> None:
    """Run a command; what is wrong is said in plain words, with exit status 1."""
    try:
        cli()
    except EditionError as error:
        _complain(f"{error}\n\n{_counted(len(error.faults))} to put right.")
    except BotError as error:
        _complain(str(error))


@cli.command()
def run() -> None:
    """Run the bot with TELEGRAM_BOT_TOKEN; without one, run the simulator."""
    given = settings.read()
    if given.telegram_bot_token is None:
        Console(stderr=True).print("TELEGRAM_BOT_TOKEN is not set, so this is the simulator.")
        return simulate(given.port)
    logs.configure(settings.secrets(given))
    return _until_done(app.run(given))


@cli.command()
def simulate(port: Annotated[int, typer.Option(envvar="PORT", help="The port of the page.")] = 8080) -> None:
    """Run the bot against a simulated Telegram, with a page to try it on."""
    from bot import simulation  # in production nobody pays for loading it

    logs.configure()
    _until_done(simulation.run(port))


@cli.command()
def check() -> None:
    """Check content/ and locales/: every fault at once, with its place and the way out."""
    given = settings.read()
    edition = loading.load(given.content_dir, given.locales_dir)
    catalog = edition.catalog
    counts = (
        f"{len(catalog.reports)} reports, {len(catalog.enablers)} enablers, {len(catalog.members)} members "
        f"from {len(catalog.organizations)} organizations"
    )
    Console().print(f"All is well: {counts}, in {', '.join(edition.languages)}.", highlight=False, soft_wrap=True)


@cli.command()
def preview(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("preview.html"),
) -> None:
    """Write one HTML file with every screen in every language side by side."""
    from bot.preview import write  # only here it is needed

    given = settings.read()
    output.write_text(write(loading.load(given.content_dir, given.locales_dir)), encoding="utf-8")
    Console().print(f"Written to {output}; open it in a browser.", highlight=False, soft_wrap=True)


def _until_done(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(words: str) -> None:
    Console(stderr=True).print(words, style="red", highlight=False, markup=False, soft_wrap=True)
    sys.exit(1)


def _counted(faults: int) -> str:
    return "1 fault" if faults == 1 else f"{faults} faults"
