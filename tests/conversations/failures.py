"""A watch on the bot's handlers."""

from bot.app import App
from bot.tg.context import Context


class Failures:
    """Collects what handlers raise, in place of the apology."""

    def __init__(self, application: App) -> None:
        self.seen: list[Exception] = []
        application.error_handlers.clear()
        application.add_error_handler(self._collect)

    async def _collect(self, _update: object, context: Context) -> None:
        if context.error is not None:
            self.seen.append(context.error)
