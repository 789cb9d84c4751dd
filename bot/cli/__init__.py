"""The commands of an operator and an editor."""

import sys

from bot.cli.ballast import without_ballast
from bot.errors import BotError, EditionError

_REPAIR = "in the repository, make run installs all that is needed into .venv, and .venv/bin/python -m bot finds it"


def main() -> None:
    """Run a command; what is wrong is said in plain words, with exit status 1."""
    try:
        _carry_out(sys.argv[1:])
    except EditionError as error:
        from bot.cli import printing  # a bot that runs does not pay for it
        from bot.loading import complaints

        printing.complain(f"{error}\n\n{complaints.counted(error.faults)}")
    except BotError as error:
        from bot.cli import printing

        printing.complain(str(error))
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("bot", "handlers"):
            raise
        sys.exit(f"{error.name} is not installed for {sys.executable}; {_REPAIR}")


def _carry_out(arguments: list[str]) -> None:
    """Run the bot without what reads and shows the other commands, which it would carry about as long as it runs."""
    if arguments == ["run"]:
        with without_ballast():
            from bot.cli.running import run
        run()
    else:
        from bot.cli.commands import cli

        cli()
