"""Screens as Telegram takes them: a screen is drawn once, and sent as often as people come to it."""

import json
from dataclasses import dataclass, replace

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode

from bot.core.screen import Screen
from bot.tg.keyboards import keyboard
from bot.tg.written import Where, Written


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen, and the parameters of the edit that shows it, written but for what is to be edited."""

    screen: Screen
    rest: bytes

    def at(self, where: Where) -> Written:
        """Give the parameters of the edit of a message."""
        return Written(where, self.rest)


def draw(screen: Screen, username: str) -> Drawing:
    """Draw a screen of the bot with this name."""
    parameters = {
        "text": screen.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": keyboard(screen.rows, username).to_dict(),
        "link_preview_options": preview(screen).to_dict(),
    }
    return Drawing(screen, json.dumps(parameters, ensure_ascii=False, separators=(",", ":")).encode()[1:])


def without_picture(drawing: Drawing, username: str) -> Drawing:
    """Draw the same without its picture."""
    return draw(replace(drawing.screen, picture=None), username)


def preview(screen: Screen) -> LinkPreviewOptions:
    """Say what is shown as a preview: a screen's picture, large and above its text, or its first link, or nothing."""
    if screen.picture:
        return LinkPreviewOptions(url=screen.picture, prefer_large_media=True, show_above_text=True)
    return LinkPreviewOptions(is_disabled=not screen.preview)
