"""The framework's bot, which shows its token wherever it is printed; ours does not."""

from telegram.ext import ExtBot


class Ally(ExtBot[str]):
    """A bot that is printed without its token."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[{self.token.partition(':')[0]}]"
