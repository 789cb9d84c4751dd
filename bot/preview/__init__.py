"""Every screen in every language side by side, in one HTML file that needs nothing else."""

from bot.preview.document import write

__all__ = ["write"]
