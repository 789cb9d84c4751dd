"""What was recorded of the bot: its screens by the callback data that lead there, and where one goes from each."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as Telegram gives it back: what a message has besides its chat, ready to be sent, and the ways on."""

    rest: bytes
    following: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screens:
    """All of them; `starts` are the callback data of the first screen in each language."""

    bot: Json
    starts: tuple[str, ...]
    shown: Mapping[str, Shown]

    def after(self, data: str, chance: random.Random) -> str:
        """Give a button of a screen by chance."""
        return chance.choice(self.shown[data].following)


def read(file: Path) -> Screens:
    """Read what was recorded."""
    recorded = json.loads(file.read_text(encoding="utf-8"))
    shown = {
        data: Shown(_rest(screen["message"]), tuple(screen["following"]))
        for data, screen in recorded["screens"].items()
    }
    return Screens(recorded["bot"], tuple(recorded["starts"]), shown)


def _rest(message: Json) -> bytes:
    """Write what a message shows, as Telegram does: everything but its beginning."""
    return json.dumps(message).encode()[1:]
