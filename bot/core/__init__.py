"""What the bot says: pure, without Telegram, clock, environment or files."""

from bot.core.screens import render

__all__ = ["render"]
