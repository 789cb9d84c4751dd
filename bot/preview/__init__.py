"""What every reader sees, side by side in every language, in one HTML file that needs nothing else."""

from bot.preview.document import write

__all__ = ["write"]
