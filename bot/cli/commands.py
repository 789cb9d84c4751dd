"""The table of the commands, and what each does that is not the bot itself."""

import asyncio
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import track

from bot import __version__, app, loading, logs, settings
from bot.cli import running
from bot.cli.doctor import doctor
from bot.cli.printing import complain, say
from bot.cli.running import until_done
from bot.cli.webhook import webhook
from bot.core import figures
from bot.core.announcing import State
from bot.core.printed import printed
from bot.errors import SettingsError
from bot.loading import complaints
from bot.loading.complaints import Format
from bot.loading.inspection import inspect
from bot.loading.inventory import counts, listed, many
from bot.settings import Settings

cli = typer.Typer(help="The Ally-Shoring bot.", no_args_is_help=True, pretty_exceptions_enable=False)

db = typer.Typer(help="The database.", no_args_is_help=True)
cli.add_typer(db, name="db")
cli.add_typer(webhook, name="webhook")
cli.command()(doctor)


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"ally-shoring-bot {__version__}")
        raise typer.Exit


@cli.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None: ...


@cli.command()
def run() -> None:
    """Run the bot with TELEGRAM_BOT_TOKEN; without one, run the simulator."""
    running.run()


@cli.command()
def simulate(port: Annotated[int, typer.Option(envvar="PORT", help="The port of the page.")] = 8080) -> None:
    """Run the bot against a simulated Telegram, with a page to try it on."""
    running.simulate(port)


@cli.command()
def check(
    format: Annotated[Format, typer.Option("--format", help="Lines to read, or GitHub's annotations.")] = Format.PLAIN,
) -> None:
    """Check content/ and locales/: all faults and suspicious translations at once, with the way out of each."""
    given = settings.read()
    found = inspect(given.content_dir, given.locales_dir)
    if not found.faults and found.edition:
        there = listed(counts(found.edition.catalog))
        return say(f"All is well: {there}, in {', '.join(found.edition.languages)}.")
    if format is Format.GITHUB:
        print(*complaints.lines(found.faults, format), sep="\n")  # noqa: T201  # read by a program, not to be wrapped
        sys.exit(1)
    words = [*complaints.lines(found.faults, format), "", complaints.counted(found.faults)]
    if found.findings:
        words += ["", "To accept what is right as it is, add it below accepted: in accepted.yaml, with the reason:", ""]
        words += [complaints.offer(found.findings)]
    return complain("\n".join(words).rstrip())


@cli.command()
def publish() -> None:
    """Add new ids to published.yaml, so that nobody takes out what buttons and printed codes lead to."""
    from bot.loading import publication

    given = settings.read()
    with _writing(given.content_dir):
        new = publication.publish(given.content_dir, given.locales_dir)
    say("\n".join(f"Added {id}." for id in new) or "Nothing is new.")


@cli.command()
def schema() -> None:
    """Write content/schemas/, from which programs that edit YAML know what belongs where."""
    from bot.loading import catalogs, schemas

    given = settings.read()
    with _writing(given.content_dir):
        changed = schemas.write(given.content_dir, catalogs.known(given.locales_dir))
    say("\n".join(f"Wrote {file.name}." for file in changed) or "Nothing has changed.")


@cli.command()
def preview(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("preview.html"),
) -> None:
    """Write one HTML file with every screen in every language side by side."""
    from bot.preview import write  # only here it is needed

    given = settings.read()
    _write(output, write(loading.load(given.content_dir, given.locales_dir)).encode())
    say(f"Written to {output}; open it in a browser.")


@cli.command()
def stats(
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days are looked back on.")] = figures.DAYS,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A PNG to write the chart to.")] = None,
) -> None:
    """Show how many chats there are and what was opened, without anything about persons."""
    from bot import statistics  # only here it is needed

    found, view = asyncio.run(statistics.gather(settings.read(), days))
    Console().print(statistics.tables(found, view), highlight=False)
    if output is not None:
        _write(output, asyncio.run(statistics.draw(found, view)))
        say(f"The chart is in {output}.")


@cli.command()
def qr(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.")] = Path("qr"),
    bot: Annotated[str, typer.Option(help="The bot's name; without one, Telegram is asked by the token.")] = "",
    only: Annotated[list[str] | None, typer.Option(help="A section or an id; several with commas.")] = None,
    language: Annotated[str, typer.Option(help="en or es: the codes open in it. Both: in the reader's own.")] = "both",
    paper: Annotated[Literal["a4", "letter", "both"], typer.Option(help="The paper of the sheets.")] = "both",
) -> None:
    """Write QR codes as SVG and PNG, and sheets to print and to cut, with the names under the codes."""
    from bot.printing import choice, naming, writing  # only here it is needed
    from bot.printing import paper as papers
    from bot.printing.sheet import Printing

    given = settings.read()
    edition = loading.load(given.content_dir, given.locales_dir)
    places, locale = choice.chosen(printed(edition), only or ()), choice.language(language, edition)
    printing = Printing(edition, places, _username(bot, given), locale)
    sheets = [size for size in papers.PAPERS if paper in (size.name, "both")]
    drawings = writing.drawings(printing, sheets)
    older = writing.older(drawings, output)
    _follow(writing.write(drawings, output), len(drawings))
    names = " and ".join(naming.sheet(size, locale) for size in sheets)
    say(f"Wrote {many(len(places), 'code')} of @{printing.bot}, each as SVG and PNG, and {names} to {output}.")
    if older:
        say(f"{many(older, 'file')} of the same names {'was' if older == 1 else 'were'} replaced.")


def _username(name: str, given: Settings) -> str:
    """Give the bot's name, for which Telegram is asked where nobody says it."""
    from bot.printing import naming

    if name:
        return naming.username(name)
    if given.telegram_bot_token is None:
        raise SettingsError(
            "whose codes are these? Give the bot's name: python -m bot qr --bot YourBot, or set TELEGRAM_BOT_TOKEN"
        )
    return asyncio.run(app.username(given))


def _follow(work: Iterable[object], count: int) -> None:
    """Let work come to its end, with a bar for whoever watches."""
    console = Console(stderr=True)
    for _ in track(work, "Drawing", count, console=console, transient=True, disable=not console.is_terminal):
        pass


@cli.command()
def announce(
    id: Annotated[str, typer.Argument(help="What goes out; without one, all that can is listed.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    pause: Annotated[bool, typer.Option("--pause", help="Send no more for now.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what was paused.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="Send no more, for good.")] = False,
) -> None:
    """Send an announcement to all subscribers: show it, ask, send it and report. Ctrl-C pauses it."""
    from bot import sending  # only here it is needed

    given = settings.read()
    logs.configure(settings.secrets(given), level=logging.WARNING)
    if pause + resume + cancel > 1:
        raise SettingsError("--pause, --resume and --cancel exclude one another; give one of them")
    if not id:
        if pause or resume or cancel:
            raise SettingsError("which one? python -m bot announce lists them")
        return until_done(sending.list_all(given, Console()))
    state = State.PAUSED if pause else State.CANCELLED if cancel else State.SENDING
    return until_done(sending.carry_out(sending.Wish(id, state, yes, resume), given, Console()))


@db.command()
def upgrade() -> None:
    """Bring the tables of the database up to date; for PostgreSQL, before a new version starts."""
    from bot import store

    given = settings.read()
    before, after = asyncio.run(store.upgrade(given.database_url.get_secret_value()))
    say(
        f"The tables are up to date ({after})."
        if before == after
        else f"Brought the tables from {before or 'nothing'} to {after}."
    )


def _write(file: Path, content: bytes) -> None:
    with _writing(file):
        file.write_bytes(content)


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Say of what cannot be written what keeps it from that; a disk that is full does not say to which file."""
    try:
        yield
    except OSError as error:
        complain(f"{error.filename or place} cannot be written: {error.strerror}")
