"""Figures, which the chats of the admins get: a text, and a chart as soon as it is drawn."""

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.core.chart import chart, subtitle
from bot.core.edition import View
from bot.core.figures import Figures
from bot.core.html import escape
from bot.core.screen import Picture
from bot.core.screens import figures as screens
from bot.errors import ChartError, StoreError
from bot.tg import presenter
from bot.tg.context import Context
from bot.tg.patience import is_unclear
from handlers import commands
from handlers.commands import message_of

_log = structlog.get_logger()


async def show(update: Update, context: Context) -> None:
    """Send admins the figures, and where anything was opened, the chart after them; it is unknown to others."""
    view, message = await context.view(update), message_of(update)
    if not view.admin:
        return await commands.unknown_to_others(update, context)
    try:
        figures = await context.services.figures()
    except StoreError as error:
        _log.warning("the figures are out of reach", reason=str(error))
        return await presenter.send(context.bot, message, screens.unavailable(view))
    await presenter.send(context.bot, message, screens.summary(figures, view))
    if figures.opened(figures.days):
        await _send_chart(figures, view, update, context)
    return None


async def _send_chart(figures: Figures, view: View, update: Update, context: Context) -> None:
    try:
        png = await context.services.charts.draw(chart(figures, view.words))
        picture = Picture(png, escape(subtitle(figures, view.words)), "chart.png")
        await presenter.send_picture(context.bot, message_of(update), picture)
    except (ChartError, TelegramError) as error:
        _log.warning("the chart did not come about", reason=str(error))
        if not is_unclear(error):
            await presenter.send(context.bot, message_of(update), screens.no_chart(view))
