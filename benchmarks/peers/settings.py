"""What every peer in Python is told by its environment."""

import json
import os
from pathlib import Path
from typing import Any

API = os.environ["TELEGRAM_API_URL"]
TOKEN = os.environ["TELEGRAM_BOT_TOKEN"]
WEBHOOK = os.environ["WEBHOOK_URL"] + "/webhook"
PORT = int(os.environ["PORT"])
SECRET = "secret-of-the-peers"  # noqa: S105  # opens nothing but a benchmark


def screens() -> dict[str, dict[str, Any]]:
    """Give the parameters of the edit for each callback data."""
    recorded = json.loads(Path(os.environ["SCREENS"]).read_text(encoding="utf-8"))
    return {data: screen["call"] for data, screen in recorded["screens"].items()}
