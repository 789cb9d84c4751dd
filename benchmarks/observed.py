"""`python -m bot run` that can be looked into: on SIGUSR1 it writes its tasks to the file named as its argument."""

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path

from bot import app, logs, settings


def main() -> None:
    """Run the bot as it ships."""
    given = settings.read()
    logs.configure(settings.secrets(given))
    asyncio.run(_run(given, Path(sys.argv[1])))


async def _run(given: settings.Settings, file: Path) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, _write, file)
    await app.run(given)


def _write(file: Path) -> None:
    """Write how many tasks there are, and below how many of each kind; the file is whole at any moment."""
    kinds = Counter(getattr(task.get_coro(), "__qualname__", "?") for task in asyncio.all_tasks())
    new = file.with_suffix(".new")
    new.write_text("\n".join([str(kinds.total()), *(f"{count} {kind}" for kind, count in kinds.most_common())]))
    new.replace(file)


if __name__ == "__main__":
    main()
