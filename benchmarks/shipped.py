"""The bot as it ships, as a process of its own: the command and the settings that it is measured with."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.simulator.telegram import TOKEN

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "bot", "run")


def settings(folder: str | Path, **others: str) -> Mapping[str, str]:
    """Give the environment of a bot with a fresh database in a folder, which listens on a free port."""
    port = free_port()
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        **others,
    }


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
