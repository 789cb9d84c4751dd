"""From the rows of a screen to Telegram's keyboards."""

from collections.abc import Sequence
from typing import assert_never

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.core import links, orders, routes
from bot.core.links import Link
from bot.core.screen import Button, Copy, Do, Go, Open, Row, Share, Visit


def keyboard(rows: Sequence[Row], username: str) -> InlineKeyboardMarkup:
    """Give a keyboard of the bot with this name; callback data over 64 bytes is refused here."""
    return InlineKeyboardMarkup([[_button(button, username) for button in row] for row in rows])


def _button(button: Button, username: str) -> InlineKeyboardButton:
    match button:
        case Go(label, tap):
            return InlineKeyboardButton(label, callback_data=routes.write(tap))
        case Open(label, url):
            return InlineKeyboardButton(label, url=url)
        case Share(label, route, text):
            return InlineKeyboardButton(label, url=links.sharing(links.address(username, Link(route)), text))
        case Visit(label, route):
            return InlineKeyboardButton(label, url=links.address(username, Link(route)))
        case Copy(label, text):
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text))
        case Do(label, order):
            return InlineKeyboardButton(label, callback_data=orders.write(order))
        case _:
            assert_never(button)
