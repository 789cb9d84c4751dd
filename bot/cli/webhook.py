"""`python -m bot webhook show`, `set` and `delete`."""

import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot import logs, settings
from bot.cli.printing import complain, say, show
from bot.cli.running import until_done

webhook = typer.Typer(help="The webhook, as Telegram has it.", no_args_is_help=True)

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@webhook.command("show")
def show_webhook() -> None:
    """Show what Telegram says of the webhook."""
    from bot.doctor import webhook as hook  # only here it is needed

    given = settings.read()
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, words in hook.lines(until_done(hook.info(given)), given):
        table.add_row(Text(name, "bold"), Text(logs.hidden(words, settings.secrets(given))))
    show(table)


@webhook.command("set")
def set_webhook(
    drop_pending: Annotated[bool, typer.Option("--drop-pending", help="Throw away the updates that wait.")] = False,
    yes: Yes = False,
) -> None:
    """Set the webhook as the bot does at its start: WEBHOOK_URL, the secret, and the kinds of updates."""
    from bot.doctor import webhook as hook  # only here it is needed
    from bot.registration import address

    given = settings.read()
    where = address(given)
    if drop_pending:
        _confirm(_loss(until_done(hook.info(given)).pending_update_count), yes)
    until_done(hook.set_as_at_start(given, drop_pending=drop_pending))
    say(f"Telegram sends updates to {where} from now on.")


@webhook.command("delete")
def delete_webhook(yes: Yes = False) -> None:
    """Delete the webhook; what waits is kept by Telegram for a day."""
    from bot.doctor import webhook as hook  # only here it is needed

    given = settings.read()
    if not until_done(hook.info(given)).url:
        return say("There is no webhook.")
    _confirm("Without a webhook the bot gets nothing until it runs by long polling, or the webhook is set again.", yes)
    until_done(hook.delete(given))
    return say("The webhook is deleted. To set it again: python -m bot webhook set, or start the bot with WEBHOOK_URL.")


def _loss(count: int) -> str:
    updates = "1 update that waits is" if count == 1 else f"{count:,} updates that wait are"
    return f"{updates} thrown away: nobody gets an answer to what they did meanwhile."


def _confirm(what: str, yes: bool) -> None:
    """Go on only where somebody wants that."""
    if yes:
        return
    if not sys.stdin.isatty():
        complain(f"{what} Nobody is there to confirm it; add --yes")
    if not typer.confirm(f"{what} Go on?", err=True):
        sys.exit(1)
