"""The Ally-Shoring bot: what it says, how it speaks to Telegram, and how it is reached."""

__version__ = "0.1.0"
"""The only place that has it: the wheel, `--version` and the log take it from here."""
