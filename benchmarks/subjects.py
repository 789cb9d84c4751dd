"""What is compared: the bot as it ships, what others make of the same screens, and the limit."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.shipped import COMMAND, ROOT

PEERS = ROOT / "benchmarks" / "peers"
PYTHON = PEERS / ".venv" / "bin" / "python"
"""The environment of the peers, and of the load: with uvloop it has more room."""
NODE_MODULES = PEERS / "node_modules"


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot, how it is started, and how its edit and its answer go out."""

    name: str
    command: Sequence[str]
    how: str


def _peer(module: str, *arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", f"benchmarks.peers.{module}", *arguments)


_NODE = ("node", str(PEERS / "with_grammy.mjs"))

BOT = Subject("this bot", COMMAND, "as it ships")
LIMIT = Subject("bare aiohttp", _peer("bare"), "no framework, ready bytes: edit called, answer replied")
FAST_LIMIT = Subject("bare aiohttp, uvloop", _peer("bare", "uvloop"), "the same on uvloop")
GRAMMY = Subject("grammY", (*_NODE, "answerCallbackQuery"), "Node: edit called, answer replied meanwhile")
FAST_GRAMMY = Subject("grammY, edit replied", (*_NODE, "editMessageText"), "edit replied, answer called meanwhile")
AIOGRAM = Subject("aiogram", _peer("with_aiogram"), "as it comes: edit called, then the answer")
FAST_AIOGRAM = Subject("aiogram, uvloop", _peer("with_aiogram", "reply"), "edit replied, answer called meanwhile")
PTB = Subject("python-telegram-bot", _peer("with_ptb"), "as it comes: answer called, then the edit, one tap at a time")

SUBJECTS = (BOT, LIMIT, FAST_LIMIT, GRAMMY, FAST_GRAMMY, AIOGRAM, FAST_AIOGRAM, PTB)


def missing() -> list[str]:
    """Say what of the peers is not installed."""
    return [str(path) for path in (PYTHON, NODE_MODULES) if not path.exists()]


def python() -> str:
    """Give the Python that runs the load: that of the peers, else this one."""
    return str(PYTHON) if PYTHON.exists() else sys.executable
